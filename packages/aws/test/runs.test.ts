import { describe, expect, it } from '@jest/globals';
import type { ServeOptions } from '@gluepipeline/local';
import type { CrawlerRun, JobRun, Runs } from '@gluepipeline/core';

import { endpoint } from './support/endpoint.ts';
import { content, crawler, job, stack, trigger, workflow } from './support/resources.ts';

/** An endpoint that runs scripts, with a one-job workflow in it. */
async function opened(script: string, { maxRetries = 0, ...options }: ServeOptions & { maxRetries?: number } = {}) {
  const all = await endpoint(options, 'scripts');
  const platform = all.aws.platform(content);
  await all.aws.createBucket('scripts');
  await all.aws.blobs('scripts').putIfAbsent('script.py', script);
  const Command = { Name: 'pythonshell', ScriptLocation: 's3://scripts/script.py', PythonVersion: '3.9' };
  const shell = {
    Role: 'role',
    Command,
    MaxCapacity: 0.0625,
    MaxRetries: maxRetries,
    ExecutionProperty: { MaxConcurrentRuns: 3 },
  };
  await platform.create({ ...job('extract'), definition: shell }, stack);
  await platform.create(workflow('flow'), stack);
  await platform.create(trigger('start', { WorkflowName: 'flow' }), stack);
  all.clear();
  return { ...all, runs: all.aws.runs() };
}

