import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Crawler, CrawlerNodeDetails, CrawlerTargets, TriggerType, WorkflowRun } from '@aws-sdk/client-glue';
import { crawlsOf } from '../../src/glue/crawler-records.ts';
import { crawlReport, serve } from '../../src/index.ts';
import { RunEngine } from '../../src/runs/engine.ts';
import { clientsOf, startLocal } from './local.ts';
import type { RunningLocal } from './local.ts';
import { makeJob, makeTrigger, statesByJob, workflowEnd, workflowToEnd } from './pipeline.ts';
import { until } from './until.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

let local: RunningLocal;

beforeAll(async () => {
  local = await startLocal();
  await local.putScript('data/a.csv', '1');
  await local.putScript('data/b.csv', '2');
});

afterAll(async () => {
  await local.stop();
});

const here: CrawlerTargets = { S3Targets: [{ Path: 's3://scripts/data/' }] };

async function makeCrawler(Name: string, Targets = here, server = local): Promise<void> {
  await server.glue.createCrawler({ Name, Role: 'r', DatabaseName: 'd', Targets });
}

async function crawlToEnd(Name: string, server = local): Promise<Crawler> {
  await server.glue.startCrawler({ Name });
  return idle(Name, server);
}

async function idle(Name: string, server = local): Promise<Crawler> {
  return until(`crawler ${Name} is READY`, async () => {
    const { Crawler: crawler } = await server.glue.getCrawler({ Name });
    return crawler?.State === 'READY' ? crawler : undefined;
  });
}

describe('a crawl', () => {
  it('looks at the addresses, writes nothing, and is in history, crawler, metrics and report', async () => {
    const targets: CrawlerTargets = { ...here, JdbcTargets: [{ ConnectionName: 'db', Path: 'x/%' }] };
    await makeCrawler('good', targets);
    const { LastCrawl: last } = await crawlToEnd('good');
    expect(last).toMatchObject({ Status: 'SUCCEEDED', LogGroup: '/aws-glue/crawlers', LogStream: 'good' });
    const { Crawls: crawls } = await local.glue.listCrawls({ CrawlerName: 'good' });
    expect(crawls).toEqual([
      {
        CrawlId: last?.MessagePrefix,
        State: 'COMPLETED',
        StartTime: last?.StartTime,
        EndTime: expect.any(Date),
        LogGroup: '/aws-glue/crawlers',
        LogStream: 'good',
        MessagePrefix: last?.MessagePrefix,
      },
    ]);
    expect(await crawlReport(local.server, last?.MessagePrefix ?? '')).toEqual({
      crawlId: last?.MessagePrefix,
      crawlerName: 'good',
      state: 'SUCCEEDED',
      ended: true,
      lines: [
        's3://scripts/data/: 2 objects',
        'JdbcTargets: 1 not looked at, since they are not on this machine',
        'no table was written: the local endpoint has no Data Catalog',
      ],
    });
    const { CrawlerMetricsList: metrics } = await local.glue.getCrawlerMetrics({ CrawlerNameList: ['good'] });
    expect(metrics).toMatchObject([{ CrawlerName: 'good', StillEstimating: false, TablesCreated: 0 }]);
  });

  it.each([
    ['s3://scripts/none/', 'nothing to crawl at s3://scripts/none/: it holds no object on the local endpoint'],
    ['s3://scripts/dat', 'nothing to crawl at s3://scripts/dat: it holds no object on the local endpoint'],
    ['s3://nowhere/x', 'nothing to crawl at s3://nowhere/x: the bucket nowhere does not exist on the local endpoint'],
  ])('of %s fails', async (Path, message) => {
    const name = `bad-${Path}`;
    await makeCrawler(name, { S3Targets: [...(here.S3Targets ?? []), { Path }] });
    expect((await crawlToEnd(name)).LastCrawl).toMatchObject({ Status: 'FAILED', ErrorMessage: message });
  });

  it.each<readonly [string, CrawlerTargets]>([
    ['an object by its key', { S3Targets: [{ Path: 's3://scripts/data/a.csv' }] }],
    ['a whole bucket', { S3Targets: [{ Path: 's3://scripts' }] }],
    ['a folder without its slash, of Delta Lake', { DeltaTargets: [{ DeltaTables: ['s3://scripts/data'] }] }],
    ['folders of Iceberg', { IcebergTargets: [{ Paths: ['s3://scripts/data/'] }] }],
  ])('of %s succeeds', async (what, targets) => {
    await makeCrawler(what, targets);
    expect((await crawlToEnd(what)).LastCrawl?.Status).toBe('SUCCEEDED');
  });
});

