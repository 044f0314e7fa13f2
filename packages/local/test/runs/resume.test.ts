import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { refusal } from '../endpoint.ts';
import { startLocal } from './local.ts';
import type { RunningLocal } from './local.ts';
import { after, makeJob, makeTrigger, runsOf, statesByJob, workflowEnd, workflowToEnd } from './pipeline.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

let local: RunningLocal;

beforeAll(async () => {
  local = await startLocal({ grace: 200, parallel: 4 });
});

afterAll(async () => {
  await local.stop();
});

/** a → b → d and a → c; b fails until its script is replaced. */
async function broken(name: string): Promise<void> {
  await local.glue.createWorkflow({ Name: name });
  for (const [letter, script] of Object.entries({ a: 'pass', b: 'raise SystemExit(3)', c: 'pass', d: 'pass' })) {
    await makeJob(local, `${name}-${letter}`, script);
  }
  const job = (letter: string): string => `${name}-${letter}`;
  await makeTrigger(local, {
    Name: `${name}-start`,
    Type: 'ON_DEMAND',
    WorkflowName: name,
    Actions: [{ JobName: job('a') }],
  });
  await makeTrigger(local, after([job('a')], [job('b'), job('c')], { WorkflowName: name }));
  await makeTrigger(local, after([job('b')], [job('d')], { WorkflowName: name }));
}

async function nodeId(name: string, run: string | undefined, job: string): Promise<string> {
  const { Run: found } = await local.glue.getWorkflowRun({ Name: name, RunId: run, IncludeGraph: true });
  return found?.Graph?.Nodes?.find((node) => node.Type === 'JOB' && node.Name === job)?.UniqueId ?? '';
}

describe('ResumeWorkflowRun', () => {
  it('runs the nodes and what is behind them again, in a run that names the one before', async () => {
    await broken('mend');
    const failed = await workflowToEnd(local, 'mend');
    expect(statesByJob(failed)).toMatchObject({ 'mend-b': ['FAILED'], 'mend-c': ['SUCCEEDED'], 'mend-d': [] });
    await local.putScript('mend-b.py', 'pass');
    const node = await nodeId('mend', failed.WorkflowRunId, 'mend-b');
    const resumed = await local.glue.resumeWorkflowRun({ Name: 'mend', RunId: failed.WorkflowRunId, NodeIds: [node] });
    expect(resumed.NodeIds).toEqual([node]);
    const run = await workflowEnd(local, 'mend', resumed.RunId);
    expect(run).toMatchObject({ Status: 'COMPLETED', PreviousRunId: failed.WorkflowRunId });
    expect(statesByJob(run)).toEqual({
      'mend-a': ['SUCCEEDED'],
      'mend-b': ['SUCCEEDED'],
      'mend-c': ['SUCCEEDED'],
      'mend-d': ['SUCCEEDED'],
    });
    const counts = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (job) => (await runsOf(local, `mend-${job}`)).length),
    );
    expect(counts).toEqual([1, 2, 1, 1]);
  });

  it('refuses nodes that have not run, and a run that goes on', async () => {
    await broken('refused');
    const failed = await workflowToEnd(local, 'refused');
    const node = await nodeId('refused', failed.WorkflowRunId, 'refused-d');
    const resume = { Name: 'refused', RunId: failed.WorkflowRunId };
    expect(await refusal(local.glue.resumeWorkflowRun({ ...resume, NodeIds: [node] }))).toMatch(
      /^InvalidInputException: Node wnode_\w+ has no run in workflow run/,
    );
    await local.putScript('refused-a.py', 'import time\ntime.sleep(60)\n');
    const { RunId: going } = await local.glue.startWorkflowRun({ Name: 'refused' });
    expect(await refusal(local.glue.resumeWorkflowRun({ ...resume, RunId: going, NodeIds: [node] }))).toMatch(
      /^IllegalWorkflowStateException: Workflow run \w+ is in state RUNNING$/,
    );
  });
});
