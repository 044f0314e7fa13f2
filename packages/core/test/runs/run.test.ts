import { describe, expect, it } from '@jest/globals';

import type { CrawlerRun, JobRun, Runs, WorkflowRun } from '../../src/runs/ports.ts';
import { follow, latestAttempts, snapshot } from '../../src/runs/run.ts';
import { testJobRun } from '../../src/testing/builders.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';

function workflowRun(over: Partial<WorkflowRun>): WorkflowRun {
  return {
    id: 'wr_1',
    workflow: 'w',
    status: 'COMPLETED',
    startedAt: 0,
    completedAt: 1,
    errorMessage: undefined,
    jobRuns: [],
    crawlerRuns: [],
    ...over,
  };
}

function crawl(over: Partial<CrawlerRun> = {}): CrawlerRun {
  return {
    id: undefined,
    crawler: 'c',
    state: 'SUCCEEDED',
    startedAt: 5,
    completedAt: 9,
    errorMessage: undefined,
    dpuHours: undefined,
    ...over,
  };
}

/** Answers with one run after another, the last one for ever. */
function runsOf(...answers: WorkflowRun[]): Runs {
  let at = 0;
  const refuse = () => Promise.reject(new Error('not asked for'));
  return {
    startWorkflow: refuse,
    startJob: refuse,
    resumeWorkflow: refuse,
    stopWorkflow: refuse,
    stopJob: refuse,
    stopCrawler: refuse,
    jobAttempts: refuse,
    lastJobRun: refuse,
    activeRuns: refuse,
    workflowRuns: refuse,
    jobRuns: refuse,
    crawls: refuse,
    lastWorkflowRun: refuse,
    startCrawler: refuse,
    crawl: refuse,
    lastCrawl: refuse,
    workflowRun: () => Promise.resolve(answers[Math.min(at++, answers.length - 1)]!),
  };
}

const ref = { kind: 'workflow', name: 'w', id: 'wr_1' } as const;

describe('snapshot', () => {
  it('counts a COMPLETED workflow run with a failed job as failed', async () => {
    const run = workflowRun({ jobRuns: [testJobRun({}), testJobRun({ id: 'jr_2', job: 'b', state: 'FAILED' })] });
    expect(await snapshot(runsOf(run), manualClock(), ref)).toMatchObject({ over: true, succeeded: false });
  });

  it('counts a job that failed and succeeded on retry as good', async () => {
    const run = workflowRun({
      jobRuns: [testJobRun({ state: 'FAILED' }), testJobRun({ id: 'jr_1_attempt_1', attempt: 1 })],
    });
    expect(await snapshot(runsOf(run), manualClock(), ref)).toMatchObject({ over: true, succeeded: true });
  });

  it('is not over while the run is stopping', async () => {
    expect(await snapshot(runsOf(workflowRun({ status: 'STOPPING' })), manualClock(), ref)).toMatchObject({
      over: false,
      succeeded: false,
    });
  });
});

describe('snapshot of a job', () => {
  const job = { kind: 'job', name: 'a', id: 'jr_1', maxRetries: 1 } as const;
  const attempts = (...jobRuns: JobRun[]): Runs => ({ ...runsOf(), jobAttempts: () => Promise.resolve(jobRuns) });
  const failed = testJobRun({ state: 'FAILED', completedAt: 1000 });

  it('waits for the retry that is to come after a failure', async () => {
    expect(await snapshot(attempts(failed), manualClock(2000), job)).toMatchObject({ over: false, succeeded: false });
  });

  it('goes by the retry once there is one', async () => {
    const retry = testJobRun({ id: 'jr_2', attempt: 1 });
    expect(await snapshot(attempts(failed, retry), manualClock(2000), job)).toMatchObject({
      over: true,
      succeeded: true,
    });
  });

  it('is over after the last retry, and when a retry does not come', async () => {
    const second = testJobRun({ id: 'jr_2', attempt: 1, state: 'FAILED' });
    expect(await snapshot(attempts(failed, second), manualClock(2000), job)).toMatchObject({
      over: true,
      succeeded: false,
    });
    expect(await snapshot(attempts(failed), manualClock(1_000_000), job)).toMatchObject({
      over: true,
      succeeded: false,
    });
  });
});

