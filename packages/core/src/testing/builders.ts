import { normalize } from '../pipeline/normalize.ts';
import type { Files } from '../pipeline/files.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { meaningOf } from '../config/meaning.ts';
import { printPath } from '../config/issue.ts';
import type { JobRun } from '../runs/ports.ts';
import { desired, localPaths } from '../resources/desired.ts';
import type { Resource, Target } from '../resources/resource.ts';

/** A target that no real deployment has. */
export const testTarget: Target = {
  accountId: '123456789012',
  region: 'eu-west-1',
  partition: 'aws',
  bucket: 'artifacts',
  role: 'fallback-role',
};

/** A run that went well in a second; what a test is about is laid over it. */
export function testJobRun(over: Partial<JobRun> = {}): JobRun {
  return {
    id: 'jr_1',
    job: 'a',
    state: 'SUCCEEDED',
    attempt: 0,
    startedAt: 0,
    completedAt: 1,
    executionTime: 1,
    errorMessage: undefined,
    trigger: undefined,
    arguments: {},
    glueVersion: undefined,
    workerType: undefined,
    numberOfWorkers: undefined,
    maxCapacity: undefined,
    executionClass: undefined,
    dpuSeconds: undefined,
    securityConfiguration: undefined,
    logGroup: undefined,
    ...over,
  };
}

/** A pipeline from a config as an object; throws where the config has the wrong shape. */
export function pipelineOf(config: Readonly<Record<string, unknown>>): Pipeline {
  const value = { pipeline_name: 'sales', ...config };
  const found = meaningOf({ file: 'config.json', format: 'json', text: JSON.stringify(value), value }, {});
  if (!found.ok) {
    throw new Error(found.issues.map(({ issue }) => `${printPath(issue.path)}: ${issue.message}`).join('; '));
  }
  return normalize(found.value.config);
}

/** Facts for every local file of a pipeline; the digest is made of the path, so different files differ. */
export function filesOf(pipeline: Pipeline): Files {
  return Object.fromEntries(
    localPaths(pipeline).map((path) => [path, { kind: 'file' as const, sha256: digestOf(path), size: 1 }]),
  );
}

/** What a config becomes on the test target. */
export function resourcesOf(config: Readonly<Record<string, unknown>>): Resource[] {
  const pipeline = pipelineOf(config);
  return desired(pipeline, testTarget, filesOf(pipeline));
}

/** 64 hex digits that depend on the text; nobody is to take it for a real digest. */
function digestOf(text: string): string {
  return Array.from(text, (letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64);
}
