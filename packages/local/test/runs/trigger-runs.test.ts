import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startLocal } from './local.ts';
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
