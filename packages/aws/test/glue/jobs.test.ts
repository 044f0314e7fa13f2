import { CreateJobCommand, GetJobCommand, GetTagsCommand } from '@aws-sdk/client-glue';
import { describe, expect, it } from '@jest/globals';

import { glueOf } from '../../src/client/glue-client.ts';
import { jobUpdate } from '../../src/index.ts';
import { endpoint } from '../support/endpoint.ts';
import { content, job, stack } from '../support/resources.ts';

const arn = 'arn:aws:glue:us-east-1:000000000000:job/extract';

async function opened(options: Parameters<typeof endpoint>[0] = {}) {
  const all = await endpoint(options);
  const glue = glueOf(all.connection());
  return {
    ...all,
    platform: all.aws.platform(content),
    glue,
    live: async () => (await glue.send(new GetJobCommand({ JobName: 'extract' }))).Job,
    tags: async () => (await glue.send(new GetTagsCommand({ ResourceArn: arn }))).Tags,
    read: async () => (await all.aws.platform(content).read({ stack, names: { job: ['extract'] } })).resources[0],
  };
}

describe('create of a job', () => {
  it('makes the job with its tags in one call', async () => {
    const { platform, tags, operations } = await opened();
    await platform.create(job('extract', {}, { owner: 'ana' }), stack);
    expect(operations()).toEqual(['CreateJob']);
    expect(await tags()).toEqual({ 'gluepipeline:stack': stack, owner: 'ana' });
  });

  it('knows its own job when the answer was lost, and makes it what it should be', async () => {
    const faults = ['reset-after' as const];
    const { platform, live, operations } = await opened({
      fault: ({ operation }) => (operation === 'CreateJob' ? faults.pop() : undefined),
    });
    await platform.create(job('extract', { Timeout: 7 }), stack);
    expect(await live()).toMatchObject({ Timeout: 7 });
    expect(operations().slice(0, 5)).toEqual(['CreateJob', 'CreateJob', 'GetCallerIdentity', 'GetTags', 'UpdateJob']);
  });

  it('leaves a job of the same name alone when it carries another tag, or none', async () => {
    const { platform, glue, live } = await opened();
    const { Role, Command } = jobUpdate(job('extract').definition);
    await glue.send(new CreateJobCommand({ Name: 'extract', Role, Command, Description: 'theirs' }));
    await expect(platform.create(job('extract'), stack)).rejects.toMatchObject({
      name: 'UserError',
      code: 'GP301',
      message: 'job "extract" exists already and was not made by this tool',
    });
    expect(await live()).toMatchObject({ Description: 'theirs' });
  });
});