describe('a crawler that runs', () => {
  let slow: RunningLocal;
  beforeAll(async () => {
    slow = await startLocal({}, { delays: { crawl: 600_000, crawlEnd: 300 } });
    await makeCrawler('c', here, slow);
    await slow.glue.startCrawler({ Name: 'c' });
  });
  afterAll(async () => {
    await slow.stop();
  });

  it('is RUNNING, then STOPPING when it is stopped, then READY; all the while nothing else may be done with it', async () => {
    const name = { Name: 'c' };
    expect((await slow.glue.getCrawler(name)).Crawler).toMatchObject({ State: 'RUNNING' });
    const refused = async (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => String(error));
    expect([
      await refused(slow.glue.startCrawler(name)),
      await refused(slow.glue.updateCrawler(name)),
      await refused(slow.glue.deleteCrawler(name)),
    ]).toEqual([
      'CrawlerRunningException: Crawler with name c has already started',
      'InvalidInputException: Cannot update Crawler while running. Please stop crawl or wait until it completes to update.',
      'CrawlerRunningException: Crawler with name c is running',
    ]);
    await slow.glue.stopCrawler(name);
    expect((await slow.glue.getCrawler(name)).Crawler?.State).toBe('STOPPING');
    expect(await refused(slow.glue.stopCrawler(name))).toMatch(/^CrawlerStoppingException/);
    expect(await refused(slow.glue.deleteCrawler(name))).toMatch(/^CrawlerRunningException/);
    expect((await idle('c', slow)).LastCrawl?.Status).toBe('CANCELLED');
    expect(await refused(slow.glue.stopCrawler(name))).toMatch(/^CrawlerNotRunningException/);
    const { Crawls: crawls } = await slow.glue.listCrawls({ CrawlerName: 'c' });
    expect(crawls?.map(({ State }) => State)).toEqual(['STOPPED']);
    await slow.glue.deleteCrawler(name);
    expect(await refused(slow.glue.listCrawls({ CrawlerName: 'c' }))).toMatch(/^EntityNotFoundException/);
  });
});

describe('ListCrawls', () => {
  it('gives the newest first, by pages and filters', async () => {
    await makeCrawler('often');
    await crawlToEnd('often');
    await crawlToEnd('often');
    await crawlToEnd('often');
    const { Crawls: all = [] } = await local.glue.listCrawls({ CrawlerName: 'often' });
    const starts = all.map(({ StartTime: start }) => start?.getTime() ?? 0);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    const first = await local.glue.listCrawls({ CrawlerName: 'often', MaxResults: 2 });
    const rest = await local.glue.listCrawls({ CrawlerName: 'often', NextToken: first.NextToken });
    expect([...(first.Crawls ?? []), ...(rest.Crawls ?? [])]).toEqual(all);
    const ids = async (
      FieldName: 'START_TIME' | 'CRAWL_ID' | 'STATE',
      FilterOperator: 'GE' | 'EQ' | 'NE',
      value: string,
    ) => {
      const Filters = [{ FieldName, FilterOperator, FieldValue: value }];
      const { Crawls: found = [] } = await local.glue.listCrawls({ CrawlerName: 'often', Filters });
      return found.map(({ CrawlId }) => CrawlId);
    };
    const [newest, ...older] = all.map(({ CrawlId }) => CrawlId ?? '');
    expect(await ids('START_TIME', 'GE', String(starts[0]))).toEqual([newest]);
    expect(await ids('CRAWL_ID', 'NE', newest ?? '')).toEqual(older);
    expect(await ids('STATE', 'EQ', 'FAILED')).toEqual([]);
  });
});

type Step = string | { readonly crawler: string };

/** Makes a workflow of triggers, each: what it waits for, and what it starts. */
async function makeWorkflow(
  name: string,
  steps: readonly (readonly [readonly Step[], readonly Step[]])[],
  server = local,
) {
  await server.glue.createWorkflow({ Name: name });
  for (const [index, [watched, starts]] of steps.entries()) {
    const Type: TriggerType = watched.length === 0 ? 'ON_DEMAND' : 'CONDITIONAL';
    await makeTrigger(server, {
      Name: `${name}-${index}`,
      WorkflowName: name,
      Type,
      Actions: starts.map((step) => (typeof step === 'string' ? { JobName: step } : { CrawlerName: step.crawler })),
      ...(watched.length === 0
        ? {}
        : {
            StartOnCreation: true,
            Predicate: {
              Logical: 'AND' as const,
              Conditions: watched.map((step) =>
                typeof step === 'string'
                  ? { LogicalOperator: 'EQUALS' as const, JobName: step, State: 'SUCCEEDED' as const }
                  : { LogicalOperator: 'EQUALS' as const, CrawlerName: step.crawler, CrawlState: 'SUCCEEDED' as const },
              ),
            },
          }),
    });
  }
}

const crawlsBy = ({ Graph }: WorkflowRun): Record<string, CrawlerNodeDetails['Crawls']> =>
  Object.fromEntries(
    (Graph?.Nodes ?? [])
      .filter(({ Type }) => Type === 'CRAWLER')
      .map(({ Name, CrawlerDetails }) => [Name ?? '', CrawlerDetails?.Crawls]),
  );

