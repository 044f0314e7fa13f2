import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { type AwsCallError, connect, isAwsCallError } from '../src/index.ts';
import { endpoint } from './support/endpoint.ts';
import { answering } from './support/proxy.ts';
import { content, job, stack, workflow } from './support/resources.ts';

const secret = 'hunter2-very-secret';

describe('connect', () => {
  it('tells whose account it is, and asks once', async () => {
    const { aws, server, operations } = await endpoint({ accountId: '111122223333', region: 'eu-west-1' });
    const account = {
      accountId: '111122223333',
      partition: 'aws',
      region: 'eu-west-1',
      arn: 'arn:aws:iam::111122223333:user/local',
    };
    expect(await aws.account()).toEqual(account);
    expect(await aws.account()).toEqual(account);
    expect(operations()).toEqual(['GetCallerIdentity']);
    expect(server.region).toBe('eu-west-1');
  });

  it('tells of every call what it was, and nothing of what was in it', async () => {
    const { aws, server, calls } = await endpoint();
    const platform = aws.platform(content);
    await platform.create(job('load', { DefaultArguments: { '--password': secret } }, { note: secret }), stack);
    await platform.read({ stack, names: { job: ['load', 'other'] } });
    await aws.createBucket('history');
    await aws.blobs('history').putIfAbsent('a/b.json', secret);
    expect(
      calls.map(({ service, operation, target, attempts, error }) => [service, operation, target, attempts, error]),
    ).toEqual(
      expect.arrayContaining([
        ['glue', 'CreateJob', '"load"', 1, undefined],
        ['glue', 'BatchGetJobs', '2 names', 1, undefined],
        ['tagging', 'GetResources', '', 1, undefined],
        ['sts', 'GetCallerIdentity', '', 1, undefined],
        ['s3', 'PutObject', 's3://history/a/b.json', 1, undefined],
      ]),
    );
    expect(calls.every(({ requestId, milliseconds }) => requestId != null && milliseconds >= 0)).toBe(true);
    const told = JSON.stringify(calls);
    for (const hidden of [secret, server.accessKeyId, server.secretAccessKey, '--password']) {
      expect(told).not.toContain(hidden);
    }
  });

  it('counts the requests that were repeated', async () => {
    const faults = [
      { code: 'ThrottlingException' },
      { code: 'ConcurrentModificationException' },
      'reset-before' as const,
    ];
    const { aws, calls } = await endpoint({
      fault: ({ operation }) => (operation === 'CreateWorkflow' ? faults.shift() : undefined),
    });
    await aws.platform(content).create(workflow('flow'), stack);
    expect(calls).toMatchObject([{ operation: 'CreateWorkflow', attempts: 4, error: undefined }]);
  });

  it('tells of failed calls too', async () => {
    const { connect: again, calls } = await endpoint({ fault: () => ({ code: 'ThrottlingException' }) });
    const platform = again({ maxAttempts: 2 }).platform(content);
    await expect(platform.create(workflow('flow'), stack)).rejects.toMatchObject({ kind: 'throttled', attempts: 2 });
    expect(calls).toMatchObject([{ operation: 'CreateWorkflow', attempts: 2, error: 'ThrottlingException' }]);
  });

  it('shows no secret in an error', async () => {
    const leak = `The signature does not match.\n\nThe Canonical String was\nx-amz-security-token:${secret}`;
    const { connect: again } = await endpoint({
      fault: ({ operation }) =>
        operation === 'GetCallerIdentity' ? { code: 'SignatureDoesNotMatch', message: leak, status: 403 } : undefined,
    });
    const stranger = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret };
    const impossible = job('load', { MaxRetries: 99, DefaultArguments: { '--p': secret } });
    const failing = [
      again({ credentials: stranger }).account(),
      again().account(),
      again().platform(content).create(impossible, stack),
    ];
    for (const { status, reason } of (await Promise.allSettled(failing)) as PromiseRejectedResult[]) {
      expect([status, isAwsCallError(reason)]).toEqual(['rejected', true]);
      const error = reason as AwsCallError;
      const text = `${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`;
      expect(text).not.toContain(secret);
      expect(text).not.toContain('AKIAIOSFODNN7EXAMPLE');
    }
  });
});

describe('what does not come from AWS', () => {
  const options = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    env: {},
  };

  it('is a page of HTML, told by its status', async () => {
    const endpointUrl = await answering(503, 'text/html', '<html><body>Service Unavailable</body></html>');
    const aws = connect({ ...options, endpointUrl });
    for (const call of [() => aws.platform(content).read({ names: { job: ['a'] } }), () => aws.blobs('b').list('')]) {
      await expect(call()).rejects.toMatchObject({ kind: 'service', code: 'GP404', status: 503 });
    }
    aws.close();
  });

  it('is half an answer', async () => {
    const endpointUrl = await answering(200, 'application/x-amz-json-1.1', '{"Jobs":[{"Na');
    const aws = connect({ ...options, endpointUrl });
    await expect(aws.platform(content).read({ names: { job: ['a'] } })).rejects.toMatchObject({
      kind: 'network',
      status: 200,
    });
    aws.close();
  });

  it('is nobody there: ten tries are not made when there has never been an answer', async () => {
    const aws = connect({ ...options, maxAttempts: 10, endpointUrl: 'http://127.0.0.1:9' });
    const begun = Date.now();
    await expect(aws.account()).rejects.toMatchObject({
      kind: 'network',
      code: 'GP405',
      operation: 'GetCallerIdentity',
    });
    expect(Date.now() - begun).toBeLessThan(8_000);
    aws.close();
  }, 10_000);

  it('is no region: nothing is sent', async () => {
    const aws = connect({ env: {}, credentials: options.credentials, profile: 'no-such-profile-for-sure' });
    await expect(aws.platform(content).read({ names: { job: ['a'] } })).rejects.toMatchObject({ code: 'GP406' });
    aws.close();
  });
});

describe('the sources', () => {
  const folder = join(import.meta.dirname, '../src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

  it('load S3, STS and tagging only when they are needed', () => {
    const eager = /^import \{[^}]*\} from '(@aws-sdk\/client-(s3|sts|resource-groups-tagging-api)|.*\/sdk-\w+\.ts)'/m;
    const offending = files.filter((file) => {
      const text = readFileSync(join(folder, file), 'utf8').replaceAll(/^import type [^;]*;/gm, '');
      return !/sdk-\w+\.ts$/.test(file) && eager.test(text);
    });
    expect(offending).toEqual([]);
  });
});