describe('update of a job', () => {
  it('sends the whole definition, and what is no longer in it goes', async () => {
    const { platform, read, live } = await opened();
    await platform.create(job('extract', { Description: 'old', SecurityConfiguration: 'secure' }), stack);
    const found = await read();
    await platform.update(job('extract', { Timeout: 90 }), found!, ['description', 'timeout'], stack);
    const after = await live();
    expect(after).toMatchObject({
      Timeout: 90,
      WorkerType: 'G.1X',
      NumberOfWorkers: 2,
      DefaultArguments: { '--source': 'a' },
    });
    expect([after?.Description, after?.SecurityConfiguration]).toEqual([undefined, undefined]);
  });

  it('takes what Glue echoes: a definition as it was read goes back as it is', async () => {
    const { platform, read, live } = await opened();
    await platform.create(job('extract'), stack);
    const found = await read();
    const before = await live();
    expect(found?.kind === 'job' && found.definition).toMatchObject({ AllocatedCapacity: 2, MaxCapacity: 2 });
    await platform.update(
      { ...job('extract'), ...(found?.kind === 'job' ? { definition: found.definition } : {}) },
      found!,
      ['timeout'],
      stack,
    );
    expect({ ...(await live()), LastModifiedOn: 0 }).toEqual({ ...before, LastModifiedOn: 0 });
  });

  it('calls nothing but the tag operations for tags, and leaves foreign tags alone', async () => {
    const { platform, glue, read, tags, clear, operations } = await opened();
    await platform.create(job('extract', {}, { owner: 'ana', old: '1' }), stack);
    const { TagResourceCommand } = await import('@aws-sdk/client-glue');
    await glue.send(new TagResourceCommand({ ResourceArn: arn, TagsToAdd: { theirs: 'x' } }));
    const found = await read();
    clear();
    await platform.update(job('extract', {}, { owner: 'bob' }), found!, ['tags.old', 'tags.owner'], stack);
    expect(operations()).toEqual(['GetCallerIdentity', 'TagResource', 'UntagResource']);
    expect(await tags()).toEqual({ 'gluepipeline:stack': stack, owner: 'bob', theirs: 'x' });
  });

  it('removes a tag that is called like a member of every object', async () => {
    const { platform, read, tags } = await opened();
    await platform.create(job('extract', {}, { toString: '1', constructor: '2' }), stack);
    const found = await read();
    await platform.update(job('extract'), found!, ['tags.constructor', 'tags.toString'], stack);
    expect(Object.keys((await tags()) ?? {})).toEqual(['gluepipeline:stack']);
  });

  it('leaves a visual graph alone where only tags differ, and overwrites it where a field does', async () => {
    const { platform, glue, read, live, tags, clear, operations } = await opened();
    const graph = { node: { DropFields: { Name: 'drop', Inputs: ['in'], Paths: [['a']] } } };
    const { Role, Command, ...rest } = jobUpdate(job('extract').definition);
    const Tags = { 'gluepipeline:stack': stack };
    await glue.send(
      new CreateJobCommand({ ...rest, Name: 'extract', Role, Command, Tags, CodeGenConfigurationNodes: graph }),
    );
    const found = await read();
    const fields = ['tags.owner', 'CodeGenConfigurationNodes'];
    clear();
    await platform.update(job('extract', {}, { owner: 'ana' }), found!, fields, stack);
    expect(operations()).not.toContain('UpdateJob');
    expect((await live())?.CodeGenConfigurationNodes).toEqual(graph);
    expect(await tags()).toMatchObject({ owner: 'ana' });
    await platform.update(job('extract', { Timeout: 9 }), found!, ['timeout', ...fields], stack);
    expect((await live())?.CodeGenConfigurationNodes).toBeUndefined();
  });

  it('refuses a job of another stack before it changes anything', async () => {
    const { aws, platform, read, operations, clear } = await opened();
    await platform.create({ ...job('extract'), tags: { 'gluepipeline:stack': 'other/dev' } }, 'other/dev');
    const found = await read();
    clear();
    await expect(aws.platform(content).update(job('extract'), found!, ['timeout'], stack)).rejects.toMatchObject({
      code: 'GP301',
      message: 'job "extract" exists already and belongs to the stack other/dev',
    });
    expect(operations()).toEqual(['GetTags']);
  });

  it('makes the job when it has gone meanwhile', async () => {
    const { aws, platform, read, live } = await opened();
    await platform.create(job('extract'), stack);
    const found = await read();
    await platform.delete(job('extract'), stack);
    await aws.platform(content).update(job('extract', { Timeout: 5 }), found!, ['timeout'], stack);
    expect(await live()).toMatchObject({ Timeout: 5 });
  });
});

describe('delete of a job', () => {
  it('deletes, and is done when the job is gone already', async () => {
    const { aws, platform, read } = await opened();
    await platform.create(job('extract'), stack);
    await platform.delete(job('extract'), stack);
    await platform.delete(job('extract'), stack);
    await aws.platform(content).delete(job('extract'), stack);
    expect(await read()).toBeUndefined();
  });

  it('never deletes what another stack owns', async () => {
    const { aws, platform, live } = await opened();
    await platform.create({ ...job('extract'), tags: { 'gluepipeline:stack': 'other/dev' } }, 'other/dev');
    await expect(aws.platform(content).delete(job('extract'), stack)).rejects.toMatchObject({ code: 'GP301' });
    expect(await live()).toBeDefined();
  });
});

describe('jobUpdate', () => {
  it('says capacity once', () => {
    const workers = { WorkerType: 'G.1X', NumberOfWorkers: 2 };
    expect(jobUpdate({ ...workers, MaxCapacity: 2, AllocatedCapacity: 2 })).toEqual(workers);
    expect(jobUpdate({ MaxCapacity: 0.0625, AllocatedCapacity: 0 })).toEqual({ MaxCapacity: 0.0625 });
    expect(jobUpdate({ AllocatedCapacity: 5 })).toEqual({ MaxCapacity: 5 });
    expect(jobUpdate({ Timeout: 5 })).toEqual({ Timeout: 5 });
  });
});
