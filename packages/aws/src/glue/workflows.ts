import {
  BatchGetWorkflowsCommand,
  CreateWorkflowCommand,
  DeleteWorkflowCommand,
  type GlueClient,
  UpdateWorkflowCommand,
} from '@aws-sdk/client-glue';
import type { Live, ResourceOf } from '@gluepipeline/core';

import type { Actions } from './actions.ts';
import { readBatch } from './batch.ts';
import { liveWorkflow } from './live-workflow.ts';

/** The workflows of these names that exist, 25 a call (botocore, BatchGetWorkflows); their tags are not known here. */
export async function findWorkflows(
  glue: GlueClient,
  names: readonly string[],
): Promise<Live<ResourceOf<'workflow'>>[]> {
  const workflows = await readBatch(names, 25, async (Names) => {
    return (await glue.send(new BatchGetWorkflowsCommand({ Names }))).Workflows ?? [];
  });
  return workflows.map((workflow) => liveWorkflow(workflow));
}

/** What can be done with a workflow. */
export function workflowActions(glue: GlueClient, workflow: ResourceOf<'workflow'>): Actions {
  const overwrite = async () => {
    await glue.send(new UpdateWorkflowCommand(request(workflow)));
  };
  return {
    create: async () => {
      await glue.send(new CreateWorkflowCommand({ ...request(workflow), Tags: { ...workflow.tags } }));
    },
    overwrite,
    takeOver: overwrite,
    remove: async () => {
      await glue.send(new DeleteWorkflowCommand({ Name: workflow.name }));
    },
  };
}

/**
 * Description and properties are always sent, empty ones too: whether an update that leaves them out keeps or clears
 * them is reported both ways (docs/aws-facts.md#workflows).
 */
function request({ name, definition }: ResourceOf<'workflow'>) {
  const { Description = '', DefaultRunProperties = {}, MaxConcurrentRuns } = definition;
  return {
    Name: name,
    Description,
    DefaultRunProperties: { ...DefaultRunProperties },
    ...(MaxConcurrentRuns == null ? {} : { MaxConcurrentRuns }),
  };
}
