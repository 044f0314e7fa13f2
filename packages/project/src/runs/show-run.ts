import { type Pipeline, type RunSnapshot, runView, type RunView, unstarted } from '@gluepipeline/core';

import { systemClock } from '../clock.ts';
import { shapedConfig } from '../invalid-config.ts';
import { type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { type FailureReport, failuresOf, neverStarted } from './failures.ts';
import { findRun, type RunChoice } from './find-run.ts';

/** Which run is shown. */
export interface ShowRunOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'>, RunChoice {}

/** A run with all that is known of it. */
export interface ShownRun {
  readonly view: RunView;
  readonly failures: readonly FailureReport[];
  /** The config as it is now, which may be another than that of the run. */
  readonly pipeline: Pipeline;
  /** The page of the job or workflow in the AWS console; nothing on the embedded endpoint. */
  readonly consoleUrl: string | undefined;
}

/** Shows a run, by default the newest; a config with mistakes in its jobs is no hindrance. */
export function showRun(options: ShowRunOptions): Promise<ShownRun> {
  return withSession(
    options,
    async ({ pipeline }, session) => {
      const { now } = await findRun(session, pipeline, options);
      return shown(session, pipeline, now);
    },
    shapedConfig,
  );
}

async function shown(session: Session, pipeline: Pipeline, now: RunSnapshot): Promise<ShownRun> {
  const { kind, name } = now.ref;
  const missing = unstarted(pipeline, now).missing.map(neverStarted);
  return {
    view: runView(pipeline, now, systemClock.now()),
    failures: [...(await failuresOf(session, pipeline, now)), ...missing],
    pipeline,
    consoleUrl: kind === 'job' || kind === 'workflow' ? session.consoleUrl(kind, name) : undefined,
  };
}
