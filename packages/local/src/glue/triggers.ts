import { randomUUID } from 'node:crypto';
import { AwsError, alreadyExists, invalidInput, notFound } from '../errors.ts';
import { compact } from '../json.ts';
import { operation } from './handler.ts';
import type { Context, HandlerTable } from './handler.ts';
import { triggersOf, workflowsOf } from './records.ts';
import type { Tags, TriggerDefinition, TriggerRecord, TriggerState } from './records.ts';
import { arnOf, checkTags } from './tagging.ts';
import { triggerReads } from './trigger-reads.ts';
import { checkTrigger } from './trigger-rules.ts';
import { findTrigger, showTrigger, triggerState, triggersOfWorkflow } from './trigger-state.ts';
import { editWorkflow } from './workflow-edit.ts';

function requireTrigger(context: Context, name: string): TriggerRecord {
  const record = findTrigger(context, name);
  if (record == null) {
    throw notFound(`Trigger with name: ${name} not found.`);
  }
  return record;
}

/** TF#49407. */
const notAllowedIn = (state: TriggerState): Error =>
  invalidInput(`The operation is not allowed when trigger is in state: ${state}`);

const stateOf = (context: Context, record: TriggerRecord): TriggerState =>
  triggerState(record, context.clock.now()) ?? 'DELETING';

function save(context: Context, record: TriggerRecord, state: TriggerState, next: TriggerState): TriggerRecord {
  const until = context.clock.now() + context.delays.transition;
  const saved = { ...record, state, until, next };
  triggersOf(context.store).put(record.trigger.Name, saved);
  context.engine?.triggersChanged?.();
  return saved;
}

type CreateTrigger = TriggerDefinition & { readonly StartOnCreation?: boolean; readonly Tags?: Tags };

async function createTrigger(input: CreateTrigger, context: Context): Promise<object> {
  const { StartOnCreation: start = false, Tags: tags = {}, ...trigger } = input;
  checkTags(tags);
  if (start && (trigger.Type === 'ON_DEMAND' || trigger.Type === 'EVENT')) {
    // SDK, CreateTrigger.StartOnCreation; TF#28630.
    throw invalidInput(`StartOnCreation is not supported for ${trigger.Type} triggers`);
  }
  checkTrigger(context, trigger);
  return editWorkflow(context, trigger.WorkflowName, `adding trigger ${trigger.Name}`, () => {
    if (findTrigger(context, trigger.Name) != null) {
      throw alreadyExists(`Trigger with name: ${trigger.Name} already exists.`);
    }
    checkMembership(context, trigger);
    const record = { id: randomUUID(), trigger, tags, state: 'CREATING' as const };
    save(context, record, 'CREATING', start ? 'ACTIVATED' : 'CREATED');
    context.tagIndex.note(arnOf(context, 'trigger', trigger.Name), tags);
    return { Name: trigger.Name };
  });
}

/** Developer guide, "Blueprint and workflow restrictions": one starting trigger a workflow. */
function checkMembership(context: Context, trigger: TriggerDefinition): void {
  const workflow = trigger.WorkflowName;
  if (workflow == null) {
    return;
  }
  if (workflowsOf(context.store).get(workflow) == null) {
    throw notFound(`Workflow with name: ${workflow} not found.`);
  }
  const start = triggersOfWorkflow(context, workflow).find((other) => other.trigger.Type !== 'CONDITIONAL');
  if (trigger.Type !== 'CONDITIONAL' && start != null) {
    throw invalidInput(`Workflow ${workflow} already has a starting trigger: ${start.trigger.Name}`);
  }
}

type Update = Partial<Omit<TriggerDefinition, 'Name' | 'Type' | 'WorkflowName'>> & { readonly Name?: string };

/** "Overwriting it completely" (SDK, TriggerUpdate): what the update omits is gone; type and workflow stay. */
function updateTrigger(input: { Name: string; TriggerUpdate: Update }, context: Context): object {
  const record = requireTrigger(context, input.Name);
  const state = stateOf(context, record);
  const refusing = context.quirks.has('update-trigger-refused-when-activated') && state === 'ACTIVATED';
  if (state.endsWith('ING') || refusing) {
    throw notAllowedIn(state);
  }
  const { Name: name, Type, WorkflowName } = record.trigger;
  const trigger = compact({ ...input.TriggerUpdate, Name: name, Type, WorkflowName }) as TriggerDefinition;
  checkTrigger(context, trigger);
  const saved = save(context, { ...record, trigger }, 'UPDATING', state);
  return { Trigger: showTrigger(saved, context.clock.now()) };
}

async function startTrigger(input: { Name: string }, context: Context): Promise<object> {
  const record = requireTrigger(context, input.Name);
  const state = stateOf(context, record);
  switch (record.trigger.Type) {
    case 'EVENT':
      throw invalidInput('Trigger Type EVENT cannot be started');
    case 'ON_DEMAND':
      if (state !== 'CREATED') {
        throw notAllowedIn(state);
      }
      if (context.engine == null) {
        throw new AwsError('UnknownOperationException', 'this endpoint keeps definitions and runs nothing');
      }
      await context.engine.fireTrigger(record);
      break;
    case 'SCHEDULED':
    case 'CONDITIONAL':
      if (state.endsWith('ING')) {
        throw notAllowedIn(state);
      }
      if (state !== 'ACTIVATED') {
        save(context, record, 'ACTIVATING', 'ACTIVATED');
      }
  }
  return { Name: input.Name };
}

function stopTrigger(input: { Name: string }, context: Context): object {
  const record = requireTrigger(context, input.Name);
  const state = stateOf(context, record);
  if (state !== 'ACTIVATED') {
    throw notAllowedIn(state);
  }
  save(context, record, 'DEACTIVATING', 'DEACTIVATED');
  return { Name: input.Name };
}

/** Asynchronous: the name is taken until the deletion has ended (TF#19826). What is not there is no error. */
async function deleteTrigger(input: { Name: string }, context: Context): Promise<object> {
  const record = findTrigger(context, input.Name);
  if (record == null || stateOf(context, record) === 'DELETING') {
    return { Name: input.Name };
  }
  return editWorkflow(context, record.trigger.WorkflowName, `deleting trigger ${input.Name}`, () => {
    forgetGone(context);
    const until = context.clock.now() + context.delays.deletion;
    triggersOf(context.store).put(input.Name, { ...record, state: 'DELETING', until, next: 'GONE' });
    context.tagIndex.note(arnOf(context, 'trigger', input.Name), undefined);
    context.engine?.triggersChanged?.();
    return { Name: input.Name };
  });
}

/** Lets go of triggers whose deletion has ended: nobody sees them any more. */
function forgetGone(context: Context): void {
  const now = context.clock.now();
  for (const [name, record] of triggersOf(context.store).entries()) {
    if (triggerState(record, now) == null) {
      triggersOf(context.store).delete(name);
    }
  }
}

/** The operations on trigger definitions. */
export const triggerHandlers: HandlerTable = {
  CreateTrigger: operation(createTrigger),
  UpdateTrigger: operation(updateTrigger),
  StartTrigger: operation(startTrigger),
  StopTrigger: operation(stopTrigger),
  DeleteTrigger: operation(deleteTrigger),
  GetTrigger: operation((input: { Name: string }, context) => ({
    Trigger: showTrigger(requireTrigger(context, input.Name), context.clock.now()),
  })),
  ...triggerReads,
};
