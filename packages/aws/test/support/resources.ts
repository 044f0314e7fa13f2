import { createHash } from 'node:crypto';

import type {
  CrawlerDefinition,
  JobDefinition,
  ResourceOf,
  TriggerDefinition,
  WorkflowDefinition,
} from '@gluepipeline/core';

import { type Content, contentOfBytes } from '../../src/index.ts';

/** The stack of all test resources. */
export const stack = 'sales/dev';

const ours = { 'gluepipeline:stack': stack };

/** A Spark job that is complete, with what the test is about changed. */
export function job(
  name: string,
  changes: Partial<JobDefinition> = {},
  tags: Record<string, string> = {},
): ResourceOf<'job'> {
  const definition: JobDefinition = {
    Role: 'arn:aws:iam::000000000000:role/glue',
    Command: { Name: 'glueetl', ScriptLocation: 's3://bucket/script.py', PythonVersion: '3' },
    ExecutionProperty: { MaxConcurrentRuns: 1 },
    DefaultArguments: { '--source': 'a' },
    MaxRetries: 0,
    Timeout: 60,
    WorkerType: 'G.1X',
    NumberOfWorkers: 2,
    GlueVersion: '5.0',
    ExecutionClass: 'STANDARD',
    JobMode: 'SCRIPT',
    JobRunQueuingEnabled: false,
    ...changes,
  };
  return { kind: 'job', name, label: name, tags: { ...ours, ...tags }, definition };
}

/** A crawler of a bucket, with what the test is about changed. */
export function crawler(
  name: string,
  changes: Partial<CrawlerDefinition> = {},
  tags: Record<string, string> = {},
): ResourceOf<'crawler'> {
  const definition: CrawlerDefinition = {
    Role: 'arn:aws:iam::000000000000:role/crawler',
    DatabaseName: 'sales',
    Targets: { S3Targets: [{ Path: 's3://lake/raw/' }] },
    ...changes,
  };
  return { kind: 'crawler', name, label: name, tags: { ...ours, ...tags }, definition };
}

/** A workflow. */
export function workflow(
  name: string,
  changes: Partial<WorkflowDefinition> = {},
  tags: Record<string, string> = {},
): ResourceOf<'workflow'> {
  const definition = { Description: '', DefaultRunProperties: {}, ...changes };
  return { kind: 'workflow', name, label: name, tags: { ...ours, ...tags }, definition };
}

/** A trigger that starts the job `extract`, outside any workflow and on demand unless the test says otherwise. */
export function trigger(
  name: string,
  changes: Partial<TriggerDefinition> = {},
  tags: Record<string, string> = {},
): ResourceOf<'trigger'> {
  const definition: TriggerDefinition = {
    Type: 'ON_DEMAND',
    Actions: [{ JobName: 'extract' }],
    enabled: true,
    ...changes,
  };
  return { kind: 'trigger', name, label: name, tags: { ...ours, ...tags }, definition };
}

/** A trigger with a schedule. */
export function scheduled(name: string, changes: Partial<TriggerDefinition> = {}): ResourceOf<'trigger'> {
  return trigger(name, { Type: 'SCHEDULED', Schedule: 'cron(0 2 * * ? *)', ...changes });
}

/** An artifact with its content, and the content function that a platform is made with. */
export function artifact(key: string, content: string, bucket = 'scripts-bucket'): ResourceOf<'artifact'> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { kind: 'artifact', name: key, label: content, tags: {}, definition: { bucket, sha256, path: content } };
}

/** The files of the tests hold their own path. */
export function content(path: string): Promise<Content> {
  return Promise.resolve(contentOfBytes(new TextEncoder().encode(path)));
}
