import { GetTriggerCommand, StartTriggerCommand } from '@aws-sdk/client-glue';
import { describe, expect, it } from '@jest/globals';
import type { ServeOptions } from '@gluepipeline/local';

import { glueOf } from '../../src/client/glue-client.ts';
import { endpoint } from '../support/endpoint.ts';
import { content, job, scheduled, stack, trigger, workflow } from '../support/resources.ts';

async function opened(options: ServeOptions = {}) {
  const all = await endpoint(options);
  const platform = all.aws.platform(content);
  const glue = glueOf(all.connection());
  await platform.create(job('extract'), stack);
  await platform.create(workflow('flow'), stack);
  all.clear();
  return {
    ...all,
    platform,
    glue,
    live: async (name: string) => (await glue.send(new GetTriggerCommand({ Name: name }))).Trigger,
    read: async (name: string) => {
      const { resources } = await all.aws.platform(content).read({ stack, names: { trigger: [name] } });
      return resources.find((each) => each.name === name);
    },
  };
}

const ref = (name: string) => ({ kind: 'trigger' as const, name });

describe('create of a trigger', () => {
  it('makes it stopped, and returns when it has settled', async () => {
    const { platform, live, requests, operations } = await opened({ delays: { transition: 150 } });
    await platform.create(scheduled('nightly', { WorkflowName: 'flow' }), stack);
    expect(await live('nightly')).toMatchObject({
      State: 'CREATED',
      WorkflowName: 'flow',
      Schedule: 'cron(0 2 * * ? *)',
    });
    expect(requests.find(({ operation }) => operation === 'CreateTrigger')?.input).not.toHaveProperty(
      'StartOnCreation',
    );
    expect(operations().filter((operation) => !/^(Create|Get)Trigger$/.test(operation))).toEqual([]);
  });

  it('waits until an old one of the same name is gone', async () => {
    const { aws, platform, live } = await opened({ delays: { deletion: 300 } });
    await platform.create(trigger('start', { WorkflowName: 'flow' }), stack);
    const deleted = platform.delete(trigger('start'), stack);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await aws.platform(content).create(scheduled('start', { WorkflowName: 'flow' }), stack);
    await deleted;
    expect(await live('start')).toMatchObject({ Type: 'SCHEDULED', State: 'CREATED' });
  });

  it('takes over its own when the answer was lost, whatever its type has become', async () => {
    const { aws, platform, live } = await opened();
    await platform.create(trigger('start', { WorkflowName: 'flow' }), stack);
    await aws.platform(content).create(trigger('start', { WorkflowName: 'flow', Description: 'new' }), stack);
    expect(await live('start')).toMatchObject({ Type: 'ON_DEMAND', Description: 'new' });
    await aws.platform(content).create(scheduled('start', { WorkflowName: 'flow' }), stack);
    expect(await live('start')).toMatchObject({ Type: 'SCHEDULED' });
  });

  it('repeats what collides with another change of the workflow', async () => {
    const { platform, live, counts } = await opened({ delays: { workflowEdit: 100 } });
    const conditional = (name: string) =>
      trigger(name, {
        Type: 'CONDITIONAL',
        WorkflowName: 'flow',
        Predicate: {
          Logical: 'AND',
          Conditions: [{ LogicalOperator: 'EQUALS', JobName: 'extract', State: 'SUCCEEDED' }],
        },
        Actions: [{ JobName: 'load' }],
      });
    await platform.create(job('load'), stack);
    await Promise.all([platform.create(conditional('a'), stack), platform.create(conditional('b'), stack)]);
    expect([(await live('a'))?.Name, (await live('b'))?.Name]).toEqual(['a', 'b']);
    expect(counts().CreateTrigger).toBeGreaterThan(2);
  });
});

