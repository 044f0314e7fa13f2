import pLimit from 'p-limit';

import { diff } from '../plan/diff.ts';
import { type Stage, stages, type Step, stepsOf } from '../plan/order.ts';
import type { Plan } from '../plan/plan.ts';
import { keyOf, type Kind, kinds, type Live, type Resource } from '../resources/resource.ts';
import type { ApplyEvent } from './events.ts';
import type { Clock, Platform } from './ports.ts';

/** How many calls go on at once (docs/aws-facts.md#throttling: more buys nothing once AWS throttles). */
const callsInFlight = 10;

/** What is needed to apply a plan. */
export interface ApplyInput {
  readonly plan: Plan;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly onEvent?: (event: ApplyEvent) => void;
  /** Aborting it lets the steps in flight end and starts no more. */
  readonly signal?: { readonly aborted: boolean };
}

/** A step that did not work. */
export interface FailedStep {
  readonly step: Step;
  readonly error: unknown;
}

/** What came of it; every step of the plan is in exactly one of the three lists. */
export interface ApplyResult {
  readonly outcome: 'done' | 'failed' | 'interrupted';
  readonly done: readonly Step[];
  readonly failed: readonly FailedStep[];
  readonly neverRun: readonly Step[];
}

/**
 * Applies a plan stage by stage and reads the result back before anything is let loose. A failure stops new steps and
 * lets those in flight end; running again takes up where this ended.
 */
export async function apply(input: ApplyInput): Promise<ApplyResult> {
  const steps = stepsOf(input.plan);
  const state: State = { done: [], failed: [] };
  input.onEvent?.({ kind: 'begin', steps: steps.length });
  for (const stage of stages) {
    if (stage === 'activate triggers') {
      await verify(input, state);
    }
    const own = steps.filter((step) => step.stage === stage);
    if (own.length > 0 && mayGoOn(input, state)) {
      await runStage(input, state, stage, own);
    }
  }
  const touched = new Set<Step>([...state.done, ...state.failed.map(({ step }) => step)]);
  const neverRun = steps.filter((step) => !touched.has(step));
  const outcome = state.failed.length > 0 ? 'failed' : neverRun.length > 0 ? 'interrupted' : 'done';
  return { outcome, ...state, neverRun };
}

interface State {
  done: Step[];
  readonly failed: FailedStep[];
}

function mayGoOn(input: ApplyInput, state: State): boolean {
  return state.failed.length === 0 && input.signal?.aborted !== true;
}

/** Triggers of one workflow are written one at a time: Glue refuses more (hashicorp/terraform-provider-aws#21759). */
async function runStage(input: ApplyInput, state: State, stage: Stage, steps: readonly Step[]): Promise<void> {
  input.onEvent?.({ kind: 'stage', stage, steps: steps.length });
  const limit = pLimit(callsInFlight);
  const queues = new Map<string, Step[]>();
  for (const step of steps) {
    const key = queueOf(step.resource);
    queues.set(key, [...(queues.get(key) ?? []), step]);
  }
  await Promise.all(
    [...queues.values()].map((queue) =>
      limit(async () => {
        for (const step of queue) {
          if (mayGoOn(input, state)) {
            await runStep(input, state, step);
          }
        }
      }),
    ),
  );
}

/** Steps of one queue run one after another; a job's replacement is two steps of one queue. */
function queueOf(resource: Resource): string {
  return resource.kind === 'trigger' && resource.definition.WorkflowName != null
    ? `workflow/${resource.definition.WorkflowName}`
    : keyOf(resource);
}

async function runStep(input: ApplyInput, state: State, step: Step): Promise<void> {
  const begun = input.clock.now();
  input.onEvent?.({ kind: 'step-start', step });
  try {
    await perform(input, step);
    state.done.push(step);
    input.onEvent?.({ kind: 'step-done', step, milliseconds: input.clock.now() - begun });
  } catch (error) {
    state.failed.push({ step, error });
    input.onEvent?.({ kind: 'step-failed', step, milliseconds: input.clock.now() - begun, error });
  }
}

async function perform({ plan, platform }: ApplyInput, step: Step): Promise<void> {
  switch (step.action) {
    case 'create':
      return platform.create(step.resource, plan.stack);
    case 'update':
      return platform.update(step.resource, step.live, step.fields, plan.stack);
    case 'adopt':
      return platform.adopt(step.resource, plan.stack);
    case 'delete':
      return platform.delete(step.resource, plan.stack);
    case 'activate':
      return platform.setActive(step.resource, true, plan.stack);
    case 'deactivate':
      return platform.setActive(step.resource, false, plan.stack);
  }
}

/** Reads what was made or changed, in bulk, and takes back the word of every step that did not hold. */
async function verify(input: ApplyInput, state: State): Promise<void> {
  const made = state.done.filter((step) => step.action === 'create' || step.action === 'update');
  if (made.length === 0) {
    return;
  }
  input.onEvent?.({ kind: 'verify', resources: made.length });
  const problems = await readBack(input, made);
  for (const [step, error] of problems) {
    state.done = state.done.filter((each) => each !== step);
    state.failed.push({ step, error });
  }
}

/** The steps that do not read back as they should, with the reason; all of them where nothing can be read. */
async function readBack({ platform, plan }: ApplyInput, made: readonly Step[]): Promise<Map<Step, Error>> {
  try {
    const read = await platform.read(readRequest(made.map(({ resource }) => resource)));
    const live = new Map(read.resources.map((each) => [keyOf(each), each]));
    return new Map(
      made.flatMap((step) => {
        const error = mismatch(step.resource, live.get(keyOf(step.resource)), plan);
        return error == null ? [] : [[step, error] as const];
      }),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return new Map(
      made.map((step) => [step, new Error(`it was sent, but could not be read back: ${why}`, { cause: error })]),
    );
  }
}

function mismatch(resource: Resource, live: Live | undefined, plan: Plan): Error | undefined {
  const what = `${resource.kind} "${resource.name}"`;
  if (live == null) {
    return new Error(`AWS took ${what} but does not show it`);
  }
  const wrong = diff(resource, live, plan.target, new Set())
    .map(({ field }) => field)
    .filter((field) => (field !== 'enabled' || resource.kind === 'crawler') && !field.startsWith('tags.'));
  return wrong.length === 0
    ? undefined
    : new Error(`AWS took ${what} but reads back otherwise in: ${wrong.join(', ')}`);
}

function readRequest(resources: readonly Resource[]): Parameters<Platform['read']>[0] {
  const names = (kind: Kind) => resources.filter((each) => each.kind === kind).map(({ name }) => name);
  return {
    names: Object.fromEntries(kinds.map((kind) => [kind, names(kind)])),
    artifacts: resources.filter((each) => each.kind === 'artifact'),
  };
}
