import type { CreateTriggerRequest } from '@aws-sdk/client-glue';
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import type { Fired } from '../../src/runs/schedules.ts';
import { standingClock } from '../endpoint.ts';
import { startLocal } from './local.ts';
import { endOf, makeJob, makeTrigger, runsOf } from './pipeline.ts';
import { until } from './until.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) {
    await close();
  }
});

const minute = 60_000;

/** A server whose schedules fire, at 01:58 of its own time, which passes only by `clock.advance`. */
async function scheduled() {
  const clock = standingClock(Date.UTC(2026, 10, 28, 1, 58, 30));
  const fired: Fired[] = [];
  const running = await startLocal(
    { grace: 200, onSchedule: (each) => fired.push(each) },
    { clock, delays: { transition: 0, deletion: 0, crawl: 0, crawlEnd: 0 } },
  );
  open.push(() => running.stop());
  // Any request lets happen what is due.
  const pass = async (minutes: number) => {
    clock.advance(minutes * minute);
    await running.glue.listTriggers({});
  };
  return { ...running, clock, fired, pass };
}

const daily = 'cron(0 2 * * ? *)';

/** A trigger that starts the job `load` by a schedule. */
function starting(Name: string, Schedule: string, more: Partial<CreateTriggerRequest> = {}): CreateTriggerRequest {
  return { Name, Type: 'SCHEDULED', Schedule, StartOnCreation: true, Actions: [{ JobName: 'load' }], ...more };
}

describe('a schedule whose time has come', () => {
  it('starts the workflow of its trigger, once, and tells of the run', async () => {
    const local = await scheduled();
    await local.glue.createWorkflow({ Name: 'w' });
    await makeJob(local, 'load', 'pass');
    await makeTrigger(local, starting('start', daily, { WorkflowName: 'w' }));
    await local.pass(1);
    expect(local.fired).toEqual([]);
    await local.pass(1);
    await local.pass(0);
    const { Runs: runs } = await local.glue.getWorkflowRuns({ Name: 'w' });
    expect(local.fired).toEqual([
      {
        at: Date.UTC(2026, 10, 28, 2, 0),
        kind: 'trigger',
        name: 'start',
        workflow: 'w',
        runId: runs?.[0]?.WorkflowRunId,
      },
    ]);
    await local.pass(1);
    expect(local.fired).toHaveLength(1);
    const [run] = await until('its job runs', async () => {
      const found = await runsOf(local, 'load');
      return found.length > 0 && found;
    });
    expect(await endOf(local, 'load', run?.Id)).toMatchObject({ JobRunState: 'SUCCEEDED', TriggerName: 'start' });
  });

  it('starts the jobs of a trigger outside any workflow, and a crawler', async () => {
    const local = await scheduled();
    await makeJob(local, 'load', 'pass');
    await makeTrigger(local, starting('alone', daily));
    await local.glue.createCrawler({
      Name: 'raw',
      Role: 'r',
      DatabaseName: 'd',
      Targets: { S3Targets: [{ Path: 's3://b/x/' }] },
      Schedule: daily,
    });
    await local.pass(2);
    expect(local.fired.map(({ kind, name }) => `${kind} ${name}`).toSorted()).toEqual(['crawler raw', 'trigger alone']);
    await until('the job runs', async () => (await runsOf(local, 'load')).length === 1);
    await until(
      'the crawler crawled',
      async () => ((await local.glue.listCrawls({ CrawlerName: 'raw' })).Crawls ?? []).length === 1,
    );
  });

  it('starts nothing by a trigger that is stopped', async () => {
    const local = await scheduled();
    await makeJob(local, 'load', 'pass');
    await makeTrigger(local, starting('off', daily, { StartOnCreation: false }));
    await local.pass(5);
    expect(local.fired).toEqual([]);
  });

  it('says why it could start nothing', async () => {
    const local = await scheduled();
    await local.glue.createWorkflow({ Name: 'w', MaxConcurrentRuns: 1 });
    await makeJob(local, 'load', 'import time\ntime.sleep(600)');
    await makeTrigger(local, starting('start', 'cron(0/30 2 * * ? *)', { WorkflowName: 'w' }));
    await local.pass(2);
    await local.pass(30);
    expect(local.fired.map(({ problem }) => problem)).toEqual([undefined, 'Concurrent runs exceeded for workflow: w.']);
  });

  it('is made up for when the machine was busy, and not when it slept', async () => {
    const local = await scheduled();
    await makeJob(local, 'load', 'pass');
    await makeTrigger(local, starting('alone', daily));
    await local.pass(5);
    expect(local.fired).toHaveLength(1);
    await local.pass(24 * 60 + 20);
    expect(local.fired).toHaveLength(1);
  });
});

describe('a server that is not told to', () => {
  it('fires no schedule', async () => {
    const clock = standingClock(Date.UTC(2026, 10, 28, 1, 58, 30));
    const local = await startLocal({}, { clock, delays: { transition: 0 } });
    open.push(() => local.stop());
    await makeJob(local, 'load', 'pass');
    await makeTrigger(local, starting('alone', daily));
    clock.advance(5 * minute);
    await local.glue.listTriggers({});
    expect(await runsOf(local, 'load')).toEqual([]);
  });
});
