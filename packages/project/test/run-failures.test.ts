import { describe, expect, it } from '@jest/globals';
import { loadPipeline, type Pipeline, type RunSnapshot } from '@gluepipeline/core';

import { neverStarted, skippedJobs } from '../src/run-failures.ts';

async function pipeline(): Promise<Pipeline> {
  const jobs = [
    { name: 'a', script: 's3://scripts/a.py' },
    { name: 'b', script: 's3://scripts/b.py', depends_on: ['a'] },
  ];
  const loaded = await loadPipeline(
    'config.json',
    JSON.stringify({ pipeline_name: 'p', role: 'r', glue_version: '6.0', jobs }),
  );
  if (!loaded.ok) {
    throw new Error('the config of this test is sound');
  }
  return loaded.value;
}

function snapshotOf(over: Partial<RunSnapshot>): RunSnapshot {
  const run = {
    id: 'jr_1',
    job: 'p-dev-a',
    state: 'SUCCEEDED',
    attempt: 0,
    executionTime: 1,
    trigger: 'start',
  } as const;
  return {
    ref: { kind: 'workflow', name: 'p-dev', id: 'wr_1' },
    state: 'COMPLETED',
    over: true,
    succeeded: true,
    startedAt: 0,
    completedAt: 1,
    errorMessage: undefined,
    jobRuns: [{ ...run, startedAt: 0, completedAt: 1, errorMessage: undefined }],
    crawlerRuns: [],
    ...over,
  };
}

describe('skippedJobs', () => {
  it('names the jobs of a COMPLETED run that never started', async () => {
    expect(skippedJobs(await pipeline(), snapshotOf({}))).toEqual(['b']);
  });

  it('names none while the run goes on, nor for the run of one job', async () => {
    const one = { kind: 'job', name: 'p-dev-a', id: 'jr_1', maxRetries: 0 } as const;
    expect(skippedJobs(await pipeline(), snapshotOf({ over: false }))).toEqual([]);
    expect(skippedJobs(await pipeline(), snapshotOf({ ref: one }))).toEqual([]);
  });
});

describe('neverStarted', () => {
  it('says where to look for a trigger that is off', () => {
    expect(neverStarted('b')).toMatchObject({ job: 'b', state: 'ERROR', hint: 'see gluepipeline plan, and deploy' });
  });
});
