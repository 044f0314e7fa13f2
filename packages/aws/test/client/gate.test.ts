import { describe, expect, it } from '@jest/globals';
import { UserError } from '@gluepipeline/core';
import type { Fault } from '@gluepipeline/local';

import { type CallInfo, connect as connectTo } from '../../src/index.ts';
import { keys, proxyTo, secureStandIn, settings } from '../support/aws-stand-in.ts';
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
    const calls = asked
      .map(({ operation, target }) => `${operation} ${target}`)
      .filter((call) => !call.includes('Bucket'));
    // Each twice: when it is begun, and when it is about to be written.
    expect(calls).toEqual(
      ['PutPublicAccessBlock s3://history', 'CreateJob "a"', 'PutObject s3://history/key'].flatMap((call) => [
        call,
        call,
      ]),
    );
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
        // The first request asks twice.
        if (asked === 3) {
          throw new UserError('GP502', 'the lock is gone');
        }
      },
    });
    const platform = aws.platform(() => Promise.reject(new Error('nothing is uploaded')));
    await expect(platform.create(job('a'), stack)).rejects.toMatchObject({ code: 'GP502' });
    expect(counts().CreateJob).toBe(1);
  });

  it.each(['a new connection', 'a connection that is there'])(
    'is asked once more when a request has %s, and that closes it in time',
    async (connection) => {
      const { connect, counts } = await endpoint();
      const answers: (() => void)[] = [];
      const aws = connect({ gate: () => answers.shift()?.() });
      const platform = aws.platform(() => Promise.reject(new Error('nothing is uploaded')));
      if (connection === 'a connection that is there') {
        await platform.create(job('a'), stack);
      }
      const created = counts().CreateJob;
      const closed = new UserError('GP502', 'the lock is gone');
      answers.push(
        () => undefined,
        () => {
          throw closed;
        },
      );
      await expect(platform.create(job('b'), stack)).rejects.toBe(closed);
      expect(counts().CreateJob).toBe(created);
      await platform.create(job('b'), stack);
      expect(counts().CreateJob).toBe((created ?? 0) + 1);
    },
  );

  it.each([
    ['by TLS', false],
    ['through a proxy', true],
  ])('is asked once more before a request leaves %s, and that closes it in time', async (_, byProxy) => {
    const server = await secureStandIn();
    const proxy = byProxy ? await proxyTo(server.port) : undefined;
    settings({
      ...keys,
      AWS_CA_BUNDLE: server.ca,
      ...(proxy == null ? {} : { HTTPS_PROXY: `http://${proxy.address}` }),
    });
    const closed = new UserError('GP502', 'the lock is gone');
    let asked = 0;
    const aws = connectTo({
      ...(byProxy ? {} : { endpointUrl: server.url }),
      gate: () => {
        asked += 1;
        if (asked === 2) {
          throw closed;
        }
      },
    });
    const blobs = aws.blobs('history');
    await aws.account();
    const before = server.seen.length;
    await expect(blobs.putIfAbsent('key', 'text')).rejects.toBe(closed);
    expect(server.seen).toHaveLength(before);
    await blobs.putIfAbsent('key', 'text');
    expect(server.seen).toHaveLength(before + 1);
    aws.close();
  });
});