describe('update of a trigger', () => {
  it.each([
    ['an active trigger that takes it', []],
    ['an active trigger that must be stopped for it', ['update-trigger-refused-when-activated' as const]],
  ])('overwrites %s and leaves it active', async (_, quirks) => {
    const { platform, read, live } = await opened({ quirks, delays: { transition: 60 } });
    await platform.create(scheduled('nightly', { Description: 'old' }), stack);
    await platform.setActive(ref('nightly'), true, stack);
    const found = await read('nightly');
    await platform.update(
      scheduled('nightly', { Schedule: 'cron(0 3 * * ? *)' }),
      found!,
      ['schedule', 'description'],
      stack,
    );
    const after = await live('nightly');
    expect(after).toMatchObject({ State: 'ACTIVATED', Schedule: 'cron(0 3 * * ? *)' });
    expect(after?.Description).toBeUndefined();
  });

  it('waits for a state that passes', async () => {
    const { platform, glue, read, live } = await opened({ delays: { transition: 200 } });
    await platform.create(scheduled('nightly'), stack);
    const found = await read('nightly');
    await glue.send(new StartTriggerCommand({ Name: 'nightly' }));
    await platform.update(scheduled('nightly', { Description: 'new' }), found!, ['description'], stack);
    expect(await live('nightly')).toMatchObject({ State: 'ACTIVATED', Description: 'new' });
  });

  it('reads one that is being updated when that is over', async () => {
    const { platform, read } = await opened({ delays: { transition: 150 } });
    await platform.create(scheduled('nightly'), stack);
    await platform.setActive(ref('nightly'), true, stack);
    const found = await read('nightly');
    const update = platform.update(scheduled('nightly', { Description: 'new' }), found!, ['description'], stack);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await read('nightly'))?.definition).toMatchObject({ enabled: true });
    await update;
  });
});

describe('setActive', () => {
  it('switches on and off, waits until it is so, and does nothing where it is so already', async () => {
    const { platform, live, operations } = await opened({ delays: { transition: 60 } });
    await platform.create(scheduled('nightly'), stack);
    await platform.setActive(ref('nightly'), false, stack);
    expect(operations()).not.toContain('StopTrigger');
    await platform.setActive(ref('nightly'), true, stack);
    await platform.setActive(ref('nightly'), true, stack);
    expect(await live('nightly')).toMatchObject({ State: 'ACTIVATED' });
    expect(operations().filter((operation) => operation === 'StartTrigger')).toHaveLength(1);
    await platform.setActive(ref('nightly'), false, stack);
    expect(await live('nightly')).toMatchObject({ State: 'DEACTIVATED' });
  });

  it('never starts or stops an on-demand trigger', async () => {
    const { platform, operations } = await opened();
    await platform.create(trigger('demand'), stack);
    await platform.setActive(ref('demand'), true, stack);
    await platform.setActive(ref('demand'), false, stack);
    expect(operations().filter((operation) => /^(Start|Stop)Trigger$/.test(operation))).toEqual([]);
  });

  it('touches nobody else’s, and says when there is none', async () => {
    const { aws, platform } = await opened();
    await platform.create({ ...scheduled('theirs'), tags: { 'gluepipeline:stack': 'other/dev' } }, 'other/dev');
    const other = aws.platform(content);
    await expect(other.setActive(ref('theirs'), true, stack)).rejects.toMatchObject({ code: 'GP301' });
    await expect(other.setActive(ref('missing'), true, stack)).rejects.toMatchObject({
      code: 'GP403',
      awsCode: 'EntityNotFoundException',
    });
    await other.setActive(ref('missing'), false, stack);
  });
});

describe('delete of a trigger', () => {
  it('stops an active one, and returns when it is gone', async () => {
    const { platform, live, operations } = await opened({ delays: { deletion: 200, transition: 40 } });
    await platform.create(scheduled('nightly'), stack);
    await platform.setActive(ref('nightly'), true, stack);
    await platform.delete(scheduled('nightly'), stack);
    await expect(live('nightly')).rejects.toMatchObject({ awsCode: 'EntityNotFoundException' });
    expect(operations()).toEqual(expect.arrayContaining(['StopTrigger', 'DeleteTrigger']));
  });

  it('waits for a deletion that somebody has begun, and is done with one that is gone', async () => {
    const { aws, platform, counts } = await opened({ delays: { deletion: 200 } });
    await platform.create(trigger('start'), stack);
    await Promise.all([
      platform.delete(trigger('start'), stack),
      aws.platform(content).delete(trigger('start'), stack),
    ]);
    await aws.platform(content).delete(trigger('start'), stack);
    expect(counts().DeleteTrigger).toBeLessThanOrEqual(2);
  });
});
