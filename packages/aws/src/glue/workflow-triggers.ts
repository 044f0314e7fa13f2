import { BatchGetWorkflowsCommand, type GlueClient, type Trigger } from '@aws-sdk/client-glue';
import { ownerOf, UserError } from '@gluepipeline/core';

import type { Ownership } from './ownership.ts';
import { readTriggers } from './trigger-states.ts';

/**
 * The triggers that a workflow holds, whoever made them. The graph says which; their states come from the triggers
 * themselves. GetWorkflow would tell the same, but its permission is not needed for anything else.
 */
export async function triggersOfWorkflow(glue: GlueClient, workflow: string): Promise<Trigger[]> {
  const answer = await glue.send(new BatchGetWorkflowsCommand({ Names: [workflow], IncludeGraph: true }));
  const nodes = answer.Workflows?.flatMap(({ Graph }) => Graph?.Nodes ?? []) ?? [];
  return readTriggers(
    glue,
    nodes.flatMap(({ Type, Name }) => (Type === 'TRIGGER' && Name != null ? [Name] : [])),
  );
}

/**
 * Refuses to take a workflow away from triggers that the stack does not own: what becomes of them is not told
 * (docs/aws-facts.md#replacing-and-deleting). Those that are being deleted are no reason.
 */
export async function refuseForeignTriggers(
  glue: GlueClient,
  ownership: Ownership,
  workflow: string,
  stack: string,
): Promise<void> {
  const foreign: string[] = [];
  for (const { Name: name = '', State } of await triggersOfWorkflow(glue, workflow)) {
    const tags = State === 'DELETING' ? undefined : await ownership.tags({ kind: 'trigger', name });
    if (tags != null && ownerOf({ tags }) !== stack) {
      foreign.push(`"${name}"`);
    }
  }
  if (foreign.length > 0) {
    throw new UserError(
      'GP307',
      `workflow "${workflow}" holds triggers that this stack does not own: ${foreign.join(', ')}`,
      'delete those triggers first, or make them anew outside the workflow, then run again',
    );
  }
}
