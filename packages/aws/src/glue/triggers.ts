import {
  CreateTriggerCommand,
  type CreateTriggerRequest,
  DeleteTriggerCommand,
  type GlueClient,
  type Trigger,
  type TriggerUpdate,
  UpdateTriggerCommand,
} from '@aws-sdk/client-glue';
import type { Clock, Live, ResourceOf, TriggerDefinition } from '@gluepipeline/core';

import { hasAwsCode } from '../client/errors.ts';
import type { Actions } from './actions.ts';
import { liveTrigger } from './live-trigger.ts';
import { pastObstacles } from './obstacles.ts';
import { omit } from './shape.ts';
import { findTrigger, gone, readTriggers, setActive, settled } from './trigger-states.ts';

/**
 * The triggers of these names that exist; their tags are not known here. One that is being updated is read again when
 * that is over, since it does not say whether it is active. One that is being deleted counts as gone where it is
 * compared with what is wanted, since it has to be made anew; where it is to be deleted it is there to be waited for.
 */
export async function findTriggers(
  glue: GlueClient,
  clock: Clock,
  names: readonly string[],
  deleting: 'gone' | 'there',
): Promise<Live<ResourceOf<'trigger'>>[]> {
  const triggers = await readTriggers(glue, names);
  const known = await Promise.all(
    triggers.map(async (trigger) =>
      trigger.State === 'UPDATING' ? settled(glue, clock, trigger.Name ?? '') : trigger,
    ),
  );
  return known
    .filter((trigger): trigger is Trigger => trigger !== 'gone')
    .filter(({ State }) => deleting === 'there' || State !== 'DELETING')
    .map((trigger) => liveTrigger(trigger));
}

/** What can be done with a trigger; each action returns when the trigger's state has settled. */
export function triggerActions(glue: GlueClient, clock: Clock, trigger: ResourceOf<'trigger'>): Actions {
  const { name } = trigger;
  const create = () => createTrigger(glue, clock, trigger);
  const overwrite = () => overwriteTrigger(glue, clock, trigger);
  const remove = () => removeTrigger(glue, clock, name);
  const takeOver = async () => {
    const live = await settled(glue, clock, name);
    if (
      live !== 'gone' &&
      live.Type === trigger.definition.Type &&
      live.WorkflowName === trigger.definition.WorkflowName
    ) {
      return overwrite();
    }
    await remove();
    return create();
  };
  return { create, overwrite, takeOver, remove };
}

/** Made stopped: what may fire is let loose when everything else is in place. */
async function createTrigger(glue: GlueClient, clock: Clock, trigger: ResourceOf<'trigger'>): Promise<void> {
  const definition = omit(trigger.definition, ['enabled']);
  const request = { ...definition, Name: trigger.name, Tags: { ...trigger.tags } } as CreateTriggerRequest;
  await pastObstacles(glue, clock, trigger, () => glue.send(new CreateTriggerCommand(request)));
  await settled(glue, clock, trigger.name);
}

/**
 * Overwrites the definition. Whether an activated trigger takes that is reported both ways, so it is tried as it is,
 * and stopped and started again where it is refused (docs/aws-facts.md#trigger-states).
 */
async function overwriteTrigger(glue: GlueClient, clock: Clock, trigger: ResourceOf<'trigger'>): Promise<void> {
  const send = async () => {
    await glue.send(new UpdateTriggerCommand({ Name: trigger.name, TriggerUpdate: triggerUpdate(trigger.definition) }));
    await settled(glue, clock, trigger.name);
  };
  try {
    await send();
  } catch (error) {
    if (!isRefusedForState(error)) {
      throw error;
    }
    const live = await settled(glue, clock, trigger.name);
    const wasActive = live !== 'gone' && live.State === 'ACTIVATED';
    if (wasActive) {
      await setActive(glue, clock, trigger.name, false);
    }
    await send();
    if (wasActive) {
      await setActive(glue, clock, trigger.name, true);
    }
  }
}

async function removeTrigger(glue: GlueClient, clock: Clock, name: string): Promise<void> {
  const live = await findTrigger(glue, name);
  if (live == null) {
    return;
  }
  if (live.State !== 'DELETING') {
    await setActive(glue, clock, name, false);
    await glue.send(new DeleteTriggerCommand({ Name: name }));
  }
  await gone(glue, clock, name);
}

/** Type and workflow of a trigger cannot change (SDK TriggerUpdate has neither). */
function triggerUpdate(definition: TriggerDefinition): TriggerUpdate {
  return omit(definition, ['enabled', 'Type', 'WorkflowName']) as TriggerUpdate;
}

/** "The operation is not allowed when trigger is in state: …" (hashicorp/terraform-provider-aws#49407). */
function isRefusedForState(error: unknown): boolean {
  return hasAwsCode(error, 'InvalidInputException', 'IllegalStateException') && /\bstate\b/i.test(error.message);
}
