import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RunEngine } from '../../src/runs/engine.ts';
import { serve } from '../../src/server/serve.ts';
import { clientsOf, startLocal } from './local.ts';
import type { RunningLocal } from './local.ts';
import { after, endOf, makeJob, makeTrigger, runsOf, statesByJob, workflowToEnd } from './pipeline.ts';
import { until } from './until.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

let local: RunningLocal;

beforeAll(async () => {
  local = await startLocal();
});

afterAll(async () => {
  await local.stop();
});

describe('a crawler in a workflow', () => {
  it.each([
    ['fail', 'FAILED', 'crawlers are not run locally'],
    ['pass', 'SUCCEEDED', undefined],
  ] as const)('crawls nothing; set to %s it is %s', async (crawlers, State, ErrorMessage) => {
    const server = await serve({
      engine: (context) => {
        // Only its name counts here.
        context.store.collection('glue-crawlers').put('raw', {});
        return new RunEngine(context, { crawlers });
      },
    });
    try {
      const crawling = await clientsOf(server);
      await makeJob(crawling, 'load', 'pass');
      await crawling.glue.createWorkflow({ Name: 'w' });
      const inWorkflow = { WorkflowName: 'w' };
      await makeTrigger(crawling, { Name: 'go', Type: 'ON_DEMAND', Actions: [{ CrawlerName: 'raw' }], ...inWorkflow });
      const Conditions = [{ CrawlerName: 'raw', CrawlState: 'SUCCEEDED', LogicalOperator: 'EQUALS' }] as const;
      await makeTrigger(crawling, after([], ['load'], { ...inWorkflow, Predicate: { Conditions: [...Conditions] } }));
      const run = await workflowToEnd(crawling, 'w');
      const [node] = run.Graph?.Nodes?.filter((found) => found.Type === 'CRAWLER') ?? [];
      expect(node?.CrawlerDetails?.Crawls).toMatchObject([{ State, ...(ErrorMessage && { ErrorMessage }) }]);
      expect(statesByJob(run)).toEqual({ load: crawlers === 'pass' ? ['SUCCEEDED'] : [] });
    } finally {
      await server.stop();
    }
  });
});

describe('StartWorkflowRun on a scheduled workflow', () => {
  it('starts it, though nothing else here does, and is refused with the quirk', async () => {
    const strict = await startLocal({}, { quirks: ['start-workflow-refused-on-schedule'] });
    try {
      for (const server of [local, strict]) {
        await server.glue.createWorkflow({ Name: 'nightly' });
        await makeJob(server, 'nightly-a', 'pass');
        await makeTrigger(server, {
          Name: 'nightly-start',
          Type: 'SCHEDULED',
          Schedule: 'cron(0 2 * * ? *)',
          WorkflowName: 'nightly',
          Actions: [{ JobName: 'nightly-a' }],
        });
      }
      expect(statesByJob(await workflowToEnd(local, 'nightly'))).toEqual({ 'nightly-a': ['SUCCEEDED'] });
      await expect(strict.glue.startWorkflowRun({ Name: 'nightly' })).rejects.toMatchObject({
        name: 'InvalidInputException',
      });
    } finally {
      await strict.stop();
    }
  });
});

describe('triggers outside workflows', () => {
  it('start their jobs now, and conditional ones follow them', async () => {
    for (const name of ['s-a', 's-b', 's-c']) {
      await makeJob(local, name, 'pass');
    }
    await makeTrigger(local, { Name: 's-go', Type: 'ON_DEMAND', Actions: [{ JobName: 's-a' }] });
    await makeTrigger(local, after(['s-a'], ['s-b']));
    await makeTrigger(local, after(['s-b'], ['s-c']));
    await local.glue.startTrigger({ Name: 's-go' });
    const [last] = await until('the chain has come to its end', async () => {
      const runs = await runsOf(local, 's-c');
      return runs[0]?.CompletedOn == null ? undefined : runs;
    });
    expect(last).toMatchObject({ JobRunState: 'SUCCEEDED', TriggerName: 'run-s-c' });
    // A run by hand cascades nowhere.
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 's-a' });
    await endOf(local, 's-a', id);
    expect(await runsOf(local, 's-b')).toHaveLength(1);
  });
});