async function until<T>(look: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await look();
    if (done(value)) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const ended = ({ state }: JobRun) => ['SUCCEEDED', 'FAILED'].includes(state);

async function lastAttempt(runs: Runs, id: string): Promise<JobRun> {
  return (await runs.jobAttempts('extract', id)).at(-1)!;
}

describe('AwsRuns', () => {
  it('starts a job and tells how it went', async () => {
    const { runs } = await opened('import sys; sys.exit("boom" if "--fail" in sys.argv else 0)');
    const good = await runs.startJob('extract', {});
    const first = await until(() => lastAttempt(runs, good), ended);
    expect(first).toMatchObject({ id: good, job: 'extract', state: 'SUCCEEDED', attempt: 0, errorMessage: undefined });
    expect(first.completedAt).toBeGreaterThanOrEqual(first.startedAt ?? Infinity);
    const bad = await runs.startJob('extract', { '--fail': 'yes' });
    expect(await until(() => lastAttempt(runs, bad), ended)).toMatchObject({ state: 'FAILED' });
    expect(await runs.lastJobRun('extract')).toMatchObject({ id: bad });
  }, 20_000);

  it('finds the retries of a run that failed', async () => {
    const { runs } = await opened('import sys; sys.exit("boom")', { maxRetries: 2, quirks: ['short-pages'] });
    const id = await runs.startJob('extract', {});
    const attempts = await until(
      () => runs.jobAttempts('extract', id),
      (all) => all.length === 3 && all.every(ended),
    );
    expect(attempts.map(({ attempt, state }) => [attempt, state])).toEqual([
      [0, 'FAILED'],
      [1, 'FAILED'],
      [2, 'FAILED'],
    ]);
    expect(attempts[0]?.id).toBe(id);
  }, 20_000);

  it('starts a workflow and shows the runs of its jobs', async () => {
    const { runs } = await opened('print(1)', { quirks: ['short-pages'] });
    const id = await runs.startWorkflow('flow', { day: 'monday' });
    const run = await until(
      () => runs.workflowRun('flow', id),
      ({ status }) => status === 'COMPLETED',
    );
    expect(run).toMatchObject({
      id,
      workflow: 'flow',
      jobRuns: [{ job: 'extract', state: 'SUCCEEDED', trigger: 'start' }],
    });
    expect(await runs.lastWorkflowRun('flow')).toEqual(run);
    expect(await runs.lastJobRun('extract')).toMatchObject({ id: run.jobRuns[0]?.id });
  }, 20_000);

  it('tells the history of a job and of a workflow, newest first, from a time on and no more than asked for', async () => {
    const { runs } = await opened('print(1)', { quirks: ['short-pages'] });
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      const id = await runs.startWorkflow('flow', {});
      await until(
        () => runs.workflowRun('flow', id),
        ({ status }) => status === 'COMPLETED',
      );
      ids.unshift(id);
    }
    const all = await runs.workflowRuns('flow', { most: 10, since: undefined });
    expect(all.map(({ id }) => id)).toEqual(ids);
    expect(all[0]).toMatchObject({ jobRuns: [{ job: 'extract', trigger: 'start', state: 'SUCCEEDED' }] });
    expect((await runs.workflowRuns('flow', { most: 2, since: undefined })).map(({ id }) => id)).toEqual(
      ids.slice(0, 2),
    );
    const jobRuns = await runs.jobRuns('extract', { most: 10, since: all[1]?.startedAt });
    expect(jobRuns.map(({ id }) => id)).toEqual(all.slice(0, 2).map((run) => run.jobRuns[0]?.id));
    expect(await runs.jobRuns('missing', { most: 1, since: undefined })).toEqual([]);
    expect(await runs.workflowRuns('missing', { most: 1, since: undefined })).toEqual([]);
    expect(await runs.crawls('missing', { most: 1, since: undefined })).toEqual([]);
  }, 20_000);

  it('knows of no run where there has been none, or no job', async () => {
    const { runs } = await opened('print(1)');
    expect(await runs.lastJobRun('extract')).toBeUndefined();
    expect(await runs.lastJobRun('missing')).toBeUndefined();
    expect(await runs.lastWorkflowRun('flow')).toBeUndefined();
    expect(await runs.lastWorkflowRun('missing')).toBeUndefined();
    await expect(runs.jobAttempts('extract', 'jr_missing')).rejects.toMatchObject({
      awsCode: 'EntityNotFoundException',
    });
  });

  it('never sends a start twice when it may have arrived, and says so', async () => {
    const { runs, counts } = await opened('print(1)', {
      fault: ({ operation }) =>
        operation.startsWith('Start') && operation.endsWith('Run') ? 'reset-after' : undefined,
    });
    const lost = {
      code: 'GP405',
      hint: 'the run may have started all the same: look at the runs before starting it again',
    };
    await expect(runs.startJob('extract', {})).rejects.toMatchObject(lost);
    await expect(runs.startWorkflow('flow', {})).rejects.toMatchObject(lost);
    expect(counts()).toMatchObject({ StartJobRun: 1, StartWorkflowRun: 1 });
  });

  it('never sends a start twice that Glue had no time for', async () => {
    const { runs, counts } = await opened('print(1)', {
      fault: ({ operation }) => (operation === 'StartJobRun' ? { code: 'OperationTimeoutException' } : undefined),
    });
    await expect(runs.startJob('extract', {})).rejects.toMatchObject({ code: 'GP404' });
    expect(counts().StartJobRun).toBe(1);
  });

  it('repeats a start that was throttled', async () => {
    const faults = [{ code: 'ThrottlingException', message: 'Rate exceeded' }];
    const { runs, counts } = await opened('print(1)', {
      fault: ({ operation }) => (operation === 'StartJobRun' ? faults.pop() : undefined),
    });
    await runs.startJob('extract', {});
    expect(counts().StartJobRun).toBe(2);
  });
});

