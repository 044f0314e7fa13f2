import type { Trigger, TriggerState } from '@aws-sdk/client-glue';
import { hasActivation, type Live, type ResourceOf, type TriggerDefinition } from '@gluepipeline/core';

import { pick, unknownMembers } from './shape.ts';

const modelled = [
  'WorkflowName',
  'Type',
  'Schedule',
  'Predicate',
  'Actions',
  'Description',
  'EventBatchingCondition',
] as const;

/** `Id` is reserved (SDK Trigger); `Tags` is what other tools add to a read-back. */
const kept = ['Name', 'Id', 'State', 'Tags'];

/** A trigger as GetTrigger gives it, as a live resource; its tags are read elsewhere. */
export function liveTrigger(
  trigger: Trigger,
  tags: Readonly<Record<string, string>> = {},
): Live<ResourceOf<'trigger'>> {
  const name = trigger.Name ?? '';
  const type = trigger.Type ?? 'ON_DEMAND';
  const definition = {
    ...pick(trigger, modelled),
    Type: type,
    enabled: !hasActivation(type) || isActive(trigger.State),
  } as TriggerDefinition;
  const unmodelled = unknownMembers(trigger, [...modelled, ...kept]);
  return {
    kind: 'trigger',
    name,
    label: name,
    tags,
    definition,
    ...(Object.keys(unmodelled).length === 0 ? {} : { unmodelled }),
  };
}

/** True for a trigger that may fire, or is about to. */
export function isActive(state: TriggerState | undefined): boolean {
  return state === 'ACTIVATED' || state === 'ACTIVATING';
}

/** True for a state that passes by itself, and in which Glue takes no other call (docs/aws-facts.md#trigger-states). */
export function isPassingState(state: TriggerState | undefined): boolean {
  return state?.endsWith('ING') ?? false;
}
