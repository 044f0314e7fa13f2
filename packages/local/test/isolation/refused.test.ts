import { GetWorkflowCommand, ListWorkflowsCommand } from '@aws-sdk/client-glue';
import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { endpoint } from '../endpoint.ts';
import type { Clients } from '../endpoint.ts';

interface Attack {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Requests that each would change something, if they were let in. */
const attacks: readonly Attack[] = [
  {
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': 'AWSGlue.CreateWorkflow', 'content-type': 'application/x-amz-json-1.1' },
    body: '{"Name":"stolen"}',
  },
  {
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': 'AWSGlue.DeleteWorkflow', 'content-type': 'application/x-amz-json-1.1' },
    body: '{"Name":"kept"}',
  },
  { method: 'PUT', path: '/stolen' },
  { method: 'PUT', path: '/kept/k', body: 'changed' },
  { method: 'PUT', path: '/kept/stolen', body: 'x' },
  { method: 'DELETE', path: '/kept/k' },
  { method: 'POST', path: '/kept?delete', body: '<Delete><Object><Key>k</Key></Object></Delete>' },
];

const authorization = (key: string): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261123/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`;

/** The ways in which a stranger, or a page in a browser of this machine, may come. */
const disguises: readonly (readonly [string, (key: string, attack: Attack) => Attack])[] = [
  ['no key', (_key, attack) => attack],
  ['another key', (_key, attack) => with_(attack, { authorization: authorization('AKIAIOSFODNN7EXAMPLE') })],
  ['the beginning of the key', (key, attack) => with_(attack, { authorization: authorization(key.slice(0, -1)) })],
  ['an empty key', (_key, attack) => with_(attack, { authorization: authorization('') })],
  ['a signed link of another key', (_key, attack) => linked(attack, 'X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F1%2Fx')],
  ['an old signed link of another key', (_key, attack) => linked(attack, 'AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE')],
  ['a signed link without a key', (_key, attack) => linked(attack, 'X-Amz-Signature=0')],
  ['a foreign Host', (key, attack) => with_(attack, { authorization: authorization(key), host: 'evil.example' })],
  [
    'the Origin of a web page',
    (key, attack) => with_(attack, { authorization: authorization(key), origin: 'https://evil.example' }),
  ],
  ['the Origin of a file', (key, attack) => with_(attack, { authorization: authorization(key), origin: 'null' })],
];

const with_ = (attack: Attack, headers: Readonly<Record<string, string>>): Attack => ({
  ...attack,
  headers: { ...attack.headers, ...headers },
});

const linked = (attack: Attack, query: string): Attack => ({
  ...attack,
  path: `${attack.path}${attack.path.includes('?') ? '&' : '?'}${query}`,
});

function statusOf({ server }: Clients, { method, path, headers, body }: Attack): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: server.port, method, path, headers }, (incoming) => {
      incoming.resume();
      incoming.on('end', () => resolve(incoming.statusCode));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** All that the attacks are after. */
async function stateOf({ glue, s3 }: Clients): Promise<unknown> {
  return {
    workflows: (await glue.send(new ListWorkflowsCommand({}))).Workflows,
    kept: (await glue.send(new GetWorkflowCommand({ Name: 'kept' }))).Workflow,
    buckets: (await s3.send(new ListBucketsCommand({}))).Buckets,
    object: await (await s3.send(new GetObjectCommand({ Bucket: 'kept', Key: 'k' }))).Body?.transformToString(),
  };
}

async function furnished(): Promise<Clients> {
  const clients = await endpoint();
  const key = authorization(clients.server.accessKeyId);
  await clients.s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
  await clients.s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'k', Body: 'as it was' }));
  const create = with_(attacks[0]!, { authorization: key });
  expect(await statusOf(clients, { ...create, body: '{"Name":"kept"}' })).toBe(200);
  return clients;
}

describe('a request that comes with', () => {
  it.each(disguises)('%s is refused, whatever it asks for, and changes nothing', async (_how, disguise) => {
    const clients = await furnished();
    const before = await stateOf(clients);
    for (const attack of attacks) {
      const disguised = disguise(clients.server.accessKeyId, attack);
      expect([attack, await statusOf(clients, disguised)]).toEqual([attack, 403]);
    }
    expect(await stateOf(clients)).toEqual(before);
  });

  it('the key and nothing wrong is let in, so that the refusals above mean something', async () => {
    const clients = await furnished();
    const key = { authorization: authorization(clients.server.accessKeyId) };
    for (const attack of attacks) {
      expect([attack, await statusOf(clients, with_(attack, key))]).toEqual([attack, expect.any(Number)]);
    }
    expect((await clients.glue.send(new ListWorkflowsCommand({}))).Workflows).toEqual(['stolen']);
    expect((await clients.s3.send(new ListBucketsCommand({}))).Buckets).toHaveLength(2);
  });
});

/** Whether something listens at that address. */
function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => done(true));
    socket.on('error', () => done(false));
    socket.on('timeout', () => done(false));
  });
}

describe('the port of the endpoint', () => {
  it('is open on 127.0.0.1 and at no other address of the machine', async () => {
    const { server } = await endpoint();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .map(({ address, scopeid }) => (scopeid == null || scopeid === 0 ? address : `${address}%${scopeid}`))
      .filter((address) => address !== '127.0.0.1');
    expect(await listens('127.0.0.1', server.port)).toBe(true);
    for (const address of ['127.0.0.2', '::1', ...others]) {
      expect([address, await listens(address, server.port)]).toEqual([address, false]);
    }
  });
});
