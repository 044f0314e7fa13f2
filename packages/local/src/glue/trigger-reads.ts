import { operation } from './handler.ts';
import type { Context, HandlerTable } from './handler.ts';
import { page } from './pages.ts';
import type { PageRequest } from './pages.ts';
import type { Tags, TriggerRecord } from './records.ts';
import { tagsMatch } from './tagging.ts';
import { findTrigger, liveTriggers, showTrigger } from './trigger-state.ts';

interface ListRequest extends PageRequest {
  readonly DependentJobName?: string;
  readonly Tags?: Tags;
}

/** SDK, GetTriggers.DependentJobName: "if there is no such trigger, all triggers are returned". */
function selected(input: ListRequest, context: Context): readonly TriggerRecord[] {
  const all = liveTriggers(context);
  const job = input.DependentJobName;
  const starting = job == null ? [] : all.filter((record) => record.trigger.Actions?.some((a) => a.JobName === job));
  return starting.length === 0 ? all : starting;
}

const nameOf = (record: TriggerRecord): string => record.trigger.Name;

function getTriggers(input: ListRequest, context: Context): object {
  const { items, ...next } = page(context, input, selected(input, context), nameOf, 200);
  return { Triggers: items.map((record) => showTrigger(record, context.clock.now())), ...next };
}

function listTriggers(input: ListRequest, context: Context): object {
  const matching = selected(input, context).filter((record) => tagsMatch(context, record.tags, input.Tags));
  const { items, ...next } = page(context, input, matching, nameOf, 200);
  return { TriggerNames: items.map(nameOf), ...next };
}

function batchGetTriggers(input: { TriggerNames: readonly string[] }, context: Context): object {
  const names = [...new Set(input.TriggerNames)];
  const found = names.flatMap((name) => findTrigger(context, name) ?? []);
  return {
    Triggers: found.map((record) => showTrigger(record, context.clock.now())),
    TriggersNotFound: names.filter((name) => findTrigger(context, name) == null),
  };
}

/** The operations that read many triggers. */
export const triggerReads: HandlerTable = {
  GetTriggers: operation(getTriggers),
  ListTriggers: operation(listTriggers),
  BatchGetTriggers: operation(batchGetTriggers),
};
