import { describe, expect, it } from '@jest/globals';

import { listedCrawl, listedJobRun, listedWorkflowRun } from '../../src/runs/listed-run.ts';
import type { WorkflowRun } from '../../src/runs/ports.ts';
import { testJobRun } from '../../src/testing/builders.ts';

const workflow: WorkflowRun = {
  id: 'wr_1',
  workflow: 'w',
  status: 'COMPLETED',
  startedAt: 1000,
  completedAt: 5000,
  errorMessage: undefined,
  jobRuns: [],
  crawlerRuns: [],
};

describe('a run of a history', () => {
  it('is FAILED for a workflow run that is COMPLETED with a failed job, and counts how its nodes ended', () => {
    const jobRuns = [
      testJobRun({ job: 'b', startedAt: 3000, trigger: 'run-b', state: 'FAILED' }),
      testJobRun({ job: 'a', startedAt: 2000, trigger: 'start', dpuSeconds: 1800 }),
    ];
    expect(listedWorkflowRun({ ...workflow, jobRuns }, 9000)).toEqual({
      kind: 'workflow',
      id: 'wr_1',
      resourceName: 'w',
      state: 'COMPLETED',
      end: 'FAILED',
      over: true,
      attempt: 0,
      startedAt: 1000,
      completedAt: 5000,
      duration: 4000,
      dpuHours: 0.5,
      trigger: 'start',
      nodes: { succeeded: 1, failed: 1, running: 0 },
    });
  });

  it('is SUCCEEDED where the retry of a failed job went well', () => {
    const jobRuns = [testJobRun({ state: 'FAILED' }), testJobRun({ id: 'jr_2', attempt: 1 })];
    expect(listedWorkflowRun({ ...workflow, jobRuns }, 0)).toMatchObject({ end: 'SUCCEEDED', nodes: { failed: 0 } });
  });

  it('is measured to now while it goes on, and not at all where its end is unknown', () => {
    const going = testJobRun({ state: 'RUNNING', startedAt: 1000, completedAt: undefined });
    expect(listedJobRun(going, 4000)).toMatchObject({ over: false, duration: 3000, end: 'RUNNING' });
    const crawl = {
      id: undefined,
      crawler: 'c',
      startedAt: 1,
      completedAt: undefined,
      errorMessage: undefined,
      dpuHours: undefined,
    };
    expect(listedCrawl({ ...crawl, state: 'CANCELLED' }, 9)).toMatchObject({ over: true, duration: undefined });
  });
});
