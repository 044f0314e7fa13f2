import { describe, expect, it } from '@jest/globals';
import { GetJobsCommand, GlueClient } from '@aws-sdk/client-glue';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { request } from 'node:http';
import type { CallReport, LocalServer } from '../src/index.ts';
import { endpoint, refusal } from './endpoint.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A raw request, for what no SDK would send. */
function raw(
  server: LocalServer,
  headers: Record<string, string>,
  path = '/',
  body = '',
  method = 'POST',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port: server.port, host: '127.0.0.1', path, method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode, headers: incoming.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const target = { 'x-amz-target': 'AWSGlue.GetJobs', 'content-type': 'application/x-amz-json-1.1' };
const signed = (server: LocalServer, key = server.accessKeyId): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261123/us-east-1/glue/aws4_request, SignedHeaders=host, Signature=0`,
});

describe('the gate', () => {
  it('lets in who carries the key', async () => {
    const { server } = await endpoint();
    expect(await raw(server, { ...target, ...signed(server) }, '/', '{}')).toMatchObject({
      status: 200,
      body: '{"Jobs":[]}',
    });
  });

  it('refuses who carries none, or another', async () => {
    const { server } = await endpoint();
    const wrong = `${server.accessKeyId.slice(0, -1)}_`;
    for (const headers of [target, { ...target, ...signed(server, wrong) }, { ...target, ...signed(server, '') }]) {
      expect(await raw(server, headers, '/', '{}')).toMatchObject({ status: 403 });
    }
    const glue = new GlueClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' },
    });
    expect(await refusal(glue.send(new GetJobsCommand({})))).toMatch(/^InvalidAccessKeyId/);
    expect(await raw(server, {}, '/bucket', '', 'GET')).toMatchObject({ status: 403 });
  });

  it('reads the key of a presigned link too', async () => {
    const { server, s3 } = await endpoint();
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body: 'x' }));
    const link = (key: string): string =>
      `/bucket/k?X-Amz-Credential=${key}%2F20261123%2Fus-east-1%2Fs3%2Faws4_request`;
    expect(await raw(server, {}, link(server.accessKeyId), '', 'GET')).toMatchObject({ status: 200, body: 'x' });
    expect(await raw(server, {}, link('other'), '', 'GET')).toMatchObject({ status: 403 });
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'refuses the Host %p, key or not',
    async (host) => {
      const { server } = await endpoint();
      const own = host.startsWith('localhost.') ? `${host}:${server.port}` : host;
      const answer = await raw(server, { ...target, ...signed(server), host: own }, '/', '{}');
      expect(answer.status).toBe(403);
    },
  );

  it('knows the names it was told', async () => {
    const { server } = await endpoint({ allowedHosts: ['glue.internal', 'mapped:9999'] });
    const ask = async (host: string): Promise<number | undefined> =>
      (await raw(server, { ...target, ...signed(server), host }, '/', '{}')).status;
    expect(await ask(`LOCALHOST:${server.port}`)).toBe(200);
    expect(await ask(`glue.internal:${server.port}`)).toBe(200);
    expect(await ask('mapped:9999')).toBe(200);
    expect(await ask('glue.internal:9999')).toBe(403);
  });

  it('refuses every Origin, even its own', async () => {
    const { server } = await endpoint();
    for (const origin of ['https://evil.example', server.url, 'null']) {
      expect(await raw(server, { ...target, ...signed(server), origin }, '/', '{}')).toMatchObject({ status: 403 });
    }
  });

  it('gives each server a key of its own', async () => {
    const [one, two] = [await endpoint(), await endpoint()];
    expect(one.server.accessKeyId).not.toBe(two.server.accessKeyId);
    expect(one.server.accessKeyId).not.toMatch(/^(AKIA|ASIA)/);
  });
});

describe('bodies', () => {
  it('are refused with 413 when they are too large, told or untold', async () => {
    const { server } = await endpoint({ limits: { json: 1000 } });
    const headers = { ...target, ...signed(server) };
    const body = JSON.stringify({ NextToken: 'x'.repeat(2000) });
    expect(await raw(server, headers, '/', body)).toMatchObject({ status: 413 });
    expect(await raw(server, { ...headers, 'transfer-encoding': 'chunked' }, '/', body)).toMatchObject({ status: 413 });
  });

  it('that are no JSON object, or of the wrong type, are refused as AWS does', async () => {
    const { server } = await endpoint();
    const headers = { ...target, ...signed(server) };
    for (const body of ['[]', '{', 'null', '{"MaxResults":"1"}', '{"NextToken":1}']) {
      const answer = await raw(server, headers, '/', body);
      expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('SerializationException')]);
    }
    const unknown = await raw(server, headers, '/', '{"Nope":1}');
    expect([unknown.status, unknown.body]).toEqual([400, expect.stringContaining('Nope')]);
  });
});

describe('answers', () => {
  it('carry a request id and the date of the endpoint', async () => {
    const { server } = await endpoint({ clock: { now: () => Date.UTC(2030, 0, 1) } });
    const answer = await raw(server, { ...target, ...signed(server) }, '/', '{}');
    expect(answer.headers).toMatchObject({
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      date: 'Tue, 01 Jan 2030 00:00:00 GMT',
    });
  });

  it('say that an operation is not served', async () => {
    const { server } = await endpoint();
    for (const operation of ['AWSGlue.CreateBlueprint', 'AWSGlue.constructor', 'DynamoDB.GetItem']) {
      const answer = await raw(server, { ...signed(server), 'x-amz-target': operation }, '/', '{}');
      expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('UnknownOperationException')]);
    }
  });
});

describe('onRequest and fault', () => {
  it('report every call and play failures before or after the deed', async () => {
    const reports: CallReport[] = [];
    const faults = [{ code: 'ThrottlingException' }, 'reset-before', 'reset-after'] as const;
    let asked = 0;
    const { s3 } = await endpoint({ onRequest: (report) => void reports.push(report), fault: () => faults[asked++] });
    const create = (Bucket: string): Promise<unknown> => s3.send(new CreateBucketCommand({ Bucket }));
    expect(await refusal(create('first'))).toMatch(/^ThrottlingException/);
    await refusal(create('second'));
    await refusal(create('third'));
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map((one) => one.Name)).toEqual(['third']);
    expect(reports.map((report) => `${report.operation} ${report.status} ${report.code ?? ''}`)).toEqual([
      'CreateBucket 400 ThrottlingException',
      'CreateBucket 0 ConnectionReset',
      'CreateBucket 0 ConnectionReset',
      'ListBuckets 200 ',
    ]);
  });
});
