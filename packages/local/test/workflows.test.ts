import { describe, expect, it } from '@jest/globals';
import {
  BatchGetWorkflowsCommand,
  CreateJobCommand,
  CreateTriggerCommand,
  CreateWorkflowCommand,
  DeleteWorkflowCommand,
  GetWorkflowCommand,
  ListWorkflowsCommand,
  UpdateWorkflowCommand,
  paginateListWorkflows,
} from '@aws-sdk/client-glue';
import type { GlueClient, Workflow } from '@aws-sdk/client-glue';
import { endpoint, refusal } from './endpoint.ts';

const read = async (glue: GlueClient, Name: string, IncludeGraph = false): Promise<Workflow | undefined> =>
  (await glue.send(new GetWorkflowCommand({ Name, IncludeGraph }))).Workflow;

describe('workflows', () => {
  it('are made, overwritten whole, and deleted without an error for the second time', async () => {
    const { glue } = await endpoint();
    const full = { Name: 'w', Description: 'd', DefaultRunProperties: { k: 'v' }, MaxConcurrentRuns: 2 };
    await glue.send(new CreateWorkflowCommand(full));
    expect(await read(glue, 'w')).toMatchObject(full);
    expect(await refusal(glue.send(new CreateWorkflowCommand(full)))).toMatch(/^AlreadyExistsException/);
    await glue.send(new UpdateWorkflowCommand({ Name: 'w', Description: 'new' }));
    const updated = await read(glue, 'w');
    expect(updated).toMatchObject({ Description: 'new' });
    expect(updated).not.toHaveProperty('MaxConcurrentRuns');
    expect(updated).not.toHaveProperty('DefaultRunProperties');
    await glue.send(new DeleteWorkflowCommand({ Name: 'w' }));
    await glue.send(new DeleteWorkflowCommand({ Name: 'w' }));
    expect(await refusal(read(glue, 'w'))).toMatch(/^EntityNotFoundException/);
  });

  it('are listed 25 at a time and never more', async () => {
    const { glue } = await endpoint();
    for (let index = 0; index < 30; index++) {
      await glue.send(new CreateWorkflowCommand({ Name: `w${String(index).padStart(2, '0')}` }));
    }
    const sizes: (number | undefined)[] = [];
    for await (const page of paginateListWorkflows({ client: glue }, {})) {
      sizes.push(page.Workflows?.length);
    }
    expect(sizes).toEqual([25, 5]);
    expect(await refusal(glue.send(new ListWorkflowsCommand({ MaxResults: 26 })))).toContain(
      "Value '26' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 25",
    );
    const batch = await glue.send(new BatchGetWorkflowsCommand({ Names: ['w00', 'x'] }));
    expect([batch.Workflows?.length, batch.MissingWorkflows]).toEqual([1, ['x']]);
  });

  it('show their graph: what starts what, and what waits for what', async () => {
    const { glue } = await endpoint();
    for (const Name of ['a', 'b']) {
      await glue.send(new CreateJobCommand({ Name, Role: 'r', Command: { Name: 'glueetl' } }));
    }
    await glue.send(new CreateWorkflowCommand({ Name: 'w' }));
    const inside = { WorkflowName: 'w' };
    await glue.send(
      new CreateTriggerCommand({ ...inside, Name: 'start', Type: 'ON_DEMAND', Actions: [{ JobName: 'a' }] }),
    );
    const Predicate = { Conditions: [{ JobName: 'a', LogicalOperator: 'EQUALS', State: 'SUCCEEDED' }] } as const;
    await glue.send(
      new CreateTriggerCommand({
        ...inside,
        Name: 'next',
        Type: 'CONDITIONAL',
        Actions: [{ JobName: 'b' }],
        Predicate: { Conditions: [...Predicate.Conditions] },
      }),
    );
    const graph = (await read(glue, 'w', true))?.Graph;
    const name = (id: string | undefined): string | undefined => graph?.Nodes?.find((n) => n.UniqueId === id)?.Name;
    const edges = graph?.Edges?.map((edge) => `${name(edge.SourceId)} -> ${name(edge.DestinationId)}`);
    expect(edges?.sort()).toEqual(['a -> next', 'next -> b', 'start -> a']);
    expect(graph?.Nodes?.map((node) => node.Type).sort()).toEqual(['JOB', 'JOB', 'TRIGGER', 'TRIGGER']);
  });
});
