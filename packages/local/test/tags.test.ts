import { describe, expect, it } from '@jest/globals';
import {
  CreateJobCommand,
  CreateWorkflowCommand,
  DeleteJobCommand,
  GetTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-glue';
import { GetResourcesCommand, paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api';
import type {
  GetResourcesCommandInput,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { endpoint, refusal } from './endpoint.ts';

const arn = (path: string): string => `arn:aws:glue:us-east-1:000000000000:${path}`;
const job = (Name: string, Tags: Record<string, string> = {}): CreateJobCommand =>
  new CreateJobCommand({ Name, Role: 'r', Command: { Name: 'glueetl' }, Tags });

const found = async (
  tagging: ResourceGroupsTaggingAPIClient,
  input: GetResourcesCommandInput,
): Promise<(string | undefined)[] | undefined> =>
  (await tagging.send(new GetResourcesCommand(input))).ResourceTagMappingList?.map((one) => one.ResourceARN);

describe('TagResource and UntagResource', () => {
  it('change single tags of a resource whose name holds a slash', async () => {
    const { glue } = await endpoint();
    await glue.send(job('team/extract', { a: '1', b: '2' }));
    const ResourceArn = arn('job/team/extract');
    await glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: { b: '3', c: '' } }));
    await glue.send(new UntagResourceCommand({ ResourceArn, TagsToRemove: ['a', 'unknown'] }));
    expect((await glue.send(new GetTagsCommand({ ResourceArn }))).Tags).toEqual({ b: '3', c: '' });
  });

  it('know nothing of what does not exist, nor of another account', async () => {
    const { glue } = await endpoint();
    await glue.send(job('x'));
    const ask = (ResourceArn: string): Promise<string> => refusal(glue.send(new GetTagsCommand({ ResourceArn })));
    expect(await ask(arn('job/nobody'))).toMatch(/^EntityNotFoundException/);
    expect(await ask('arn:aws:glue:us-east-1:123456789012:job/x')).toMatch(/^EntityNotFoundException/);
    expect(await ask('job/x')).toMatch(/^ValidationException/);
  });

  it('stop at fifty tags', async () => {
    const { glue } = await endpoint();
    const many = (from: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${from + index}`, 'v']));
    await glue.send(job('x', many(0)));
    const add = new TagResourceCommand({ ResourceArn: arn('job/x'), TagsToAdd: many(30) });
    expect(await refusal(glue.send(add))).toContain('at most 50 tags');
  });
});

describe('GetResources', () => {
  it('wants every key, any of its values, and the type', async () => {
    const { glue, tagging } = await endpoint();
    await glue.send(job('a', { stack: 's', env: 'dev' }));
    await glue.send(job('b', { stack: 's', env: 'prod' }));
    await glue.send(job('untagged'));
    await glue.send(new CreateWorkflowCommand({ Name: 'w', Tags: { stack: 's', env: 'dev' } }));
    const stack = { Key: 'stack', Values: ['s'] };
    const env = { Key: 'env', Values: ['dev', 'test'] };
    expect(await found(tagging, { TagFilters: [stack, env] })).toEqual([arn('job/a'), arn('workflow/w')]);
    expect(await found(tagging, { TagFilters: [stack], ResourceTypeFilters: ['glue:job'] })).toEqual([
      arn('job/a'),
      arn('job/b'),
    ]);
    expect(await found(tagging, { TagFilters: [{ Key: 'env' }], ResourceTypeFilters: ['glue'] })).toHaveLength(3);
    expect(await found(tagging, {})).toHaveLength(3);
  });

  it('forgets what is deleted', async () => {
    const { glue, tagging } = await endpoint();
    await glue.send(job('a', { k: 'v' }));
    await glue.send(new DeleteJobCommand({ JobName: 'a' }));
    expect(await found(tagging, {})).toEqual([]);
  });

  it('is read page by page', async () => {
    const { glue, tagging } = await endpoint();
    for (const name of ['a', 'b', 'c']) {
      await glue.send(job(name, { k: 'v' }));
    }
    const sizes: (number | undefined)[] = [];
    for await (const page of paginateGetResources({ client: tagging, pageSize: 2 }, {})) {
      sizes.push(page.ResourceTagMappingList?.length);
    }
    expect(sizes).toEqual([2, 1]);
  });
});

describe('GetCallerIdentity', () => {
  it('names the one local account', async () => {
    const { sts } = await endpoint();
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:user/local',
    });
  });
});
