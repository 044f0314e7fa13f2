import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startLocal } from './local.ts';
import type { RunningLocal } from './local.ts';
import {
  after,
  endOf,
  inState,
  makeJob,
  makeTrigger,
  runsOf,
  statesByJob,
  workflowEnd,
  workflowToEnd,
} from './pipeline.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

let local: RunningLocal;

beforeAll(async () => {
  local = await startLocal({ minute: 300, grace: 200, parallel: 4 });
});

afterAll(async () => {
  await local.stop();
});

/** A workflow of jobs called `<workflow>-<letter>`; `start` names the roots. */
async function workflow(
  name: string,
  scripts: Readonly<Record<string, string>>,
  start: readonly string[],
  edges: readonly (readonly [readonly string[], readonly string[]])[],
): Promise<void> {
  await local.glue.createWorkflow({ Name: name, DefaultRunProperties: { day: 'monday', size: 'small' } });
  for (const [letter, script] of Object.entries(scripts)) {
    await makeJob(local, `${name}-${letter}`, script);
  }
  const full = (letters: readonly string[]): string[] => letters.map((letter) => `${name}-${letter}`);
  await makeTrigger(local, {
    Name: `${name}-start`,
    Type: 'ON_DEMAND',
    WorkflowName: name,
    Actions: full(start).map((JobName) => ({ JobName, Arguments: { '--from': 'trigger' } })),
  });
  for (const [watched, starts] of edges) {
    await makeTrigger(local, after(full(watched), full(starts), { WorkflowName: name }));
  }
}