describe('snapshot of a workflow run with crawls', () => {
  it.each(['FAILED', 'CANCELLED', 'ERROR'] as const)('is no success when a crawl ended %s', async (state) => {
    const run = workflowRun({ jobRuns: [testJobRun({})], crawlerRuns: [crawl(), crawl({ crawler: 'd', state })] });
    const now = await snapshot(runsOf(run), manualClock(), ref);
    expect(now).toMatchObject({ over: true, succeeded: false, crawlerRuns: run.crawlerRuns });
  });

  it('is a success when all did', async () => {
    const run = workflowRun({ jobRuns: [testJobRun({})], crawlerRuns: [crawl()] });
    expect(await snapshot(runsOf(run), manualClock(), ref)).toMatchObject({ over: true, succeeded: true });
  });
});

describe('snapshot of a crawl', () => {
  const asked = { kind: 'crawler', name: 'c', after: 4, askedAt: 1000 } as const;
  const crawling = (found: CrawlerRun | undefined): Runs => ({ ...runsOf(), crawl: () => Promise.resolve(found) });

  it('tells of the first crawl after the one before it', async () => {
    const asks: unknown[] = [];
    const runs: Runs = {
      ...runsOf(),
      crawl: (...args) => {
        asks.push(args);
        return Promise.resolve(crawl());
      },
    };
    expect(await snapshot(runs, manualClock(2000), asked)).toEqual({
      ref: asked,
      state: 'SUCCEEDED',
      over: true,
      succeeded: true,
      startedAt: 5,
      completedAt: 9,
      errorMessage: undefined,
      jobRuns: [],
      crawlerRuns: [crawl()],
    });
    expect(asks).toEqual([['c', 4]]);
  });

  it.each([
    ['RUNNING', false, false],
    ['CANCELLING', false, false],
    ['CANCELLED', true, false],
    ['FAILED', true, false],
  ] as const)('%s is over: %s, a success: %s', async (state, over, succeeded) => {
    const now = await snapshot(crawling(crawl({ state })), manualClock(2000), asked);
    expect(now).toMatchObject({ state, over, succeeded });
  });

  it('waits for one that has not shown itself, but not for ever', async () => {
    const early = await snapshot(crawling(undefined), manualClock(2000), asked);
    expect(early).toMatchObject({ state: 'RUNNING', over: false, succeeded: false });
    const late = await snapshot(crawling(undefined), manualClock(1_000_000), asked);
    expect(late).toMatchObject({ state: 'ERROR', over: true, succeeded: false });
    expect(late.errorMessage).toMatch(/has not shown itself/);
  });
});

describe('follow', () => {
  it('tells of each change once and ends with the run', async () => {
    const running = workflowRun({ status: 'RUNNING', jobRuns: [testJobRun({ state: 'RUNNING' })] });
    const told: string[] = [];
    const end = await follow(runsOf(running, running, workflowRun({})), manualClock(), ref, {
      pollMilliseconds: 1000,
      onSnapshot: (now) => told.push(now.state),
    });
    expect(told).toEqual(['RUNNING', 'COMPLETED']);
    expect(end.succeeded).toBe(true);
  });

  it('leaves a run alone when it is told to stop watching', async () => {
    const signal = { aborted: true };
    const end = await follow(runsOf(workflowRun({ status: 'RUNNING' })), manualClock(), ref, {
      pollMilliseconds: 1,
      signal,
    });
    expect(end.over).toBe(false);
  });
});

describe('latestAttempts', () => {
  it('keeps the newest attempt of each job', () => {
    const first = testJobRun({ state: 'FAILED' });
    const second = testJobRun({ id: 'x', attempt: 1 });
    expect(latestAttempts([second, first, testJobRun({ id: 'y', job: 'b' })]).map(({ id }) => id)).toEqual(['x', 'y']);
  });
});
