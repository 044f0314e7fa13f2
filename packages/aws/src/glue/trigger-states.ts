import {
  BatchGetTriggersCommand,
  GetTriggerCommand,
  type GlueClient,
  StartTriggerCommand,
  StopTriggerCommand,
  type Trigger,
} from '@aws-sdk/client-glue';
import { type Clock, hasActivation } from '@gluepipeline/core';

import { hasAwsCode } from '../client/errors.ts';
import { waitFor } from '../client/retry.ts';
import { readBatch } from './batch.ts';
import { isPassingState } from './live-trigger.ts';

/** Deleting a trigger takes minutes, and users of Terraform had to wait 15 (hashicorp/terraform-provider-aws#19826). */
const deletionPatience = 15 * 60_000;

/** The other changes of state are quicker; what lasts longer than this is stuck. */
const changePatience = 5 * 60_000;

/** The trigger of that name, or nothing where there is none. */
export async function findTrigger(glue: GlueClient, name: string): Promise<Trigger | undefined> {
  try {
    return (await glue.send(new GetTriggerCommand({ Name: name }))).Trigger;
  } catch (error) {
    if (hasAwsCode(error, 'EntityNotFoundException')) {
      return undefined;
    }
    throw error;
  }
}

/** The triggers of these names that exist, 100 a call. */
export function readTriggers(glue: GlueClient, names: readonly string[]): Promise<Trigger[]> {
  return readBatch(names, 100, async (TriggerNames) => {
    return (await glue.send(new BatchGetTriggersCommand({ TriggerNames }))).Triggers ?? [];
  });
}

/** Returns when the trigger's state no longer changes by itself; `gone` where there is none, or none any more. */
export async function settled(glue: GlueClient, clock: Clock, name: string): Promise<Trigger | 'gone'> {
  const look = async () => {
    const trigger = await findTrigger(glue, name);
    return trigger == null ? 'gone' : isPassingState(trigger.State) ? undefined : trigger;
  };
  return waitFor(clock, look, {
    operation: 'GetTrigger',
    target: `"${name}"`,
    otherwise: `trigger "${name}" has not come to rest`,
    milliseconds: deletionPatience,
  });
}

/** Returns when the trigger is deleted: there is none of that name, or a new one that somebody has made since. */
export async function gone(glue: GlueClient, clock: Clock, name: string): Promise<void> {
  let seenDeleting = false;
  const look = async () => {
    const trigger = await findTrigger(glue, name);
    const deleting = trigger?.State === 'DELETING';
    const done = trigger == null || (seenDeleting && !deleting);
    seenDeleting ||= deleting;
    return done ? true : undefined;
  };
  await waitFor(clock, look, {
    operation: 'GetTrigger',
    target: `"${name}"`,
    otherwise: `trigger "${name}" is still being deleted`,
    milliseconds: deletionPatience,
  });
}

/**
 * Switches a trigger on or off and returns when it is so. On-demand and event triggers are left alone: starting the
 * one would run jobs now, and the other cannot be started (docs/aws-facts.md#trigger-states).
 */
export async function setActive(glue: GlueClient, clock: Clock, name: string, active: boolean): Promise<void> {
  const trigger = await settled(glue, clock, name);
  if (trigger === 'gone') {
    if (active) {
      await glue.send(new StartTriggerCommand({ Name: name }));
    }
    return;
  }
  if (!hasActivation(trigger.Type ?? 'ON_DEMAND') || (trigger.State === 'ACTIVATED') === active) {
    return;
  }
  await glue.send(active ? new StartTriggerCommand({ Name: name }) : new StopTriggerCommand({ Name: name }));
  const look = async () => {
    const now = await findTrigger(glue, name);
    return now == null || ((now.State === 'ACTIVATED') === active && !isPassingState(now.State)) ? true : undefined;
  };
  await waitFor(clock, look, {
    operation: active ? 'StartTrigger' : 'StopTrigger',
    target: `"${name}"`,
    otherwise: `trigger "${name}" is not ${active ? 'activated' : 'deactivated'}`,
    milliseconds: changePatience,
  });
}
