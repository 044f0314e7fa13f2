import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LocalServer } from '@gluepipeline/local';

/** In the name of everything that is somebody else's. */
const theirs = 'theirs';

/** A tag that somebody else has put on what is ours. */
export const foreignTag = { key: 'cost-centre', value: '4711' };

const script = { Name: 'pythonshell', ScriptLocation: 's3://elsewhere/theirs.py', PythonVersion: '3.9' };
const owned = { 'gluepipeline:stack': 'theirs/prod' };

/** What is not ours, of every kind: of another stack, of nobody, and with names like ours. */
const requests: readonly (readonly [service: string, operation: string, input: object])[] = [
  ['glue', 'CreateJob', { Name: 'theirs', Role: 'r', Command: script, Tags: owned }],
  ['glue', 'CreateJob', { Name: 'sales-dev-theirs', Role: 'r', Command: script, Tags: { a: 'b' } }],
  ['glue', 'CreateWorkflow', { Name: 'theirs', DefaultRunProperties: { a: 'b' }, Tags: owned }],
  ['glue', 'CreateTrigger', trigger({ Name: 'theirs', WorkflowName: 'theirs', Tags: owned })],
  ['glue', 'CreateTrigger', trigger({ Name: 'sales-dev-run-theirs' })],
  [
    'glue',
    'CreateCrawler',
    { Name: 'theirs', Role: 'r', DatabaseName: 'd', Targets: { S3Targets: [{ Path: 's3://elsewhere/x/' }] } },
  ],
  ['events', 'PutRule', { Name: 'theirs', EventPattern: '{"source":["aws.glue"]}', Tags: [{ Key: 'a', Value: 'b' }] }],
  [
    'events',
    'PutTargets',
    { Rule: 'theirs', Targets: [{ Id: 'theirs', Arn: 'arn:aws:sns:us-east-1:000000000000:theirs' }] },
  ],
  ['sns', 'CreateTopic', { Name: 'theirs' }],
  ['iam', 'CreateRole', { RoleName: 'theirs', AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' }],
];

function trigger(more: object): object {
  const actions = [{ JobName: 'theirs' }];
  return { Type: 'SCHEDULED', Schedule: 'cron(0 1 * * ? *)', Actions: actions, StartOnCreation: true, ...more };
}

/** Makes what is not ours on an endpoint, by its protocols alone. */
export async function makeForeign(server: LocalServer): Promise<void> {
  await put(server, '/elsewhere', undefined);
  await put(server, '/elsewhere/tidy.py', 'print("tidy")');
  await put(server, '/elsewhere/theirs.py', 'print("theirs")');
  for (const [service, operation, input] of requests) {
    await send(server, service, operation, input);
  }
}

/** Puts a foreign tag on jobs, triggers and workflows of ours, and an object of another stack into our bucket. */
export async function touchOurs(server: LocalServer, bucket: string): Promise<void> {
  const arns = ['job/sales-dev-extract', 'trigger/sales-dev-run-load', 'workflow/sales-dev', 'crawler/sales-dev-lone'];
  for (const arn of arns) {
    const ResourceArn = `arn:aws:glue:us-east-1:000000000000:${arn}`;
    await send(server, 'glue', 'TagResource', { ResourceArn, TagsToAdd: { [foreignTag.key]: foreignTag.value } });
  }
  await put(server, `/${bucket}/gluepipeline/theirs/prod/lock.json`, '{"theirs":true}');
}

/** Every record about what is not ours, letter by letter. */
export function foreignRecords(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'blobs')
      .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(name, file)))
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const)
      .filter(([, text]) => text.includes(theirs)),
  );
}

async function send(server: LocalServer, service: string, operation: string, input: object): Promise<void> {
  const credential = `Credential=${server.accessKeyId}/20260101/us-east-1/${service}/aws4_request`;
  const prefix = { glue: 'AWSGlue', events: 'AWSEvents' }[service];
  const headers: Record<string, string> =
    prefix == null
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${prefix}.${operation}` };
  const body =
    prefix == null
      ? new URLSearchParams({ Action: operation, ...(input as Record<string, string>) }).toString()
      : JSON.stringify(input);
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: { ...headers, authorization: `AWS4-HMAC-SHA256 ${credential}` },
    body,
  });
  await mustWork(answer, operation);
}

async function put(server: LocalServer, path: string, body: string | undefined): Promise<void> {
  const credential = `Credential=${server.accessKeyId}/20260101/us-east-1/s3/aws4_request`;
  const headers = { authorization: `AWS4-HMAC-SHA256 ${credential}` };
  const init = { method: 'PUT', headers };
  await mustWork(await fetch(`${server.url}${path}`, body == null ? init : { ...init, body }), path);
}

async function mustWork(answer: Response, what: string): Promise<void> {
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${what}: ${text}`);
  }
}
