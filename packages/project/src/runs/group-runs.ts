import { type Pipeline, type RunSnapshot, snapshot } from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import type { Session } from '../session.ts';
import { findRun, type FoundRun, noRun, type RunChoice } from './find-run.ts';

/** The runs that a name means, as one; asked again, as they stand then. */
export interface FoundRuns {
  readonly now: RunSnapshot;
  readonly again: () => Promise<RunSnapshot>;
}

/** The run that is meant; of a group of `for_each` the newest run of each of its jobs that has one. */
export async function findRuns(session: Session, pipeline: Pipeline, choice: RunChoice): Promise<FoundRuns> {
  const group = pipeline.groups.find(({ kind, name }) => kind === 'job' && name === choice.job);
  if (group == null || choice.run != null) {
    const { ref, now } = await findRun(session, pipeline, choice);
    return { now, again: () => snapshot(session.runs, systemClock, ref) };
  }
  const found = await Promise.all(group.items.map((job) => ifAny(findRun(session, pipeline, { job }))));
  const runs = found.filter((each) => each != null);
  if (runs.length === 0) {
    return noRun(`group "${group.name}"`);
  }
  return {
    now: together(
      group.name,
      runs.map(({ now }) => now),
    ),
    again: async () =>
      together(group.name, await Promise.all(runs.map(({ ref }) => snapshot(session.runs, systemClock, ref)))),
  };
}

/** Not every job of a group need have run. */
async function ifAny(finding: Promise<FoundRun>): Promise<FoundRun | undefined> {
  try {
    return await finding;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'GP609') {
      return undefined;
    }
    throw error;
  }
}

/** Several runs as one: over when all are, and in the state of the first that is not over or did not succeed. */
function together(name: string, runs: readonly RunSnapshot[]): RunSnapshot {
  const telling = runs.find(({ over }) => !over) ?? runs.find(({ succeeded }) => !succeeded) ?? runs[0];
  return {
    ref: { kind: 'selection', name },
    state: telling?.state ?? 'SUCCEEDED',
    over: runs.every(({ over }) => over),
    succeeded: runs.every(({ succeeded }) => succeeded),
    startedAt: least(runs.flatMap(({ startedAt }) => startedAt ?? [])),
    completedAt: undefined,
    errorMessage: telling?.errorMessage,
    jobRuns: runs.flatMap(({ jobRuns }) => jobRuns),
    crawlerRuns: [],
  };
}

function least(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times);
}
