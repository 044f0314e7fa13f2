import type { TriggerAction, TriggerDefinition } from '../glue/records.ts';
import { firing } from './fire.ts';
import type { Ending, NodeRef, TriggerSnapshot } from './fire.ts';
import type { Cascade, CascadeAction, Predecessor } from './records.ts';

/** An action that must be started now. */
export interface Order {
  /** Its place in `Cascade.actions`. */
  readonly index: number;
  readonly trigger: TriggerDefinition;
  readonly action: TriggerAction;
}

/** A cascade after a step, and what that step asks for. */
export interface Step {
  readonly cascade: Cascade;
  readonly orders: readonly Order[];
}

const nodeOf = (action: TriggerAction): NodeRef =>
  action.CrawlerName == null
    ? { kind: 'job', name: action.JobName ?? '' }
    : { kind: 'crawler', name: action.CrawlerName };

const endingsOf = (cascade: Cascade): readonly Ending[] =>
  cascade.actions.flatMap(({ node, ended }) => (ended == null ? [] : [{ ...node, state: ended }]));

/** Fires one trigger: all its actions are to be started. */
export function fire(cascade: Cascade, trigger: TriggerDefinition): Step {
  const actions = trigger.Actions ?? [];
  const added = actions.map((action): CascadeAction => ({ trigger: trigger.Name, node: nodeOf(action), runs: [] }));
  return {
    cascade: {
      ...cascade,
      fired: trigger.Type === 'CONDITIONAL' ? [...cascade.fired, trigger.Name] : cascade.fired,
      actions: [...cascade.actions, ...added],
    },
    orders: actions.map((action, offset) => ({ index: cascade.actions.length + offset, trigger, action })),
  };
}

/** Fires whatever is due. What is stopping fires nothing; with nothing under way or due, the cascade has ended. */
export function advance(cascade: Cascade, triggers: readonly TriggerSnapshot[], now: number): Step {
  const due = cascade.status === 'RUNNING' ? firing(triggers, new Set(cascade.fired), endingsOf(cascade)) : [];
  const step = due.reduce<Step>(
    (before, trigger) => {
      const next = fire(before.cascade, trigger);
      return { cascade: next.cascade, orders: [...before.orders, ...next.orders] };
    },
    { cascade, orders: [] },
  );
  const settled = step.orders.length === 0 && step.cascade.actions.every((action) => action.ended != null);
  return settled ? { cascade: close(step.cascade, now), orders: [] } : step;
}

function close(cascade: Cascade, now: number): Cascade {
  return { ...cascade, status: cascade.status === 'STOPPING' ? 'STOPPED' : 'COMPLETED', completedOn: now };
}

/** The cascade with one action changed. */
export function withAction(cascade: Cascade, index: number, change: Partial<CascadeAction>): Cascade {
  return {
    ...cascade,
    actions: cascade.actions.map((action, place) => (place === index ? { ...action, ...change } : action)),
  };
}

/** The runs whose endings a trigger waited for, latest attempt of each. */
export function predecessors(cascade: Cascade, trigger: TriggerDefinition): readonly Predecessor[] {
  const watched = new Set((trigger.Predicate?.Conditions ?? []).map((condition) => condition.JobName));
  return cascade.actions.flatMap(({ node, ended, runs }) => {
    const run = runs.at(-1);
    return node.kind === 'job' && watched.has(node.name) && ended != null && run != null
      ? [{ JobName: node.name, RunId: run }]
      : [];
  });
}
