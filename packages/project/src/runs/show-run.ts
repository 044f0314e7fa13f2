import {
  graphView,
  type Pipeline,
  runPage,
  type RunSnapshot,
  runView,
  type RunView,
  unstarted,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import { runPrices } from '../cost/run-prices.ts';
import { shapedConfig, type Sound } from '../invalid-config.ts';
import { type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { crawlUsage } from './crawl-usage.ts';
import { evidenceOnce } from './evidence.ts';
import { type FailureReport, failuresOf, neverStarted } from './failures.ts';
import { findRun, type RunChoice } from './find-run.ts';
import { type Clean, cleaner, tailsOf } from './tails.ts';

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
    async (sound, session) => {
      const { now } = await findRun(session, sound.pipeline, options);
      return shown(session, sound, now, options);
    },
    shapedConfig,
  );
}

/** The same, and the run as a page of HTML with the last lines of its logs; what looks like a secret is masked there. */
export function showRunAsPage(options: ShowRunOptions): Promise<ShownRun & { readonly html: string }> {
  return withSession(
    options,
    async (sound, session) => {
      const { pipeline } = sound;
      const { now } = await findRun(session, pipeline, options);
      const clean = cleaner(pipeline, now);
      const evidenceOf = evidenceOnce(session, pipeline);
      const [run, tails] = await Promise.all([
        shown(session, sound, now, options, evidenceOf),
        tailsOf(pipeline, now, evidenceOf, clean),
      ]);
      const failures = run.failures.map((each) => cleanFailure(each, clean));
      const page = { view: cleanView(run.view, clean), graph: graphView(pipeline), failures, tails };
      return { ...run, html: await runPage({ ...page, consoleUrl: run.consoleUrl }) };
    },
    shapedConfig,
  );
}

function cleanFailure(failure: FailureReport, clean: Clean): FailureReport {
  const { message, code, hint, reason } = failure;
  return {
    ...failure,
    message: clean(message),
    code: code == null ? undefined : clean(code),
    hint: hint == null ? undefined : clean(hint),
    reason: reason == null ? undefined : { ...reason, why: clean(reason.why) },
  };
}

function cleanView(view: RunView, clean: Clean): RunView {
  const cleaned = (text: string | undefined) => (text == null ? undefined : clean(text));
  return {
    ...view,
    errorMessage: cleaned(view.errorMessage),
    nodes: view.nodes.map((node) => ({
      ...node,
      attempts: node.attempts.map((each) => ({ ...each, errorMessage: cleaned(each.errorMessage) })),
    })),
  };
}

async function shown(
  session: Session,
  { pipeline, file }: Sound,
  now: RunSnapshot,
  { place }: Pick<ShowRunOptions, 'place'>,
  evidenceOf?: ReturnType<typeof evidenceOnce>,
): Promise<ShownRun> {
  const { kind, name } = now.ref;
  const missing = unstarted(pipeline, now).missing.map(neverStarted);
  const prices = runPrices(session, file, place);
  const [failures, crawlerRuns] = await Promise.all([
    failuresOf(session, pipeline, now, evidenceOf),
    prices == null ? now.crawlerRuns : crawlUsage(session, now.crawlerRuns),
  ]);
  return {
    view: runView(pipeline, { ...now, crawlerRuns }, systemClock.now(), prices),
    failures: [...failures, ...missing],
    pipeline,
    consoleUrl: kind === 'job' || kind === 'workflow' ? session.consoleUrl(kind, name) : undefined,
  };
}
