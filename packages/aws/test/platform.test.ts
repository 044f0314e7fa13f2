import { describe, expect, it } from '@jest/globals';

import { endpoint } from './support/endpoint.ts';
import { content, job, stack, trigger, workflow } from './support/resources.ts';

const bare = { artifact: [], job: [], workflow: [], trigger: [] };

describe('create and read', () => {
  it('reads back what was made, with its tags', async () => {
    const { aws } = await endpoint();
    const platform = aws.platform(content);
    await platform.create(job('extract', {}, { owner: 'ana' }), stack);
    await platform.create(workflow('flow'), stack);
    await platform.create(trigger('start', { WorkflowName: 'flow' }), stack);
    const { resources, notes } = await platform.read({ stack, names: bare });
    expect(notes).toEqual([]);
    expect(resources.map(({ kind, name, tags }) => [kind, name, tags])).toEqual([
      ['job', 'extract', { 'gluepipeline:stack': stack, owner: 'ana' }],
      ['trigger', 'start', { 'gluepipeline:stack': stack }],
      ['workflow', 'flow', { 'gluepipeline:stack': stack }],
    ]);
  });
});
