import { type Pipeline, type Resource, type RunsOf, untilNow } from '@gluepipeline/core';

import { listedCrawls } from '../runs/crawl-usage.ts';
import type { Session } from '../session.ts';
import { tenAtOnce } from '../ten-at-once.ts';

/** So many runs of a job or crawler are looked at: more than one every five minutes for a month. */
export const mostRuns = 10_000;

/** Gives the runs of deployed jobs and crawlers that began in the days before now; those that go on as they stand now. */
export type ReadRuns = (deployed: readonly Resource[]) => Promise<RunsOf>;

/**
 * Asks for the runs of all jobs and crawlers of a config at once, before anybody knows which are deployed; those of others
 * are asked for when they are wanted.
 */
export function runsAhead(session: Session, { jobs, crawlers }: Pipeline, days: number): ReadRuns {
  const now = session.clock.now();
  const part = { most: mostRuns, since: now - days * 86_400_000 };
  const ofJobs = ahead(jobs, async (name) => (await session.runs.jobRuns(name, part)).map((run) => untilNow(run, now)));
  const ofCrawlers = ahead(crawlers, (name) => listedCrawls(session, name, part));
  return async (deployed) => {
    const names = (wanted: Resource['kind']) => deployed.flatMap(({ kind, name }) => (kind === wanted ? [name] : []));
    const [jobRuns, crawls] = await Promise.all([ofJobs(names('job')), ofCrawlers(names('crawler'))]);
    return { jobs: jobRuns, crawlers: crawls };
  };
}

/** What is told of each name: of the config's own it is asked now, of others once they are named. */
function ahead<Told>(
  own: readonly { readonly resourceName: string }[],
  ask: (name: string) => Promise<Told>,
): (names: readonly string[]) => Promise<Readonly<Record<string, Told>>> {
  const read = (names: readonly string[]) => tenAtOnce(names, async (name) => [name, await ask(name)] as const);
  const known = new Set(own.map(({ resourceName }) => resourceName));
  const asked = read([...known]);
  // Whoever fails before the answers are wanted has said enough.
  asked.catch(() => undefined);
  return async (names) => {
    const wanted = new Set(names);
    const [first, others] = await Promise.all([asked, read(names.filter((name) => !known.has(name)))]);
    return Object.fromEntries([...first, ...others].filter(([name]) => wanted.has(name)));
  };
}
