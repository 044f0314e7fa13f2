import { rmSync } from 'node:fs';

import { isAwsCallError } from '@gluepipeline/aws';
import { isUserError } from '@gluepipeline/core';

import type { Deployed } from '../../src/index.ts';
import type { Scenario } from '../sweep/scenarios.ts';
import { stateOf } from '../sweep/state.ts';
import { type Call, isMutating, occurrencesOf, operationOf } from './call.ts';
import { foreignRecords, foreignTag, touchOurs } from './foreign.ts';
import { type Kind, type KindName, kinds, type Play } from './kinds.ts';
import { type World, openWorld, caseFolder } from './world.ts';

/** A scenario without a fault: where it begins and ends, and the calls on the way. */
export interface Whole {
  readonly scenario: Scenario;
  /** The folder of the state that it begins with. */
  readonly from: string;
  readonly before: Record<string, unknown>;
  readonly to: Record<string, unknown>;
  /** Its mutating calls, in order. */
  readonly calls: readonly Call[];
  /** The operations that only ask. */
  readonly questions: readonly string[];
}

/** One fault at one call. */
export interface Case {
  readonly kind: KindName;
  /** `glue:CreateJob`. */
  readonly operation: string;
  /** Which call of that operation, counted from 1. */
  readonly occurrence: number;
}

/** How an ended run has ended. */
export type Ending = 'done' | 'refused';

const bucket = 'gluepipeline-000000000000-us-east-1-an';

/** How long a lock counts that nobody renews, in milliseconds, and a moment more. */
const lease = 121_000;

/** Carries a scenario out without a fault. */
export async function carryOut(scenario: Scenario): Promise<Whole> {
  const from = caseFolder();
  rmSync(from, { recursive: true });
  const world = await openWorld({ config: scenario.before ?? scenario.config, foreign: true });
  if (scenario.before != null) {
    mustBeDone(await world.deploy());
    await touchOurs(world.server, bucket);
  }
  await world.keepAs(from);
  const next = await openWorld({ config: scenario.config, from });
  try {
    mustBeDone(await next.deploy(scenario.what));
    const to = stateOf(next.state);
    mustBeEqual(foreignRecords(next.state), foreignRecords(from), 'what is not ours');
    if (scenario.before != null && scenario.what === 'deploy' && !JSON.stringify(to).includes(foreignTag.value)) {
      throw new Error('a foreign tag on what is ours is gone');
    }
    const { calls } = next.proxy;
    const questions = [...new Set(calls.filter((call) => !isMutating(call)).map(operationOf))];
    return { scenario, from, before: stateOf(from), to, calls: calls.filter(isMutating), questions };
  } finally {
    await next.close();
  }
}

/** Every fault at every mutating call. */
export function casesOf({ calls }: Whole): Case[] {
  return occurrencesOf(calls).flatMap(({ operation, occurrence }) =>
    (Object.keys(kinds) as KindName[]).map((kind) => ({ kind, operation, occurrence })),
  );
}

/** Faults at the first call of each operation that only asks: those after which the answer is lost or never comes. */
export function questionsOf({ questions }: Whole): Case[] {
  return questions.flatMap((operation) => answerless.map((kind) => ({ kind, operation, occurrence: 1 })));
}

const answerless: readonly KindName[] = [
  'truncated answer',
  'body that stops',
  'clock skew',
  'expired token',
  'permission taken away',
  'status 500 for good',
  'answers lost for good',
];

/**
 * Carries the scenario out with the fault. It must come through, or say clearly why not; nothing may be lost, nothing of
 * others touched, and the next run, as soon as a lock that was left has expired, must bring about what one without a
 * fault does. Throws where it is otherwise.
 */
export async function attempt(whole: Whole, of: Case): Promise<Ending> {
  const { scenario, from, to } = whole;
  const kind: Kind = kinds[of.kind];
  const world = await openWorld({ config: scenario.config, from, lateTags: kind.lateTags });
  try {
    const struck = strike(world, of, kind);
    const ending = await faulted(world, whole, struck);
    world.proxy.decide = () => undefined;
    if (!struck.hit) {
      throw new Error('the call was never made');
    }
    mustBeEqual(foreignRecords(world.state), foreignRecords(from), 'what is not ours, after the fault');
    mustKeep(whole, stateOf(world.state));
    world.time.freeze(lease);
    mustBeDone(await world.deploy(scenario.what));
    mustBeEqual(stateOf(world.state), to, 'what is there after the next run');
    mustBeEqual(foreignRecords(world.state), foreignRecords(from), 'what is not ours, after the next run');
    const left = await (scenario.what === 'deploy' ? world.planned() : changesOf(await world.deploy('destroy')));
    if (left !== 0) {
      throw new Error(`${String(left)} changes are planned after the next run`);
    }
    return ending;
  } finally {
    await world.close();
  }
}

