import type { Resource, RunsOf } from '@gluepipeline/core';

import type { Session } from '../session.ts';
import { tenAtOnce } from '../ten-at-once.ts';

/** So many runs of a job are looked at: a run every twenty minutes for a month. */
const most = 2000;

/** The runs of the deployed jobs that began in the days before now. */
export async function readRuns(session: Session, deployed: readonly Resource[], days: number): Promise<RunsOf> {
  const since = session.clock.now() - days * 86_400_000;
  const names = deployed.filter(({ kind }) => kind === 'job').map(({ name }) => name);
  const found = await tenAtOnce(
    names,
    async (name) => [name, await session.runs.jobRuns(name, { most, since })] as const,
  );
  return Object.fromEntries(found);
}
