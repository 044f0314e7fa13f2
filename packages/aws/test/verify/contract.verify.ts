import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { clearStack, type ContractInput, platformContract } from '@gluepipeline/core/testing';

import { systemClock } from '../../src/client/system-clock.ts';
import { type Aws, connect } from '../../src/index.ts';

/**
 * The same contract on a real account, under names that nobody has: `npm run verify:aws` with credentials, a Region and
 * GLUEPIPELINE_VERIFY_ROLE, a role that Glue may assume, and GLUEPIPELINE_VERIFY_BUCKET, a bucket that this role may
 * read. It makes crawlers, jobs, triggers and a workflow, starts none of them, and deletes them again.
 */
describe('the platform contract on AWS', () => {
  const role = process.env.GLUEPIPELINE_VERIFY_ROLE;
  const crawledBucket = process.env.GLUEPIPELINE_VERIFY_BUCKET;
  const prefix = `gluepipeline-verify-${randomBytes(4).toString('hex')}`;
  let aws: Aws;
  beforeAll(() => {
    if (role == null || role === '') {
      throw new Error('set GLUEPIPELINE_VERIFY_ROLE to the name or ARN of a role that Glue may assume');
    }
    if (crawledBucket == null || crawledBucket === '') {
      throw new Error('set GLUEPIPELINE_VERIFY_BUCKET to a bucket that crawlers of that role may name');
    }
    aws = connect();
  });
  afterAll(() => {
    aws.close();
  });

  it.each(platformContract.map((each, index) => ({ ...each, index })))('$name', async ({ run, index }) => {
    const input: ContractInput = {
      platform: aws.platform(() => Promise.reject(new Error('the contract uploads nothing'))),
      target: { ...(await aws.account()), bucket: 'none', role },
      clock: systemClock,
      pipeline: `${prefix}-${String(index)}`,
      crawledBucket: crawledBucket ?? '',
    };
    try {
      await run(input);
    } finally {
      await clearStack(input);
      await clearStack({ ...input, pipeline: `${input.pipeline}-other` });
    }
  });
});
