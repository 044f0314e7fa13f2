import {
  argumentKey,
  follow,
  type Leaving,
  type Pipeline,
  type RunPrices,
  type RunRef,
  type RunSnapshot,
  snapshot,
  unstarted,
  UserError,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import { runPrices } from '../cost/run-prices.ts';
import type { Sound } from '../invalid-config.ts';
import type { FiredAlert } from './fired-alerts.ts';
import { type FailureReport, failuresOf, neverStarted } from './failures.ts';
import { type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { atEnd } from './crawl-usage.ts';
import { type Patience, patienceOf, stoppedIfWished } from './leave.ts';
import { pollOf } from './poll.ts';
import { isSelection, nodesOf, runNodes, selected } from './selection.ts';
import { RefusedStart, start, type Started, type StartOptions } from './start.ts';

/** What to run, and how. */
export interface RunOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'>, StartOptions, FollowOptions {}

/** How what was started is followed. */
export interface FollowOptions {
  readonly wait: boolean;
  readonly onStart?: (started: Started) => void;
  /** Told of what is done in another way than asked for. */
  readonly onNote?: (note: string) => void;
  /** Told how things stand, with the config that says what belongs to the run. */
  readonly onSnapshot?: (snapshot: NamedSnapshot, pipeline: Pipeline) => void;
  /** Ends the watching; what runs on AWS goes on. */
  readonly signal?: Leaving;
  /** Milliseconds to wait for the end; after that the runs are left, as at a signal. */
  readonly timeout?: number | undefined;
  /** Asked after a signal, where runs go on without this command: true stops them. */
  readonly onInterrupt?: (going: readonly RunRef[]) => Promise<boolean>;
}

/** A snapshot whose jobs and crawlers are called as in the config: `names` is by `job x` and `crawler x`, x being the name in AWS. */
export interface NamedSnapshot extends RunSnapshot {
  readonly names: ReadonlyMap<string, string>;
  /** By which it is paid; nothing on the embedded endpoint. */
  readonly prices: RunPrices | undefined;
}

/** What was settled before anything started: a mistake in a file of prices must not be found after that. */
export type Settled = Pick<NamedSnapshot, 'prices'>;

/** What came of the runs that were started. */
export interface RunOutcome {
  readonly started: readonly Started[];
  readonly snapshots: readonly NamedSnapshot[];
  /** Jobs and crawlers of the workflow that never started though they were due: one before them failed, or their trigger is off. */
  readonly skipped: readonly string[];
  readonly failures: readonly FailureReport[];
  readonly succeeded: boolean;
  /** What alerts said meanwhile, where the embedded endpoint keeps it instead of sending it. */
  readonly alerts: readonly FiredAlert[];
  readonly waited: boolean;
  /** True where the time to wait ran out. */
  readonly timedOut: boolean;
  /** True where a signal came, and the runs were stopped on request. */
  readonly stopped: boolean;
  /** True where what still goes on ends with this command, which served the endpoint. */
  readonly endsHere: boolean;
}

/** Starts the workflow or a job, follows it to its end unless told not to wait, and finds out why what failed did. */
export async function run(said: RunOptions): Promise<RunOutcome> {
  const given = Object.entries(said.arguments).map(([key, value]) => [argumentKey(key), value] as const);
  const options = { ...said, arguments: Object.fromEntries(given) };
  return withSession(options, async (sound, session) => {
    guardEndpoint(session, options);
    const settled = { ...options, prices: runPrices(session, sound.file, options.place) };
    if (isSelection(options)) {
      return runNodes(sound, session, selected(sound, options), settled);
    }
    const begun = systemClock.now();
    const started = await start(sound, session, options).catch((error: unknown) => {
      if (error instanceof RefusedStart && options.wait) {
        return error;
      }
      throw error instanceof RefusedStart ? error.cause : error;
    });
    if (started instanceof RefusedStart) {
      options.onNote?.(refusedText(started));
      return runNodes(sound, session, nodesOf(sound.pipeline, started.workflow), settled);
    }
    return followStarted(sound, session, started, begun, settled);
  });
}

function refusedText({ workflow }: RefusedStart): string {
  return `AWS starts workflow ${workflow.resourceName} by its own trigger alone: its jobs are started one after another instead, without a workflow run and its properties`;
}

/** Follows what was started to its end unless told not to wait, and finds out why what failed did. */
export async function followStarted(
  sound: Sound,
  session: Session,
  started: readonly Started[],
  begun: number,
  options: FollowOptions & Settled,
): Promise<RunOutcome> {
  started.forEach((each) => options.onStart?.(each));
  const { prices } = options;
  const names = new Map(sound.pipeline.nodes.map((node) => [`${node.kind} ${node.resourceName}`, node.name]));
  const patience = patienceOf(options, begun);
  const seen = await Promise.all(started.map(({ ref }) => watch(session, sound, ref, names, options, patience)));
  const refs = started.map(({ ref }) => ref);
  const timedOut = patience.timedOut && seen.some(({ over }) => !over);
  const stopped = await stoppedIfWished(session, refs, options);
  const ended = started.flatMap(({ ref }, at) => stopped?.get(ref) ?? seen[at] ?? []);
  const [snapshots, found] = await Promise.all([
    Promise.all(ended.map((now) => atEnd(session, now, names, prices))),
    Promise.all(ended.map((each) => failuresOf(session, sound.pipeline, each))),
  ]);
  const failures = found.flat();
  const left = snapshots.map((each) => unstarted(sound.pipeline, each));
  const missing = left.flatMap((each) => each.missing);
  const skipped = [...missing, ...left.flatMap((each) => each.skipped)];
  return {
    started,
    snapshots,
    skipped,
    failures: [...failures, ...missing.map(neverStarted)],
    succeeded: skipped.length === 0 && snapshots.every(({ succeeded }) => succeeded),
    alerts: await session.alertsSince(begun),
    waited: options.wait,
    timedOut,
    stopped: stopped != null,
    endsHere: session.servesHere,
  };
}

/** A run that is only started needs an endpoint that outlives this command. */
export function guardEndpoint(session: Session, { wait }: Pick<FollowOptions, 'wait'>): void {
  if (!wait && session.servesHere) {
    throw new UserError(
      'GP601',
      '--no-wait needs an endpoint that goes on running',
      'start one in another terminal with: gluepipeline local start',
    );
  }
}

function watch(
  session: Session,
  { pipeline }: Sound,
  ref: RunRef,
  names: ReadonlyMap<string, string>,
  options: FollowOptions & Settled,
  patience: Patience,
): Promise<RunSnapshot> {
  if (!options.wait) {
    return snapshot(session.runs, systemClock, ref);
  }
  return follow(session.runs, systemClock, ref, {
    pollMilliseconds: pollOf(session),
    onSnapshot: (now) => options.onSnapshot?.({ ...now, names, prices: options.prices }, pipeline),
    signal: patience,
  });
}
