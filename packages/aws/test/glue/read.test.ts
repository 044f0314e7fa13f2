import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-glue';
import { describe, expect, it } from '@jest/globals';
import type { Kind, Live, Platform, Resource } from '@gluepipeline/core';
import { keyOf } from '@gluepipeline/core';

import { glueOf } from '../../src/client/glue-client.ts';
import { unreadableIndexNote } from '../../src/glue/read.ts';
import { endpoint } from '../support/endpoint.ts';
import { content, job, scheduled, stack, trigger, workflow } from '../support/resources.ts';

function named(...resources: Resource[]): Partial<Record<Kind, string[]>> {
  const names: Partial<Record<Kind, string[]>> = {};
  for (const { kind, name } of resources) {
    names[kind] = [...(names[kind] ?? []), name];
  }
  return names;
}

function tagsOf(...resources: Resource[]): Record<string, Readonly<Record<string, string>>> {
  return Object.fromEntries(resources.map((each) => [keyOf(each), each.tags]));
}

async function make(platform: Platform, ...resources: Resource[]): Promise<void> {
  for (const resource of resources) {
    await platform.create(resource, resource.tags['gluepipeline:stack'] ?? '');
  }
}

const summary = (resources: readonly Live[]) => resources.map((live) => [keyOf(live), live.tags]);

const foreign = (resource: Resource): Resource => ({ ...resource, tags: { 'gluepipeline:stack': 'other/dev' } });

