import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { operationOf } from '../faults/call.ts';
import { thousand } from '../faults/thousand.ts';
import { openWorld, type World } from '../faults/world.ts';

jest.setTimeout(60 * 60_000);

let world: World;

/** How many calls of each operation a piece of work makes. */
async function counted(work: () => Promise<unknown>): Promise<Record<string, number>> {
  world.proxy.calls.length = 0;
  await work();
  const counts: Record<string, number> = {};
  for (const call of world.proxy.calls) {
    counts[operationOf(call)] = (counts[operationOf(call)] ?? 0) + 1;
  }
  return counts;
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, each) => all + each, 0);

/** What a plan asks, and no more: everything in bulk. */
const asked = {
  'sts:GetCallerIdentity': 1,
  's3:HeadBucket': 1,
  's3:ListObjectsV2': 1,
  's3:GetObject': 1,
  'glue:ListJobs': 1,
  'glue:ListTriggers': 5,
  'glue:ListCrawlers': 1,
  'glue:BatchGetJobs': 10,
  'glue:BatchGetTriggers': 10,
  'glue:BatchGetWorkflows': 1,
  'tagging:GetResources': 21,
};

beforeAll(async () => {
  world = await openWorld({ config: thousand(), foreign: true });
  expect(await world.deploy()).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
});

afterAll(() => world.close());

describe('1,000 jobs and 1,000 triggers over ten workflows', () => {
  it('are compared in at most 60 calls', async () => {
    const counts = await counted(async () => expect(await world.planned()).toBe(0));
    expect(counts).toEqual(asked);
    expect(sum(counts)).toBeLessThanOrEqual(60);
  });

  it('are deployed with the same calls and those of the lock where nothing has changed', async () => {
    const counts = await counted(async () => expect(await world.deploy()).toMatchObject({ outcome: 'no-changes' }));
    expect(counts).toEqual({ ...asked, 's3:PutObject': 1, 's3:DeleteObject': 1 });
  });

  it('take at most 12 calls more where one job has changed', async () => {
    writeFileSync(join(world.cwd, 'config.json'), JSON.stringify(thousand(1)));
    const counts = await counted(async () => expect(await world.deploy()).toMatchObject({ outcome: 'applied' }));
    expect(counts).toEqual({
      ...asked,
      // Lock, its return, and the record; whether the bucket is whole; whether the job runs; the job, and reading it back.
      's3:PutObject': expect.any(Number),
      's3:DeleteObject': 1,
      's3:GetBucketTagging': 1,
      'glue:GetJobRuns': 1,
      'glue:UpdateJob': 1,
      'glue:BatchGetJobs': 11,
    });
    expect(counts['s3:PutObject']).toBeLessThanOrEqual(3);
    expect(sum(counts)).toBeLessThanOrEqual(sum(asked) + 12);
  });
});
