import type { Condition, TriggerDefinition, TriggerState } from '../glue/records.ts';

/** What a trigger starts and a condition watches. */
export interface NodeRef {
  readonly kind: 'job' | 'crawler';
  readonly name: string;
}

/** A node that came to its end within one cascade; a job's retries count as one, ended by the last attempt. */
export interface Ending extends NodeRef {
  readonly state: string;
}

/** A trigger as it stood when the cascade began. */
export interface TriggerSnapshot {
  readonly trigger: TriggerDefinition;
  readonly state: TriggerState;
}

/**
 * The conditional triggers that fire now: activated, not yet fired in this cascade, and satisfied by what has ended.
 * Calling it again after each ending, and adding what it gave to `fired`, fires every trigger once and in time.
 */
export function firing(
  triggers: readonly TriggerSnapshot[],
  fired: ReadonlySet<string>,
  endings: readonly Ending[],
): readonly TriggerDefinition[] {
  return triggers
    .filter(({ state }) => state === 'ACTIVATED')
    .map(({ trigger }) => trigger)
    .filter((trigger) => trigger.Type === 'CONDITIONAL' && !fired.has(trigger.Name))
    .filter((trigger) => satisfied(trigger, endings));
}

function satisfied(trigger: TriggerDefinition, endings: readonly Ending[]): boolean {
  const conditions = trigger.Predicate?.Conditions ?? [];
  const met = (condition: Condition): boolean => endings.some((ending) => meets(condition, ending));
  // Without conditions "all of them" would be true at once.
  return conditions.length > 0 && (trigger.Predicate?.Logical === 'ANY' ? conditions.some(met) : conditions.every(met));
}

function meets(condition: Condition, ending: Ending): boolean {
  return ending.kind === 'job'
    ? condition.JobName === ending.name && condition.State === ending.state
    : condition.CrawlerName === ending.name && condition.CrawlState === ending.state;
}

/** The trigger that begins a run of the workflow: the one that waits for nothing inside it. */
export function startTrigger(triggers: readonly TriggerSnapshot[]): TriggerDefinition | undefined {
  return triggers.find(({ trigger }) => trigger.Type !== 'CONDITIONAL')?.trigger;
}