describe('read', () => {
  it('finds what the stack owns, named or not, with definitions and tags', async () => {
    const { aws } = await endpoint();
    const extract = job('extract', { Description: 'first' }, { owner: 'ana' });
    await make(aws.platform(content), extract, workflow('flow'), trigger('start', { WorkflowName: 'flow' }));
    const { resources, notes } = await aws.platform(content).read({ stack, names: {} });
    expect(notes).toEqual([]);
    expect(summary(resources)).toEqual([
      ['job/extract', { 'gluepipeline:stack': stack, owner: 'ana' }],
      ['trigger/start', { 'gluepipeline:stack': stack }],
      ['workflow/flow', { 'gluepipeline:stack': stack }],
    ]);
    expect(resources[0]?.definition).toMatchObject({ Description: 'first', WorkerType: 'G.1X', MaxCapacity: 2 });
  });

  it('gives named resources whoever owns them, and nobody else’s otherwise', async () => {
    const { aws } = await endpoint();
    const platform = aws.platform(content);
    await make(platform, foreign(job('theirs')), foreign(job('also-theirs')), job('ours'));
    const { resources } = await aws.platform(content).read({ stack, names: { job: ['theirs', 'missing'] } });
    expect(summary(resources)).toEqual([
      ['job/theirs', { 'gluepipeline:stack': 'other/dev' }],
      ['job/ours', { 'gluepipeline:stack': stack }],
    ]);
  });

  it('asks in bulk: no call per resource when the index says what is wanted', async () => {
    const { aws, counts, clear } = await endpoint();
    const jobs = Array.from({ length: 250 }, (_, index) => job(`job-${index}`));
    const others = [workflow('flow'), trigger('start', { Actions: [{ JobName: 'job-0' }], WorkflowName: 'flow' })];
    const platform = aws.platform(content);
    await Promise.all(jobs.map((each) => platform.create(each, stack)));
    await make(platform, ...others);
    clear();
    const all = [...jobs, ...others];
    const { resources } = await aws.platform(content).read({ stack, names: named(...all), wantedTags: tagsOf(...all) });
    expect(resources).toHaveLength(252);
    expect(counts()).toEqual({
      BatchGetJobs: 3,
      BatchGetTriggers: 1,
      BatchGetWorkflows: 1,
      ListCrawlers: 1,
      ListJobs: 1,
      ListTriggers: 1,
      // Beyond a hundred resources each kind is listed by itself: three pages of jobs, one of each other.
      GetResources: 5,
    });
  });

  it('asks Glue itself about tags that are not as wanted, and spends no call on those of others', async () => {
    const { aws, connection, operations, clear } = await endpoint();
    const all = [job('a'), job('b'), job('c')];
    await make(aws.platform(content), ...all);
    const tag = (name: string, TagsToAdd: Record<string, string>) =>
      glueOf(connection()).send(
        new TagResourceCommand({ ResourceArn: `arn:aws:glue:us-east-1:000000000000:job/${name}`, TagsToAdd }),
      );
    await tag('b', { cost: '7' });
    const wantedTags = { ...tagsOf(...all), 'job/c': { ...all[2]?.tags, team: 'data' } };
    clear();
    const { resources } = await aws.platform(content).read({ stack, names: named(...all), wantedTags });
    expect(resources.map(({ tags }) => tags.cost)).toEqual([undefined, '7', undefined]);
    expect(operations().filter((operation) => operation === 'GetTags')).toHaveLength(1);
  });

  it('sees new resources, and their tags, while the index lags', async () => {
    const { aws } = await endpoint({ quirks: ['late-tags'], delays: { tagIndex: 60_000 } });
    const all = [job('a'), workflow('flow'), trigger('start', { Actions: [{ JobName: 'a' }], WorkflowName: 'flow' })];
    await make(aws.platform(content), ...all);
    const { resources } = await aws.platform(content).read({ stack, names: {} });
    expect(summary(resources)).toEqual(
      all.toSorted((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1)).map((each) => [keyOf(each), each.tags]),
    );
  });

  it('does not believe the index about what this run has retagged', async () => {
    const { aws } = await endpoint({ quirks: ['late-tags'], delays: { tagIndex: 60_000 } });
    const platform = aws.platform(content);
    const before = job('a', {}, { owner: 'ana' });
    const after = job('a', {}, { owner: 'bob' });
    await make(platform, before);
    const [live] = (await platform.read({ stack, names: { job: ['a'] } })).resources;
    await platform.update(after, live!, ['tags.owner'], stack);
    const { resources } = await platform.read({ stack, names: { job: ['a'] }, wantedTags: tagsOf(before) });
    expect(resources[0]?.tags.owner).toBe('bob');
  });

  it('drops what the index still shows although it is deleted', async () => {
    const { aws } = await endpoint({ quirks: ['late-tags'], delays: { tagIndex: 0 } });
    const platform = aws.platform(content);
    await make(platform, workflow('flow'));
    await platform.delete(workflow('flow'), stack);
    expect((await aws.platform(content).read({ stack, names: {} })).resources).toEqual([]);
  });

  it('drops what has been given to another stack', async () => {
    const { aws, connection } = await endpoint();
    await make(aws.platform(content), workflow('flow'));
    const arn = 'arn:aws:glue:us-east-1:000000000000:workflow/flow';
    await glueOf(connection()).send(
      new UntagResourceCommand({ ResourceArn: arn, TagsToRemove: ['gluepipeline:stack'] }),
    );
    expect((await aws.platform(content).read({ stack, names: {} })).resources).toEqual([]);
  });

  it('follows short and empty pages', async () => {
    const { aws } = await endpoint({ quirks: ['short-pages'] });
    const jobs = Array.from({ length: 7 }, (_, index) => job(`job-${index}`));
    await make(aws.platform(content), ...jobs);
    expect((await aws.platform(content).read({ stack, names: {} })).resources).toHaveLength(7);
  });

  it('does without the index where it is not permitted, and says what it cannot see', async () => {
    const { aws } = await endpoint({
      fault: ({ operation }) => (operation === 'GetResources' ? { code: 'AccessDeniedException' } : undefined),
    });
    const all = [
      job('a', {}, { owner: 'ana' }),
      workflow('flow'),
      trigger('t', { Actions: [{ JobName: 'a' }], WorkflowName: 'flow' }),
    ];
    await make(aws.platform(content), ...all);
    const { resources, notes } = await aws.platform(content).read({ stack, names: { job: ['a'] } });
    expect(resources.map(keyOf)).toEqual(['job/a', 'trigger/t', 'workflow/flow']);
    expect(resources[0]?.tags).toEqual({ 'gluepipeline:stack': stack, owner: 'ana' });
    expect(notes).toEqual([unreadableIndexNote]);
  });

  it('halves a batch that Glue refuses', async () => {
    const { aws, operations, clear } = await endpoint({
      fault: ({ operation, input }) =>
        operation === 'BatchGetJobs' && (input?.JobNames as string[]).length > 25
          ? { code: 'InvalidInputException', message: 'too many names' }
          : undefined,
    });
    const platform = aws.platform(content);
    const jobs = Array.from({ length: 60 }, (_, index) => job(`job-${index}`));
    await Promise.all(jobs.map((each) => platform.create(each, stack)));
    clear();
    const { resources } = await platform.read({ names: named(...jobs) });
    expect(resources.map(({ name }) => name)).toEqual(jobs.map(({ name }) => name));
    expect(operations()).toEqual(Array(7).fill('BatchGetJobs'));
  });

  it('without a stack looks at definitions alone', async () => {
    const { aws, operations, clear } = await endpoint();
    await make(aws.platform(content), job('a'));
    clear();
    const { resources } = await aws.platform(content).read({ names: { job: ['a'], trigger: ['none'] } });
    expect(summary(resources)).toEqual([['job/a', {}]]);
    expect(operations()).toEqual(['BatchGetJobs', 'BatchGetTriggers']);
  });

  it('takes a wanted trigger that is being deleted for gone, and tells active ones from others', async () => {
    const { aws, connection } = await endpoint({ delays: { deletion: 60_000 } });
    const platform = aws.platform(content);
    await make(platform, job('extract'), scheduled('dying'), scheduled('on'), scheduled('off'), trigger('demand'));
    await platform.setActive({ kind: 'trigger', name: 'on' }, true, stack);
    const { DeleteTriggerCommand } = await import('@aws-sdk/client-glue');
    await glueOf(connection()).send(new DeleteTriggerCommand({ Name: 'dying' }));
    const { resources } = await platform.read({ names: { trigger: ['dying', 'on', 'off', 'demand'] } });
    const triggers = resources.filter((each) => each.kind === 'trigger');
    expect(triggers.map(({ name, definition }) => [name, definition.enabled])).toEqual([
      ['on', true],
      ['off', false],
      ['demand', true],
    ]);
  });
});
