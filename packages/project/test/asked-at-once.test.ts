import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { serve } from '@gluepipeline/local';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { cost, deploy, doctor, history, lockStatus, plan, status } from '../src/index.ts';
import { config, deployment, folderWith } from './harness.ts';

const jobs = [
  { name: 'extract', type: 'pythonshell', script: 'job.py', glue_version: null },
  { name: 'load', type: 'pythonshell', script: 'job.py', glue_version: null, depends_on: ['extract'] },
];
const cwd = folderWith({ 'config.json': config({ jobs }), 'job.py': '' });

/** What a request asks for: the operation, of S3 the method and what is listed. */
function operationOf({ method = '', url = '', headers }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  const prefix = new URL(url, 'http://any').searchParams.get('prefix');
  const action = new URLSearchParams(body).get('Action');
  return typeof target === 'string'
    ? (target.split('.')[1] ?? '')
    : (action ?? (prefix == null ? method : `list ${/history/.exec(prefix)?.[0] ?? 'artifacts'}`));
}

/** The endpoint, behind a server that keeps every answer back until all of `wanted` have been asked for. */
async function held() {
  const endpoint = await serve({ engine: undefined });
  const { port } = new URL(endpoint.url);
  let wanted: string[] = [];
  let waiting: (() => void)[] = [];
  const hold = (operation: string) =>
    new Promise<void>((pass) => {
      const at = wanted.indexOf(operation);
      wanted = wanted.filter((_, index) => index !== at);
      waiting.push(pass);
      if (wanted.length === 0) {
        waiting.splice(0).forEach((each) => each());
      }
    });
  const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    void (async () => {
      const body = await buffer(incoming);
      const operation = operationOf(incoming, body.toString());
      // Nearly all depends on whose credentials these are.
      if (operation !== 'GetCallerIdentity' || wanted.includes(operation)) {
        await hold(operation);
      }
      const options = { port, method: incoming.method, path: incoming.url };
      const headers = { ...incoming.headers };
      delete headers.expect;
      const own = { ...headers, host: `127.0.0.1:${port}`, 'content-length': String(body.length) };
      request({ ...options, headers: own }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      }).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    expect: (operations: readonly string[]) => {
      waiting = [];
      wanted = [...operations];
    },
    missing: () => wanted,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await endpoint.stop();
    },
  };
}

let far: Awaited<ReturnType<typeof held>>;
let options: Parameters<typeof plan>[0];

beforeAll(async () => {
  far = await held();
  const { accessKeyId, secretAccessKey, region } = far.endpoint;
  const env = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  // The SDK looks for keys there alone.
  Object.assign(process.env, env);
  options = { place: { cwd, env }, overrides: {}, connect: { local: false, endpointUrl: far.url, region, env } };
  const deployed = await deploy({ ...deployment(cwd), ...options, createBucket: true });
  expect(deployed).toMatchObject({ outcome: 'applied' });
});

afterAll(() => far.stop());

const stack = ['HEAD', 'list history', 'list artifacts', 'BatchGetJobs', 'BatchGetTriggers', 'BatchGetWorkflows'];
const glue = ['ListJobs', 'ListTriggers', 'ListCrawlers', 'GetResources'];

describe('what does not depend on an answer is asked for before that comes', () => {
  // One call that waited for another would never be sent, for no answer comes before all have been asked for.
  it.each([
    ['plan', [...stack, ...glue], () => plan(options)],
    ['plan --cost', [...stack, ...glue, 'GetJobRuns', 'GetJobRuns'], () => plan({ ...options, cost: { days: 30 } })],
    ['status', [...stack, ...glue, 'GetJobRuns', 'GetJobRuns', 'GetWorkflowRuns'], () => status(options)],
    ['cost', [...stack, ...glue, 'GetJobRuns', 'GetJobRuns'], () => cost({ ...options, days: 30 })],
    ['history', ['HEAD', 'list history'], () => history({ ...options, limit: 10 })],
    ['lock status', ['HEAD', 'GET'], () => lockStatus(options)],
    [
      'doctor, once it is signed in',
      ['HEAD', 'GetRole', 'SimulatePrincipalPolicy'],
      () => doctor({ ...options, purpose: 'deploy', nodeVersion: process.version }),
    ],
    [
      'doctor, while it signs in',
      ['GetCallerIdentity', 'ListJobs', 'ListTriggers', 'ListCrawlers'],
      () => doctor({ ...options, purpose: 'deploy', nodeVersion: process.version }),
    ],
  ])('%s', async (_, operations, command) => {
    far.expect(operations);
    await command();
    expect(far.missing()).toEqual([]);
  });
});