describe('a run of a workflow', () => {
  it('fans out and in, each job once and in order', async () => {
    await workflow(
      'fan',
      { a: 'pass', b: 'pass', c: 'pass', d: 'pass' },
      ['a'],
      [
        [['a'], ['b', 'c']],
        [['b', 'c'], ['d']],
      ],
    );
    const run = await workflowToEnd(local, 'fan');
    expect(run.WorkflowRunId).toMatch(/^wr_[0-9a-f]{64}$/);
    expect(run.Status).toBe('COMPLETED');
    expect(run.Statistics).toEqual({
      TotalActions: 4,
      SucceededActions: 4,
      FailedActions: 0,
      TimeoutActions: 0,
      StoppedActions: 0,
      RunningActions: 0,
      ErroredActions: 0,
      WaitingActions: 0,
    });
    const runs = Object.fromEntries(
      (run.Graph?.Nodes ?? []).flatMap((node) =>
        (node.JobDetails?.JobRuns ?? []).map((job) => [node.Name ?? '', job] as const),
      ),
    );
    expect(runs['fan-d']!.StartedOn!.getTime()).toBeGreaterThanOrEqual(
      Math.max(runs['fan-b']!.CompletedOn!.getTime(), runs['fan-c']!.CompletedOn!.getTime()),
    );
    expect(runs['fan-d']).toMatchObject({ TriggerName: 'run-fan-d' });
    expect(runs['fan-d']!.PredecessorRuns?.map((before) => before.JobName).sort()).toEqual(['fan-b', 'fan-c']);
    expect(
      run.Graph?.Nodes?.map((node) => node.Type)
        .sort()
        .join(' '),
    ).toBe('JOB JOB JOB JOB TRIGGER TRIGGER TRIGGER');
    expect(run.Graph?.Edges).toHaveLength(7);
    const { Workflow: shown } = await local.glue.getWorkflow({ Name: 'fan' });
    expect(shown?.LastRun?.WorkflowRunId).toBe(run.WorkflowRunId);
  });

  it('goes on beside a failing job, whose branch stops, and is COMPLETED', async () => {
    await workflow(
      'half',
      { a: 'pass', bad: 'raise ValueError("no rows")', x: 'pass', y: 'pass', rescue: 'pass' },
      ['a', 'bad'],
      [
        [['a'], ['x']],
        [['bad'], ['y']],
        [['bad:FAILED'], ['rescue']],
      ],
    );
    const run = await workflowToEnd(local, 'half');
    expect(run.Status).toBe('COMPLETED');
    expect(statesByJob(run)).toEqual({
      'half-a': ['SUCCEEDED'],
      'half-bad': ['FAILED'],
      'half-x': ['SUCCEEDED'],
      'half-y': [],
      'half-rescue': ['SUCCEEDED'],
    });
    expect(run.Statistics).toMatchObject({ TotalActions: 5, SucceededActions: 3, FailedActions: 1 });
  });

  it('waits for the last attempt of a job before anything follows', async () => {
    await workflow('retry', { a: 'import sys; sys.exit(1)', b: 'pass' }, ['a'], [[['a:FAILED'], ['b']]]);
    await local.glue.updateJob({
      JobName: 'retry-a',
      JobUpdate: {
        Role: 'arn:aws:iam::123456789012:role/glue',
        Command: { Name: 'pythonshell', ScriptLocation: 's3://scripts/retry-a.py', PythonVersion: '3.9' },
        MaxRetries: 2,
      },
    });
    const run = await workflowToEnd(local, 'retry');
    expect(statesByJob(run)).toEqual({ 'retry-a': ['FAILED', 'FAILED', 'FAILED'], 'retry-b': ['SUCCEEDED'] });
    expect(run.Statistics).toMatchObject({ TotalActions: 2, FailedActions: 1, SucceededActions: 1 });
  });

  it('hands its name, its id and the arguments of the trigger to the jobs', async () => {
    await workflow('names', { a: 'import sys; sys.exit(" ".join(sys.argv[1:]))' }, ['a'], []);
    const run = await workflowToEnd(local, 'names');
    const [job] = await runsOf(local, 'names-a');
    expect(job!.ErrorMessage).toBe(
      `SystemExit: --from trigger --WORKFLOW_NAME names --WORKFLOW_RUN_ID ${run.WorkflowRunId}`,
    );
  });

  it('has properties: defaults, those of the start over them, and what is put meanwhile', async () => {
    await workflow('props', { a: 'import time; time.sleep(30)' }, ['a'], []);
    const { RunId: id } = await local.glue.startWorkflowRun({ Name: 'props', RunProperties: { size: 'big' } });
    const where = { Name: 'props', RunId: id };
    await local.glue.putWorkflowRunProperties({ ...where, RunProperties: { rows: '3' } });
    const { RunProperties: found } = await local.glue.getWorkflowRunProperties(where);
    expect(found).toEqual({ day: 'monday', size: 'big', rows: '3' });
    await local.glue.stopWorkflowRun(where);
    await workflowEnd(local, 'props', id);
  });

  it('is asked about from inside a job, with the key that the job was given', async () => {
    const script = `
import json, os, sys, urllib.request
args = dict(zip(sys.argv[1::2], sys.argv[2::2]))
request = urllib.request.Request(os.environ['AWS_ENDPOINT_URL'], method='POST', headers={
  'X-Amz-Target': 'AWSGlue.GetWorkflowRunProperties', 'Content-Type': 'application/x-amz-json-1.1',
  'Authorization': 'AWS4-HMAC-SHA256 Credential=' + os.environ['AWS_ACCESS_KEY_ID'] + '/20261123/x/glue/aws4_request',
}, data=json.dumps({'Name': args['--WORKFLOW_NAME'], 'RunId': args['--WORKFLOW_RUN_ID']}).encode())
sys.exit(json.load(urllib.request.urlopen(request))['RunProperties']['day'])
`;
    await workflow('asks', { a: script }, ['a'], []);
    await workflowToEnd(local, 'asks');
    expect((await runsOf(local, 'asks-a'))[0]!.ErrorMessage).toBe('SystemExit: monday');
  });

  it('is stopped: what runs ends, and nothing that watches for it fires', async () => {
    await workflow('halt', { a: 'import time; time.sleep(30)', b: 'pass' }, ['a'], [[['a:STOPPED'], ['b']]]);
    const { RunId: id } = await local.glue.startWorkflowRun({ Name: 'halt' });
    const [job] = await runsOf(local, 'halt-a');
    await inState(local, 'halt-a', job!.Id, 'RUNNING');
    await local.glue.stopWorkflowRun({ Name: 'halt', RunId: id });
    const run = await workflowEnd(local, 'halt', id);
    expect(run.Status).toBe('STOPPED');
    expect(statesByJob(run)).toEqual({ 'halt-a': ['STOPPED'], 'halt-b': [] });
    await expect(local.glue.stopWorkflowRun({ Name: 'halt', RunId: id })).rejects.toMatchObject({
      name: 'IllegalWorkflowStateException',
    });
  });

  it('fails a job that already runs as often as it may', async () => {
    await workflow('busy', { a: 'import time; time.sleep(30)' }, ['a'], []);
    const { JobRunId: other } = await local.glue.startJobRun({ JobName: 'busy-a' });
    const run = await workflowToEnd(local, 'busy');
    const [inside] = (run.Graph?.Nodes ?? []).flatMap((node) => node.JobDetails?.JobRuns ?? []);
    expect(inside).toMatchObject({ JobRunState: 'FAILED', ErrorMessage: 'Concurrent runs exceeded for busy-a' });
    expect(run.Status).toBe('COMPLETED');
    await local.glue.batchStopJobRun({ JobName: 'busy-a', JobRunIds: [other!] });
  });

  it('records a job that is gone as ERROR', async () => {
    await workflow('gone', { a: 'pass', b: 'pass' }, ['a'], [[['a'], ['b']]]);
    await local.glue.deleteJob({ JobName: 'gone-b' });
    const run = await workflowToEnd(local, 'gone');
    expect(statesByJob(run)).toEqual({ 'gone-a': ['SUCCEEDED'], 'gone-b': ['ERROR'] });
    expect(run.Statistics).toMatchObject({ ErroredActions: 1 });
  });

  it('keeps to the triggers it began with', async () => {
    await workflow('snap', { a: 'import time; time.sleep(0.5)', b: 'pass' }, ['a'], [[['a'], ['b']]]);
    const { RunId: id } = await local.glue.startWorkflowRun({ Name: 'snap' });
    await local.glue.stopTrigger({ Name: 'run-snap-b' });
    expect(statesByJob(await workflowEnd(local, 'snap', id))).toMatchObject({ 'snap-b': ['SUCCEEDED'] });
    expect(statesByJob(await workflowToEnd(local, 'snap'))).toMatchObject({ 'snap-b': [] });
  });

  it('is refused beyond MaxConcurrentRuns, without a start trigger, and without a workflow', async () => {
    await workflow('one', { a: 'import time; time.sleep(30)' }, ['a'], []);
    await local.glue.updateWorkflow({ Name: 'one', MaxConcurrentRuns: 1 });
    const { RunId: id } = await local.glue.startWorkflowRun({ Name: 'one' });
    await expect(local.glue.startWorkflowRun({ Name: 'one' })).rejects.toMatchObject({
      name: 'ConcurrentRunsExceededException',
      message: 'Concurrent runs exceeded for workflow: one.',
    });
    await local.glue.stopWorkflowRun({ Name: 'one', RunId: id });
    await workflowEnd(local, 'one', id);
    await local.glue.createWorkflow({ Name: 'empty' });
    await expect(local.glue.startWorkflowRun({ Name: 'empty' })).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
    await expect(local.glue.startWorkflowRun({ Name: 'none' })).rejects.toMatchObject({
      name: 'EntityNotFoundException',
    });
  });

  it('is listed newest first', async () => {
    await workflow('list', { a: 'pass' }, ['a'], []);
    const older = await workflowToEnd(local, 'list');
    const newer = await workflowToEnd(local, 'list');
    const { Runs: runs } = await local.glue.getWorkflowRuns({ Name: 'list' });
    expect(runs?.map((run) => run.WorkflowRunId)).toEqual([newer.WorkflowRunId, older.WorkflowRunId]);
    expect(runs?.[0]?.Graph).toBeUndefined();
  });

  it('is not fired on by a run of its job from outside', async () => {
    await workflow('outer', { a: 'pass', b: 'pass' }, ['a'], [[['a'], ['b']]]);
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'outer-a' });
    await endOf(local, 'outer-a', id);
    await workflowToEnd(local, 'outer');
    expect(await runsOf(local, 'outer-b')).toHaveLength(1);
  });
});