describe('AwsRuns of crawlers', () => {
  async function crawling(options: ServeOptions = {}) {
    const all = await endpoint(options, 'scripts');
    await all.aws.createBucket('lake');
    await all.aws.blobs('lake').putIfAbsent('raw/a.csv', '1');
    const platform = all.aws.platform(content);
    await platform.create(crawler('raw'), stack);
    await platform.create(crawler('none', { Targets: { S3Targets: [{ Path: 's3://lake/none/' }] } }), stack);
    return { ...all, platform, runs: all.aws.runs() };
  }

  const over = (run: CrawlerRun | undefined) => run != null && !['RUNNING', 'CANCELLING'].includes(run.state);

  it.each([[], ['short-pages' as const]])(
    'starts a crawl and never takes an older one for it (%s)',
    async (...quirks) => {
      const { runs } = await crawling({ quirks });
      expect(await runs.lastCrawl('raw')).toBeUndefined();
      const first = await runs.startCrawler('raw');
      expect(first).toBe(0);
      const one = await until(() => runs.crawl('raw', first), over);
      expect(one).toMatchObject({ crawler: 'raw', state: 'SUCCEEDED', errorMessage: undefined });
      await until(() => runs.lastCrawl('raw'), over);
      const second = await untilStarted(() => runs.startCrawler('raw'));
      expect(second).toBe(one?.startedAt);
      const two = await until(() => runs.crawl('raw', second), over);
      expect(two?.id).not.toBe(one?.id);
      expect(await runs.lastCrawl('raw')).toEqual(two);
      expect(await runs.crawl('raw', first)).toEqual(one);
    },
    20_000,
  );

  it('tells why a crawl failed', async () => {
    const { runs } = await crawling();
    const after = await runs.startCrawler('none');
    expect(await until(() => runs.crawl('none', after), over)).toMatchObject({
      state: 'FAILED',
      errorMessage: 'nothing to crawl at s3://lake/none/: it holds no object on the local endpoint',
    });
  });

  it('stops a crawl, and is content with one that is stopping or has just ended', async () => {
    const { runs } = await crawling({ delays: { crawl: 600_000, crawlEnd: 600_000 } });
    const after = await runs.startCrawler('raw');
    await runs.stopCrawler('raw');
    await runs.stopCrawler('raw');
    expect(over(await runs.crawl('raw', after))).toBe(false);
    await runs.stopCrawler('none');
    await expect(runs.stopCrawler('gone')).rejects.toMatchObject({ awsCode: 'EntityNotFoundException' });
  });

  it('takes a running crawler for the crawl that its list does not show yet', async () => {
    const { runs, server } = await crawling({ delays: { crawl: 600_000 } });
    const after = await runs.startCrawler('raw');
    const late = Date.now() + 1_000_000;
    expect(await runs.crawl('raw', late)).toEqual({
      id: undefined,
      crawler: 'raw',
      state: 'RUNNING',
      startedAt: undefined,
      completedAt: undefined,
      errorMessage: undefined,
    });
    expect(await runs.crawl('none', after)).toBeUndefined();
    expect(server.port).toBeGreaterThan(0);
  });

  it('shows the crawls of a workflow run', async () => {
    const { runs, platform } = await crawling();
    await platform.create(workflow('flow'), stack);
    const Actions = [{ CrawlerName: 'raw' }, { CrawlerName: 'none' }];
    await platform.create(trigger('start', { WorkflowName: 'flow', Actions }), stack);
    const id = await runs.startWorkflow('flow', {});
    const run = await until(
      () => runs.workflowRun('flow', id),
      ({ status }) => status === 'COMPLETED',
    );
    expect(run.crawlerRuns.map(({ crawler: name, state }) => [name, state])).toEqual([
      ['raw', 'SUCCEEDED'],
      ['none', 'FAILED'],
    ]);
    expect(run.crawlerRuns[0]?.completedAt).toBeGreaterThanOrEqual(run.crawlerRuns[0]?.startedAt ?? Infinity);
  });

  it('does not start a crawl twice by itself', async () => {
    const all = await crawling({
      fault: ({ operation }) =>
        operation === 'StartCrawler' ? { code: 'OperationTimeoutException', message: 'x', status: 400 } : undefined,
    });
    all.clear();
    await expect(all.runs.startCrawler('raw')).rejects.toThrow();
    expect(all.counts().StartCrawler).toBe(1);
  });
});

/** A crawler may be coming to rest when its crawl is in the list already. */
async function untilStarted(start: () => Promise<number>): Promise<number> {
  return (await until(
    () => start().catch(() => undefined),
    (after) => after != null,
  ))!;
}
