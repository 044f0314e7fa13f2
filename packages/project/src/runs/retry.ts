import {
  isCrawlOver,
  latestAttempts,
  type RunNode,
  type RunRef,
  type RunSnapshot,
  UserError,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import { runPrices } from '../cost/run-prices.ts';
import { type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { findRun, type RunChoice } from './find-run.ts';
import { type FollowOptions, followStarted, guardEndpoint, type RunOutcome } from './run.ts';
import type { Started } from './start.ts';

/** Which run to try again, and how to follow it. */
export interface RetryOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'>, RunChoice, FollowOptions {}

/** Arguments that Glue gave a run of a workflow, and that mean nothing outside of it. */
const ofWorkflow = ['--WORKFLOW_NAME', '--WORKFLOW_RUN_ID'];

/**
 * Runs again what failed: of a workflow run the failed nodes and everything behind them, in a new run of the workflow;
 * of a job run the job, with the arguments that it had. A run that goes on or went well is a UserError.
 */
export function retry(options: RetryOptions): Promise<RunOutcome> {
  return withSession(options, async (sound, session) => {
    guardEndpoint(session, options);
    const { ref, now: before } = await findRun(session, sound.pipeline, options);
    refuse(before);
    const prices = runPrices(session, sound.file, options.place);
    const begun = systemClock.now();
    return followStarted(sound, session, [await again(session, ref, before)], begun, { ...options, prices });
  });
}

function refuse({ ref, over, succeeded, state }: RunSnapshot): void {
  if (!over) {
    throw new UserError(
      'GP612',
      `the run of ${ref.kind} "${ref.name}" goes on (${state})`,
      'wait for its end, or stop it: gluepipeline stop',
    );
  }
  if (succeeded) {
    throw new UserError(
      'GP612',
      `the run of ${ref.kind} "${ref.name}" went well, so there is nothing to try again`,
      'start a new one: gluepipeline run',
    );
  }
}

async function again(session: Session, ref: RunRef, before: RunSnapshot): Promise<Started> {
  const consoleUrl = ref.kind === 'crawler' ? undefined : session.consoleUrl(ref.kind, ref.name);
  if (ref.kind === 'job') {
    const given = Object.entries(before.jobRuns.at(-1)?.arguments ?? {}).filter(([key]) => !ofWorkflow.includes(key));
    const id = await session.runs.startJob(ref.name, Object.fromEntries(given));
    return { ref: { ...ref, id }, consoleUrl };
  }
  const nodes = failedNodes(before);
  if (ref.kind !== 'workflow' || before.state !== 'COMPLETED' || nodes.length === 0) {
    throw new UserError(
      'GP612',
      `a run of ${ref.kind} "${ref.name}" that ended as ${before.state} cannot be taken up`,
      'AWS resumes COMPLETED runs with nodes that failed; start a new one: gluepipeline run',
    );
  }
  const id = await session.runs.resumeWorkflow(ref.name, ref.id, nodes);
  return { ref: { ...ref, id }, consoleUrl };
}

/** What did not end well; what never started comes behind it by itself. */
function failedNodes({ jobRuns, crawlerRuns }: RunSnapshot): RunNode[] {
  return [
    ...latestAttempts(jobRuns)
      .filter(({ state }) => state !== 'SUCCEEDED')
      .map(({ job }) => ({ kind: 'job' as const, name: job })),
    ...crawlerRuns
      .filter(({ state }) => isCrawlOver(state) && state !== 'SUCCEEDED')
      .map(({ crawler }) => ({ kind: 'crawler' as const, name: crawler })),
  ];
}