describe('crawlers in a workflow', () => {
  it('run before, between and after jobs', async () => {
    await makeJob(local, 'first', 'pass');
    await makeJob(local, 'second', 'pass');
    for (const name of ['before', 'between', 'after']) {
      await makeCrawler(name);
    }
    const [before, between, after] = [{ crawler: 'before' }, { crawler: 'between' }, { crawler: 'after' }];
    await makeWorkflow('all', [
      [[], [before]],
      [[before], ['first']],
      [['first'], [between]],
      [[between], ['second']],
      [['second'], [after]],
    ]);
    const run = await workflowToEnd(local, 'all');
    expect(run).toMatchObject({ Status: 'COMPLETED', Statistics: { TotalActions: 5, SucceededActions: 5 } });
    expect(statesByJob(run)).toEqual({ first: ['SUCCEEDED'], second: ['SUCCEEDED'] });
    const crawl = {
      State: 'SUCCEEDED',
      LogGroup: '/aws-glue/crawlers',
      StartedOn: expect.any(Date),
      CompletedOn: expect.any(Date),
    };
    expect(crawlsBy(run)).toEqual({
      before: [{ ...crawl, LogStream: 'before' }],
      between: [{ ...crawl, LogStream: 'between' }],
      after: [{ ...crawl, LogStream: 'after' }],
    });
    const jobRun = run.Graph?.Nodes?.find(({ Name }) => Name === 'second')?.JobDetails?.JobRuns?.[0];
    const ended = crawlsBy(run).between?.[0]?.CompletedOn?.getTime() ?? Infinity;
    expect(jobRun?.StartedOn?.getTime()).toBeGreaterThanOrEqual(ended);
  });

  it('stop their branch when they fail, and no other', async () => {
    await makeJob(local, 'waits', 'pass');
    await makeJob(local, 'goes-on', 'pass');
    await makeCrawler('fails', { S3Targets: [{ Path: 's3://scripts/nothing/' }] });
    await makeCrawler('works');
    const [fails, works] = [{ crawler: 'fails' }, { crawler: 'works' }];
    await makeWorkflow('branches', [
      [[], [fails, works]],
      [[fails], ['waits']],
      [[works], ['goes-on']],
    ]);
    const run = await workflowToEnd(local, 'branches');
    expect(statesByJob(run)).toEqual({ waits: [], 'goes-on': ['SUCCEEDED'] });
    expect(run.Statistics).toMatchObject({ TotalActions: 4, FailedActions: 1, SucceededActions: 2 });
    expect(crawlsBy(run).fails).toMatchObject([
      { State: 'FAILED', ErrorMessage: expect.stringMatching(/^nothing to/) },
    ]);
  });

  it('FAIL when they run already, and are an ERROR when they are gone', async () => {
    const slow = await startLocal({}, { delays: { crawl: 600_000 } });
    try {
      await makeCrawler('busy', here, slow);
      await makeCrawler('gone', here, slow);
      await makeWorkflow('w', [[[], [{ crawler: 'busy' }, { crawler: 'gone' }]]], slow);
      await slow.glue.deleteCrawler({ Name: 'gone' });
      await slow.glue.startCrawler({ Name: 'busy' });
      const run = await workflowToEnd(slow, 'w');
      expect(crawlsBy(run)).toMatchObject({
        busy: [{ State: 'FAILED', ErrorMessage: 'Crawler with name busy has already started' }],
        gone: [{ State: 'ERROR', ErrorMessage: 'the crawler gone does not exist' }],
      });
      expect(run.Statistics).toMatchObject({ FailedActions: 1, ErroredActions: 1 });
    } finally {
      await slow.stop();
    }
  });

  it('are stopped with their run', async () => {
    const slow = await startLocal({}, { delays: { crawl: 600_000 } });
    try {
      await makeCrawler('long', here, slow);
      await makeWorkflow('w', [[[], [{ crawler: 'long' }]]], slow);
      const { RunId } = await slow.glue.startWorkflowRun({ Name: 'w' });
      const { Run: going } = await slow.glue.getWorkflowRun({ Name: 'w', RunId, IncludeGraph: true });
      expect(going?.Statistics).toMatchObject({ RunningActions: 1 });
      expect(crawlsBy(going ?? {}).long).toMatchObject([{ State: 'RUNNING' }]);
      await slow.glue.stopWorkflowRun({ Name: 'w', RunId });
      const run = await workflowEnd(slow, 'w', RunId);
      expect(run).toMatchObject({ Status: 'STOPPED', Statistics: { StoppedActions: 1 } });
      expect(crawlsBy(run).long).toMatchObject([{ State: 'CANCELLED' }]);
    } finally {
      await slow.stop();
    }
  });
});

describe('a crawl that a killed server left', () => {
  it('has FAILED, saying why, and its crawler is READY', async () => {
    const left = { id: 'x', crawler: 'c', state: 'RUNNING' as const, startedOn: 1, lines: [], sequence: 1 };
    const server = await serve({
      engine: (context) => {
        crawlsOf(context.store).put(left.id, left);
        return new RunEngine(context);
      },
    });
    try {
      const { glue } = await clientsOf(server);
      await glue.createCrawler({ Name: 'c', Role: 'r', Targets: here });
      const { Crawler: crawler } = await glue.getCrawler({ Name: 'c' });
      const why = 'the local endpoint ended while this run was going on';
      expect(crawler).toMatchObject({ State: 'READY', LastCrawl: { Status: 'FAILED', ErrorMessage: why } });
    } finally {
      await server.stop();
    }
  });
});
