import type { Resource, RunsOf } from '@gluepipeline/core';

import type { Session } from '../session.ts';

/** So many runs of a job are looked at: a run every twenty minutes for a month. */
const most = 2000;

/** Asks are a call a job and more, so not more are made at once. */
const atOnce = 10;

/** The runs of the deployed jobs that began in the days before now. */
export async function readRuns(session: Session, deployed: readonly Resource[], days: number): Promise<RunsOf> {
  const since = session.clock.now() - days * 86_400_000;
  const names = deployed.filter(({ kind }) => kind === 'job').map(({ name }) => name);
  const found: RunsOf[string][] = [];
  for (let at = 0; at < names.length; at += atOnce) {
    const part = names.slice(at, at + atOnce);
    found.push(...(await Promise.all(part.map((name) => session.runs.jobRuns(name, { most, since })))));
  }
  return Object.fromEntries(names.map((name, at) => [name, found[at] ?? []]));
}
