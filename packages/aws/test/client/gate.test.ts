import { describe, expect, it } from '@jest/globals';
import { UserError } from '@gluepipeline/core';
import type { Fault } from '@gluepipeline/local';

import type { CallInfo } from '../../src/index.ts';
import { endpoint } from '../support/endpoint.ts';
import { job } from '../support/resources.ts';

const stack = 'sales/dev';

describe('a gate', () => {
  it('is asked before each call that changes something, and never before a look', async () => {
    const { connect } = await endpoint();
    const asked: CallInfo[] = [];
    const aws = connect({ gate: (call) => asked.push(call) });
    const platform = aws.platform(() => Promise.reject(new Error('nothing is uploaded')));
    await aws.createBucket('history');
    await platform.create(job('a'), stack);
    await platform.read({ stack, names: { job: ['a'] } });
    await aws.blobs('history').putIfAbsent('key', 'text');
    await aws.blobs('history').get('key');
    await aws.blobs('history').list('');
    expect(
      asked.map(({ operation, target }) => `${operation} ${target}`).filter((call) => !call.includes('Bucket')),
    ).toEqual(['PutPublicAccessBlock s3://history', 'CreateJob "a"', 'PutObject s3://history/key']);
  });

  it('that is closed lets nothing through, and its reason is what the caller sees', async () => {
    const { connect, counts } = await endpoint();
    const closed = new UserError('GP502', 'the lock is gone');
    const aws = connect({
      gate: () => {
        throw closed;
      },
    });
    const platform = aws.platform(() => Promise.reject(new Error('nothing is uploaded')));
    await expect(platform.create(job('a'), stack)).rejects.toBe(closed);
    expect(counts().CreateJob).toBeUndefined();
  });

  it('is asked again before a call is repeated', async () => {
    const faults: Fault[] = ['reset-before', 'reset-before'];
    const { connect, counts } = await endpoint({
      fault: ({ operation }) => (operation === 'CreateJob' ? faults.shift() : undefined),
    });
    let asked = 0;
    const aws = connect({
      gate: () => {
        asked += 1;
        if (asked === 2) {
          throw new UserError('GP502', 'the lock is gone');
        }
      },
    });
    const platform = aws.platform(() => Promise.reject(new Error('nothing is uploaded')));
    await expect(platform.create(job('a'), stack)).rejects.toMatchObject({ code: 'GP502' });
    expect(counts().CreateJob).toBe(1);
  });
});
