import type { GlueClient, Trigger } from '@aws-sdk/client-glue';
import type { Clock, ResourceOf } from '@gluepipeline/core';

import { type AwsCallError, hasAwsCode, withHint } from '../client/errors.ts';
import { findTrigger, gone } from './trigger-states.ts';
import { triggersOfWorkflow } from './workflow-triggers.ts';

/** Once for the name, once for the workflow, and once for whatever somebody else is doing there meanwhile. */
const waits = 3;

/** Glue's refusals behind which another trigger may stand; the text of most is not told, so all are looked into. */
const refusals = [
  'AlreadyExistsException',
  'ConcurrentModificationException',
  'IdempotentParameterMismatchException',
  'IllegalStateException',
  'InvalidInputException',
];

/**
 * Makes a trigger as soon as those in its way are gone. Deleting one goes on for minutes after its answer: until then
 * its name is taken, and it may still count as the start of its workflow (docs/aws-facts.md#trigger-states,
 * docs/aws-facts.md#workflows). Nothing is asked unless Glue refuses.
 */
export async function pastObstacles(
  glue: GlueClient,
  clock: Clock,
  trigger: ResourceOf<'trigger'>,
  create: () => Promise<unknown>,
): Promise<void> {
  for (let waited = 0; ; waited++) {
    try {
      await create();
      return;
    } catch (error) {
      if (!hasAwsCode(error, ...refusals)) {
        throw error;
      }
      const others = await inTheWay(glue, trigger);
      const dying = others.filter(({ State }) => State === 'DELETING');
      if (dying.length === 0 || waited === waits) {
        throw explained(error, trigger, others);
      }
      await Promise.all(dying.map(({ Name: name = '' }) => gone(glue, clock, name)));
    }
  }
}

/** The one that holds the name, or else all others of the workflow. */
async function inTheWay(glue: GlueClient, { name, definition }: ResourceOf<'trigger'>): Promise<Trigger[]> {
  const namesake = await findTrigger(glue, name);
  if (namesake != null) {
    return [namesake];
  }
  return definition.WorkflowName == null ? [] : triggersOfWorkflow(glue, definition.WorkflowName);
}

/** A refusal because of another start, made by somebody else, says which it is and what to do about it. */
function explained(error: AwsCallError, trigger: ResourceOf<'trigger'>, others: readonly Trigger[]): AwsCallError {
  const { Type, WorkflowName: workflow } = trigger.definition;
  const starts = others.filter((other) => other.Name !== trigger.name && other.Type !== 'CONDITIONAL');
  const [start] = Type === 'CONDITIONAL' ? [] : starts;
  if (start == null || workflow == null) {
    return error;
  }
  const hint = `trigger "${start.Name ?? ''}" starts workflow "${workflow}" already, and a workflow has one start: delete that trigger, or make it anew outside the workflow, then run again`;
  return withHint(error, hint);
}
