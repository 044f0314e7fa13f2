import type { Context } from './handler.ts';
import { triggersOf } from './records.ts';
import type { TriggerRecord, TriggerState } from './records.ts';

/** The state of a trigger at that time (milliseconds); undefined once its deletion has ended. */
export function triggerState(record: TriggerRecord, now: number): TriggerState | undefined {
  if (record.until == null || now < record.until) {
    return record.state;
  }
  return record.next === 'GONE' ? undefined : (record.next ?? record.state);
}

/** The trigger of that name unless it is gone; one that is DELETING is still there. */
export function findTrigger(context: Context, name: string): TriggerRecord | undefined {
  const record = triggersOf(context.store).get(name);
  return record != null && triggerState(record, context.clock.now()) != null ? record : undefined;
}

/** Every trigger that is not gone, by name. */
export function liveTriggers(context: Context): readonly TriggerRecord[] {
  const now = context.clock.now();
  return triggersOf(context.store)
    .values()
    .filter((record) => triggerState(record, now) != null);
}

/** The triggers of a workflow, those that are DELETING among them. */
export function triggersOfWorkflow(context: Context, workflow: string): readonly TriggerRecord[] {
  return liveTriggers(context).filter((record) => record.trigger.WorkflowName === workflow);
}

/** The trigger as GetTrigger gives it. */
export function showTrigger(record: TriggerRecord, now: number): object {
  return { ...record.trigger, State: triggerState(record, now) ?? 'DELETING' };
}
