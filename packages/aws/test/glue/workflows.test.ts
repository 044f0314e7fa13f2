import { GetWorkflowCommand } from '@aws-sdk/client-glue';
import { describe, expect, it } from '@jest/globals';

import { glueOf } from '../../src/client/glue-client.ts';
import { endpoint } from '../support/endpoint.ts';
import { content, stack, workflow } from '../support/resources.ts';

describe.each([['overwriting'], ['merging']])('a workflow on a service that updates by %s', (mode) => {
  const quirks = mode === 'merging' ? (['update-workflow-merges'] as const) : [];

  it('loses the description and the properties that are no longer wanted', async () => {
    const { aws, connection } = await endpoint({ quirks });
    const platform = aws.platform(content);
    await platform.create(
      workflow('flow', { Description: 'old', DefaultRunProperties: { a: '1' }, MaxConcurrentRuns: 2 }),
      stack,
    );
    const { resources } = await platform.read({ stack, names: { workflow: ['flow'] } });
    await platform.update(workflow('flow', { MaxConcurrentRuns: 3 }), resources[0]!, ['description'], stack);
    const { Workflow: live } = await glueOf(connection()).send(new GetWorkflowCommand({ Name: 'flow' }));
    expect(live).toMatchObject({ Name: 'flow', MaxConcurrentRuns: 3 });
    expect([live?.Description ?? '', live?.DefaultRunProperties ?? {}]).toEqual(['', {}]);
  });

  it('is ours when the answer to its creation was lost, and goes when it is deleted', async () => {
    const faults = ['reset-after' as const];
    const fault = ({ operation }: { operation: string }) => (operation === 'CreateWorkflow' ? faults.pop() : undefined);
    const { aws } = await endpoint({ quirks, fault });
    const platform = aws.platform(content);
    await platform.create(workflow('flow', {}, { owner: 'ana' }), stack);
    const names = { workflow: ['flow'] };
    expect((await platform.read({ stack, names })).resources[0]?.tags).toMatchObject({ owner: 'ana' });
    await platform.delete(workflow('flow'), stack);
    await platform.delete(workflow('flow'), stack);
    expect((await platform.read({ stack, names })).resources).toEqual([]);
  });
});
