import { describe, expect, it } from '@jest/globals';
import {
  CreateCrawlerCommand,
  CreateJobCommand,
  CreateTriggerCommand,
  CreateWorkflowCommand,
  DeleteJobCommand,
  GetCrawlerCommand,
  GetJobCommand,
  GetTagsCommand,
  GetWorkflowCommand,
  ListJobsCommand,
  StartCrawlerCommand,
  StopCrawlerScheduleCommand,
  UpdateCrawlerCommand,
  UpdateJobCommand,
  UpdateTriggerCommand,
  UpdateWorkflowCommand,
  paginateListJobs,
} from '@aws-sdk/client-glue';
import type { CreateCrawlerRequest, Job } from '@aws-sdk/client-glue';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine, isQuirk, quirks } from '../src/index.ts';
import type { Quirk } from '../src/index.ts';
import { endpoint, refusal, standingClock } from './endpoint.ts';
import type { Clients } from './endpoint.ts';

const definition = { Role: 'r', Command: { Name: 'glueetl' } };
const job = (Name: string, Tags: Record<string, string> = {}): CreateJobCommand =>
  new CreateJobCommand({ Name, ...definition, Tags });

const crawler = (more: Partial<CreateCrawlerRequest> = {}): CreateCrawlerCommand =>
  new CreateCrawlerCommand({ Name: 'c', Role: 'r', Targets: { S3Targets: [{ Path: 's3://lake/raw' }] }, ...more });

/** The answer of one question without any quirk, and with that one. */
async function both<T>(quirk: Quirk, ask: (clients: Clients, settle: () => void) => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = [];
  for (const set of [[], [quirk]]) {
    const clock = standingClock();
    answers.push(await ask(await endpoint({ quirks: set, clock }), () => clock.advance(60_000)));
  }
  return answers;
}

async function updatedJob({ glue }: Clients): Promise<Job | undefined> {
  await glue.send(job('j'));
  await glue.send(new UpdateJobCommand({ JobName: 'j', JobUpdate: definition }));
  return (await glue.send(new GetJobCommand({ JobName: 'j' }))).Job;
}

