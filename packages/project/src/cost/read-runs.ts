import type { Pipeline, Resource, RunsOf } from '@gluepipeline/core';

import type { Session } from '../session.ts';
import { tenAtOnce } from '../ten-at-once.ts';

/** So many runs of a job are looked at: a run every twenty minutes for a month. */
const most = 2000;

/** Gives the runs of deployed jobs that began in the days before now. */
export type ReadRuns = (deployed: readonly Resource[]) => Promise<RunsOf>;

/**
 * Asks for the runs of all jobs of a config at once, before anybody knows which are deployed; those of other jobs are
 * asked for when they are wanted.
 */
export function runsAhead(session: Session, { jobs }: Pipeline, days: number): ReadRuns {
  const since = session.clock.now() - days * 86_400_000;
  const read = async (names: readonly string[]) =>
    new Map(await tenAtOnce(names, async (name) => [name, await session.runs.jobRuns(name, { most, since })] as const));
  const own = new Set(jobs.map(({ resourceName }) => resourceName));
  const asked = read([...own]);
  // Whoever fails before the answers are wanted has said enough.
  asked.catch(() => undefined);
  return async (deployed) => {
    const names = deployed.filter(({ kind }) => kind === 'job').map(({ name }) => name);
    const [known, others] = await Promise.all([asked, read(names.filter((name) => !own.has(name)))]);
    return Object.fromEntries(names.map((name) => [name, known.get(name) ?? others.get(name) ?? []]));
  };
}