interface Struck {
  hit: boolean;
  readonly signal: { aborted: boolean };
}

/** Makes the proxy play the fault at its call. */
function strike(world: World, { operation, occurrence }: Case, { play, lasting, lateTags }: Kind): Struck {
  const struck: Struck = { hit: false, signal: { aborted: false } };
  let seen = 0;
  world.proxy.decide = (call): Play | undefined => {
    if (operationOf(call) !== operation) {
      return undefined;
    }
    seen += call.isFirst ? 1 : 0;
    const isIt = seen === occurrence && !struck.hit;
    if (!isIt && !(struck.hit && lasting === true)) {
      return undefined;
    }
    struck.hit = true;
    struck.signal.aborted = lateTags === true;
    return play;
  };
  return struck;
}

async function faulted(world: World, { scenario }: Whole, { signal }: Struck): Promise<Ending> {
  try {
    const deployed = await world.deploy(scenario.what, { signal });
    if (deployed.outcome !== 'applied') {
      throw new Error(`it ended with ${deployed.outcome}`);
    }
    const { result, stopped, unrecorded } = deployed;
    for (const { error } of result.failed) {
      mustBeClear(error);
    }
    if (result.outcome !== 'done' && result.failed.length === 0 && stopped == null && !signal.aborted) {
      throw new Error('it stopped and does not say why');
    }
    return result.outcome === 'done' && unrecorded == null ? 'done' : 'refused';
  } catch (error) {
    mustBeClear(error);
    return 'refused';
  }
}

/** A message for a person, with what to do. */
function mustBeClear(error: unknown): void {
  const isReadBack =
    error instanceof Error && /^(AWS took|it was sent, but could not be read back)/.test(error.message);
  if (isReadBack) {
    return;
  }
  if (!((isAwsCallError(error) || isUserError(error)) && error.message !== '' && (error.hint ?? '') !== '')) {
    throw new Error(`a failure without a clear message: ${String(error)}`, { cause: error });
  }
}

/** What is there before and after is there in between, unless it is made anew on the way. */
function mustKeep({ before, to, calls }: Whole, now: Record<string, unknown>): void {
  const remade = new Set(
    calls.filter(({ operation }) => /^(Delete|Remove)/.test(operation)).map(({ target }) => target),
  );
  const lost = Object.keys(before).filter(
    (key) => key in to && !(key in now) && ![...remade].some((name) => name !== '' && key.includes(name)),
  );
  if (lost.length > 0) {
    throw new Error(`lost: ${lost.join(', ')}`);
  }
}

function changesOf(deployed: Deployed): number {
  return deployed.outcome === 'no-changes' ? 0 : deployed.plan.changes.length;
}

function mustBeDone(deployed: Deployed): void {
  if (deployed.outcome === 'no-changes') {
    return;
  }
  if (deployed.outcome !== 'applied' || deployed.result.outcome !== 'done') {
    const why = deployed.outcome === 'applied' ? deployed.result.failed.map(({ error }) => String(error)) : [];
    throw new Error(`it should have been done: ${deployed.outcome} ${why.join('; ')}`);
  }
}

/** Says what differs and no more: states are long. */
function mustBeEqual(now: Record<string, unknown>, then: Record<string, unknown>, what: string): void {
  const keys = new Set([...Object.keys(now), ...Object.keys(then)]);
  const different = [...keys].filter((key) => JSON.stringify(now[key]) !== JSON.stringify(then[key]));
  if (different.length > 0) {
    const shown = different
      .slice(0, 3)
      .map((key) => `${key}: ${JSON.stringify(now[key])} instead of ${JSON.stringify(then[key])}`);
    throw new Error(`${what} is otherwise: ${shown.join('; ')}`);
  }
}