describe('quirks', () => {
  it('update-trigger-refused-when-activated', async () => {
    const outcome = await both('update-trigger-refused-when-activated', async ({ glue }, settle) => {
      await glue.send(job('j'));
      const Actions = [{ JobName: 'j' }];
      const Schedule = 'cron(0 2 * * ? *)';
      await glue.send(
        new CreateTriggerCommand({ Name: 't', Type: 'SCHEDULED', Schedule, Actions, StartOnCreation: true }),
      );
      settle();
      const update = glue.send(new UpdateTriggerCommand({ Name: 't', TriggerUpdate: { Schedule, Actions } }));
      return update.then(
        () => 'accepted',
        (error: unknown) => String(error),
      );
    });
    expect(outcome).toEqual([
      'accepted',
      'InvalidInputException: The operation is not allowed when trigger is in state: ACTIVATED',
    ]);
  });

  it('update-workflow-merges', async () => {
    const outcome = await both('update-workflow-merges', async ({ glue }) => {
      await glue.send(new CreateWorkflowCommand({ Name: 'w', Description: 'old', MaxConcurrentRuns: 3 }));
      await glue.send(new UpdateWorkflowCommand({ Name: 'w', Description: '' }));
      const { Workflow } = await glue.send(new GetWorkflowCommand({ Name: 'w' }));
      return [Workflow?.Description, Workflow?.MaxConcurrentRuns];
    });
    expect(outcome).toEqual([
      ['', undefined],
      ['', 3],
    ]);
  });

  it('workers-stick', async () => {
    const [without, withIt] = await both('workers-stick', updatedJob);
    expect([without?.WorkerType, without?.NumberOfWorkers]).toEqual([undefined, undefined]);
    expect([withIt?.WorkerType, withIt?.NumberOfWorkers, withIt?.MaxCapacity]).toEqual(['G.1X', 10, 10]);
  });

  it('default-glue-version-5.1', async () => {
    const outcome = await both('default-glue-version-5.1', updatedJob);
    expect(outcome.map((one) => one?.GlueVersion)).toEqual(['6.0', '5.1']);
  });

  it('default-timeout-2880', async () => {
    const outcome = await both('default-timeout-2880', updatedJob);
    expect(outcome.map((one) => one?.Timeout)).toEqual([480, 2880]);
  });

  it('short-pages', async () => {
    const outcome = await both('short-pages', async ({ glue }) => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        await glue.send(job(name));
      }
      const pages: (readonly string[] | undefined)[] = [];
      for await (const page of paginateListJobs({ client: glue, pageSize: 100 }, {})) {
        pages.push(page.JobNames);
      }
      return pages;
    });
    expect(outcome).toEqual([[['a', 'b', 'c', 'd', 'e']], [[], ['a', 'b'], ['c', 'd'], ['e']]]);
  });

  it('late-tags', async () => {
    const outcome = await both('late-tags', async ({ glue, tagging }, settle) => {
      const count = async (): Promise<number | undefined> =>
        (await tagging.send(new GetResourcesCommand({}))).ResourceTagMappingList?.length;
      await glue.send(job('j', { k: 'v' }));
      const early = await count();
      const ResourceArn = 'arn:aws:glue:us-east-1:000000000000:job/j';
      const { Tags } = await glue.send(new GetTagsCommand({ ResourceArn }));
      settle();
      const late = await count();
      await glue.send(new DeleteJobCommand({ JobName: 'j' }));
      const ghost = await count();
      settle();
      return { early, Tags, late, ghost, end: await count() };
    });
    expect(outcome).toEqual([
      { early: 1, Tags: { k: 'v' }, late: 1, ghost: 0, end: 0 },
      { early: 0, Tags: { k: 'v' }, late: 1, ghost: 1, end: 0 },
    ]);
  });

  it('tags-or', async () => {
    const outcome = await both('tags-or', async ({ glue }) => {
      await glue.send(job('both', { a: '1', b: '1' }));
      await glue.send(job('one', { a: '1' }));
      return (await glue.send(new ListJobsCommand({ Tags: { a: '1', b: '1' } }))).JobNames;
    });
    expect(outcome).toEqual([['both'], ['both', 'one']]);
  });

  it('update-crawler-overwrites', async () => {
    const outcome = await both('update-crawler-overwrites', async ({ glue }) => {
      await glue.send(crawler({ Description: 'd', Schedule: 'cron(0 2 * * ? *)' }));
      await glue.send(new UpdateCrawlerCommand({ Name: 'c', TablePrefix: 'p' }));
      const { Crawler } = await glue.send(new GetCrawlerCommand({ Name: 'c' }));
      return [Crawler?.Description, Crawler?.Schedule?.ScheduleExpression, Crawler?.Role, Crawler?.TablePrefix];
    });
    expect(outcome).toEqual([
      ['d', 'cron(0 2 * * ? *)', 'r', 'p'],
      [undefined, undefined, 'r', 'p'],
    ]);
  });

  it('update-crawler-starts-schedule', async () => {
    const outcome = await both('update-crawler-starts-schedule', async ({ glue }, settle) => {
      const Schedule = 'cron(0 2 * * ? *)';
      await glue.send(crawler({ Schedule }));
      await glue.send(new StopCrawlerScheduleCommand({ CrawlerName: 'c' }));
      settle();
      await glue.send(new UpdateCrawlerCommand({ Name: 'c', Schedule }));
      return (await glue.send(new GetCrawlerCommand({ Name: 'c' }))).Crawler?.Schedule?.State;
    });
    expect(outcome).toEqual(['NOT_SCHEDULED', 'SCHEDULED']);
  });

  it('crawler-running-exception', async () => {
    const codes: string[] = [];
    for (const quirks of [[], ['crawler-running-exception'] as const]) {
      const { glue } = await endpoint({ quirks, engine: createEngine, delays: { crawl: 600_000 } });
      await glue.send(crawler());
      await glue.send(new StartCrawlerCommand({ Name: 'c' }));
      codes.push((await refusal(glue.send(new UpdateCrawlerCommand({ Name: 'c' })))).split(':')[0] ?? '');
    }
    expect(codes).toEqual(['InvalidInputException', 'CrawlerRunningException']);
  });

  it('crawler-targets-checked', async () => {
    const outcome = await both('crawler-targets-checked', async ({ glue }) =>
      glue.send(crawler()).then(
        () => 'accepted',
        (error: unknown) => String(error),
      ),
    );
    expect(outcome).toEqual(['accepted', 'InvalidInputException: S3 bucket lake does not exist']);
  });

  it('are known by name and nothing else is', () => {
    expect([isQuirk('late-tags'), isQuirk('late'), isQuirk('constructor')]).toEqual([true, false, false]);
  });

  it('all together still let a job be made, updated and read', async () => {
    const all = Object.keys(quirks) as Quirk[];
    const clients = await endpoint({ quirks: all });
    expect(await updatedJob(clients)).toMatchObject({ GlueVersion: '5.1', Timeout: 2880, WorkerType: 'G.1X' });
    expect(await refusal(clients.glue.send(job('j')))).toMatch(/^AlreadyExists/);
  });
});

describe('SPEC.md', () => {
  it('names every quirk, and no other', async () => {
    const spec = await readFile(join(import.meta.dirname, '../SPEC.md'), 'utf8');
    const named = [...spec.matchAll(/quirk `([^`]+)`/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(Object.keys(quirks).sort());
  });

  it('gives each behaviour a mark, and a source unless it is ours', async () => {
    const spec = await readFile(join(import.meta.dirname, '../SPEC.md'), 'utf8');
    const [behaviours = ''] = spec.split('## Our own routes');
    const rows = behaviours.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| behaviour'));
    const bad = rows.filter((row) => !/^\| .+ \| ((doc|reported|assumed) \| .+|ours \|.*) \|$/.test(row));
    expect(rows.length).toBeGreaterThan(100);
    expect(bad).toEqual([]);
  });
});
