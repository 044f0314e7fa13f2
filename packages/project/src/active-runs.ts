import { subjectOf, type Plan, type Resource } from '@gluepipeline/core';

import type { Session } from './session.ts';
import { tenAtOnce } from './ten-at-once.ts';

/** A job that is to be changed while it runs. */
export interface ActiveJob {
  readonly label: string;
  readonly name: string;
  readonly runs: number;
}

/** The jobs that a plan changes, makes anew or deletes and that are running now. */
export async function activeJobs(session: Session, plan: Plan): Promise<readonly ActiveJob[]> {
  const jobs = plan.changes
    .filter(({ action }) => action !== 'create')
    .map(subjectOf)
    .filter(({ kind }) => kind === 'job');
  const found = await tenAtOnce(jobs, (job) => activeJob(session, job));
  return found.filter(({ runs }) => runs > 0);
}

async function activeJob(session: Session, { label, name }: Resource): Promise<ActiveJob> {
  return { label, name, runs: await session.runs.activeRuns(name) };
}
