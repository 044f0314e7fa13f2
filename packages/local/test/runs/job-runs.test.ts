import path from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runLog, runReport } from '../../src/runs/client.ts';
import { startLocal } from './local.ts';
import type { RunningLocal } from './local.ts';
import { endOf, inState, makeJob, runToEnd, runsOf } from './pipeline.ts';
import { scratchFolder } from './scratch.ts';
import { until } from './until.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

let local: RunningLocal;

beforeAll(async () => {
  // A minute of a Timeout lasts 0.3 s, and three scripts run at a time.
  local = await startLocal({ minute: 300, grace: 200, parallel: 3, logLimit: 20_000 });
});

afterAll(async () => {
  await local.stop();
});

describe('StartJobRun', () => {
  it('runs the script from S3 with defaults and arguments, and shows an honest JobRun', async () => {
    const script = 'import sys, time; time.sleep(0.6); print(sys.argv[1:])';
    await makeJob(local, 'plain', script, { DefaultArguments: { '--a': '1', '--b': '1' } });
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'plain', Arguments: { '--b': '2' }, Timeout: 10 });
    expect(id).toMatch(/^jr_[0-9a-f]{64}$/);
    const run = await endOf(local, 'plain', id);
    expect(run).toMatchObject({
      Id: id,
      Attempt: 0,
      JobName: 'plain',
      JobRunState: 'SUCCEEDED',
      Arguments: { '--b': '2' },
      Timeout: 10,
      MaxCapacity: 0.0625,
      LogGroupName: '/aws-glue/python-jobs',
      GlueVersion: '3.0',
    });
    expect(run.CompletedOn!.getTime() - run.StartedOn!.getTime()).toBeGreaterThan(500);
    expect(run.ExecutionTime).toBeGreaterThanOrEqual(1);
    expect(run.ErrorMessage).toBeUndefined();
    expect(await runLog(local.endpoint, id!, 'output')).toEqual({
      text: "['--a', '1', '--b', '2']\n",
      next: 25,
      ended: true,
    });
  });

  it('goes through STARTING and RUNNING', async () => {
    await makeJob(local, 'slow', 'import time; time.sleep(30)');
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'slow' });
    const { JobRun: first } = await local.glue.getJobRun({ JobName: 'slow', RunId: id });
    expect(first?.JobRunState).toBe('STARTING');
    await inState(local, 'slow', id, 'RUNNING');
    await local.glue.batchStopJobRun({ JobName: 'slow', JobRunIds: [id!] });
    expect(await endOf(local, 'slow', id)).toMatchObject({ JobRunState: 'STOPPED' });
  });

  it('fails with the last line of the traceback, and the report names the failing line', async () => {
    await makeJob(local, 'broken', 'import sys\nprint("half way", file=sys.stderr)\nimport pydantic_absent\n');
    const run = await runToEnd(local, 'broken');
    expect(run).toMatchObject({
      JobRunState: 'FAILED',
      ErrorMessage: "ModuleNotFoundError: No module named 'pydantic_absent'",
    });
    const report = await runReport(local.endpoint, run.Id!);
    expect(report).toMatchObject({
      jobName: 'broken',
      state: 'FAILED',
      ended: true,
      message: "ModuleNotFoundError: No module named 'pydantic_absent'",
      frame: { file: 'broken.py', line: 3 },
    });
    expect(report!.lastLines).toContain('half way');
    expect(report!.lastLines.at(-1)).toBe("ModuleNotFoundError: No module named 'pydantic_absent'");
  });

  it('fails for a script that is not in S3, naming it', async () => {
    await makeJob(local, 'no-script', '', {
      Command: { Name: 'pythonshell', ScriptLocation: 's3://scripts/nowhere.py', PythonVersion: '3.9' },
    });
    const run = await runToEnd(local, 'no-script');
    expect(run.JobRunState).toBe('FAILED');
    expect(run.ErrorMessage).toContain('s3://scripts/nowhere.py');
    expect(run.ExecutionTime).toBe(0);
  });

  it('says what a Spark job lacks, or runs it', async () => {
    await makeJob(local, 'spark', 'print(1)', {
      Command: { Name: 'glueetl', ScriptLocation: 's3://scripts/spark.py' },
      GlueVersion: '5.1',
      WorkerType: 'G.1X',
      NumberOfWorkers: 2,
    });
    const run = await runToEnd(local, 'spark');
    expect(run).toMatchObject({ LogGroupName: '/aws-glue/jobs', WorkerType: 'G.1X', NumberOfWorkers: 2 });
    if (run.JobRunState === 'FAILED') {
      expect(run.ErrorMessage).toMatch(/^pyspark is not installed for .*: pip install pyspark==3\.5\.6 \(Glue 5\.1\)/);
    }
  });

  it('fails whose role does not let Glue take it', async () => {
    const { url, region, accessKeyId, secretAccessKey } = local.server;
    const iam = new IAM({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });
    const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.createRole({ RoleName: 'closed', AssumeRolePolicyDocument });
    iam.destroy();
    await makeJob(local, 'shut', 'pass', { Role: 'closed' });
    expect(await runToEnd(local, 'shut')).toMatchObject({
      JobRunState: 'FAILED',
      ErrorMessage:
        'Role arn:aws:iam::000000000000:role/closed should be given assume role permissions for Glue Service.',
    });
  });

  it('times out, and does not retry that', async () => {
    await makeJob(local, 'endless', 'import time; time.sleep(60)', { Timeout: 1, MaxRetries: 2 });
    const run = await runToEnd(local, 'endless');
    expect(run).toMatchObject({
      JobRunState: 'TIMEOUT',
      ErrorMessage: 'the run took longer than its Timeout of 1 min',
    });
    expect(await runsOf(local, 'endless')).toHaveLength(1);
  });

  it('retries a failed run as new attempts that name the one before', async () => {
    const tries = path.join(scratchFolder(), 'tries');
    const script =
      'import sys\nwith open(sys.argv[2], "a+") as f:\n  f.write("x"); f.seek(0)\n  sys.exit(len(f.read()) < 3)\n';
    await makeJob(local, 'flaky', script, { MaxRetries: 2 });
    await local.glue.startJobRun({ JobName: 'flaky', Arguments: { '--tries': tries } });
    const runs = await until('three attempts have ended', async () => {
      const found = await runsOf(local, 'flaky');
      return found.length === 3 && found.every((run) => run.CompletedOn != null) ? found : undefined;
    });
    const [third, second, first] = runs;
    expect(runs.map((run) => [run.Attempt, run.JobRunState, run.ErrorMessage])).toEqual([
      [2, 'SUCCEEDED', undefined],
      [1, 'FAILED', 'SystemExit: True'],
      [0, 'FAILED', 'SystemExit: True'],
    ]);
    expect([third!.PreviousRunId, second!.PreviousRunId, first!.PreviousRunId]).toEqual([
      second!.Id,
      first!.Id,
      undefined,
    ]);
  });

  it('refuses one run more than MaxConcurrentRuns', async () => {
    await makeJob(local, 'single', 'import time; time.sleep(30)');
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'single' });
    await expect(local.glue.startJobRun({ JobName: 'single' })).rejects.toMatchObject({
      name: 'ConcurrentRunsExceededException',
      message: 'Concurrent runs exceeded for single',
    });
    await local.glue.batchStopJobRun({ JobName: 'single', JobRunIds: [id!] });
    await endOf(local, 'single', id);
    const { JobRunId: next } = await local.glue.startJobRun({ JobName: 'single' });
    await local.glue.batchStopJobRun({ JobName: 'single', JobRunIds: [next!] });
  });

  it('lets a run wait for the one before it when queuing is on', async () => {
    await makeJob(local, 'queued', 'import time; time.sleep(0.3)', { JobRunQueuingEnabled: true });
    const ids = await Promise.all(
      [1, 2].map(async () => (await local.glue.startJobRun({ JobName: 'queued' })).JobRunId),
    );
    const waiting = (await runsOf(local, 'queued')).find((run) => run.JobRunState === 'WAITING');
    expect(waiting?.StateDetail).toContain('concurrent');
    const [one, two] = await Promise.all(ids.map((id) => endOf(local, 'queued', id)));
    expect([one!.JobRunState, two!.JobRunState]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  it('runs no more scripts at a time than it may', async () => {
    await makeJob(local, 'many', 'import time; time.sleep(0.4)', { ExecutionProperty: { MaxConcurrentRuns: 9 } });
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => local.glue.startJobRun({ JobName: 'many' })));
    let most = 0;
    await until('all have ended', async () => {
      const runs = await runsOf(local, 'many');
      most = Math.max(most, runs.filter((run) => run.JobRunState === 'RUNNING').length);
      return runs.every((run) => run.JobRunState === 'SUCCEEDED');
    });
    expect(ids).toHaveLength(5);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('repeats an earlier run with its arguments', async () => {
    await makeJob(local, 'again', 'import sys; print(sys.argv[1:])');
    const first = await runToEnd(local, 'again', { '--day': 'monday' });
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'again', JobRunId: first.Id });
    expect(await endOf(local, 'again', id)).toMatchObject({
      PreviousRunId: first.Id,
      Arguments: { '--day': 'monday' },
      JobRunState: 'SUCCEEDED',
    });
  });

  it('refuses a job, and an earlier run, that do not exist', async () => {
    await expect(local.glue.startJobRun({ JobName: 'nobody' })).rejects.toMatchObject({
      name: 'EntityNotFoundException',
    });
    await expect(local.glue.startJobRun({ JobName: 'plain', JobRunId: 'jr_0' })).rejects.toMatchObject({
      name: 'EntityNotFoundException',
    });
  });
});

describe('BatchStopJobRun', () => {
  it('says for each run whether it could be stopped', async () => {
    await makeJob(local, 'stopper', 'print(1)');
    const run = await runToEnd(local, 'stopper');
    const answer = await local.glue.batchStopJobRun({ JobName: 'stopper', JobRunIds: [run.Id!, 'jr_0'] });
    expect(answer.SuccessfulSubmissions).toEqual([]);
    expect(answer.Errors?.map((error) => [error.JobRunId, error.ErrorDetail?.ErrorCode])).toEqual([
      [run.Id, 'InvalidInputException'],
      ['jr_0', 'EntityNotFoundException'],
    ]);
  });

  it('stops a run that waits for its turn', async () => {
    await makeJob(local, 'crowd', 'import time; time.sleep(30)', { ExecutionProperty: { MaxConcurrentRuns: 9 } });
    const ids = await Promise.all(
      [1, 2, 3, 4].map(async () => (await local.glue.startJobRun({ JobName: 'crowd' })).JobRunId!),
    );
    await local.glue.batchStopJobRun({ JobName: 'crowd', JobRunIds: [...ids].reverse() });
    const runs = await Promise.all(ids.map((id) => endOf(local, 'crowd', id)));
    expect(runs.map((run) => run.JobRunState)).toEqual(['STOPPED', 'STOPPED', 'STOPPED', 'STOPPED']);
  });
});

describe('GetJobRuns', () => {
  it('gives the newest first, page by page', async () => {
    await makeJob(local, 'history', 'print(1)');
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.unshift((await runToEnd(local, 'history')).Id!);
    }
    const first = await local.glue.getJobRuns({ JobName: 'history', MaxResults: 2 });
    const second = await local.glue.getJobRuns({ JobName: 'history', MaxResults: 2, NextToken: first.NextToken });
    const third = await local.glue.getJobRuns({ JobName: 'history', MaxResults: 2, NextToken: second.NextToken });
    expect([first, second, third].map((page) => page.JobRuns?.map((run) => run.Id))).toEqual([
      ids.slice(0, 2),
      ids.slice(2, 4),
      ids.slice(4),
    ]);
    expect(third.NextToken).toBeUndefined();
  });

  it('is erased with the job, and with it what still ran', async () => {
    await makeJob(local, 'doomed', 'import time; time.sleep(30)');
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'doomed' });
    await inState(local, 'doomed', id, 'RUNNING');
    await local.glue.deleteJob({ JobName: 'doomed' });
    await makeJob(local, 'doomed', 'print(1)');
    expect(await runsOf(local, 'doomed')).toEqual([]);
    expect(await runReport(local.endpoint, id!)).toBeUndefined();
  });
});

describe('a run in the log', () => {
  it('can be followed while it writes, whole characters at a time', async () => {
    await makeJob(
      local,
      'talker',
      'import sys, time\nfor part in (b"caf\\xc3", b"\\xa9\\n", b"end\\n"):\n  sys.stdout.buffer.write(part); sys.stdout.flush(); time.sleep(0.2)\n',
    );
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'talker' });
    let text = '';
    let from = 0;
    await until('the log is complete', async () => {
      const piece = await runLog(local.endpoint, id!, 'output', from);
      text += piece!.text;
      from = piece!.next;
      return piece!.ended;
    });
    expect(text).toBe('café\nend\n');
  });

  it('is shown to nobody without the key, nor to a web page', async () => {
    const run = (await runsOf(local, 'talker'))[0]!;
    const url = `${local.endpoint.url}/_gluepipeline/runs/${run.Id}/log`;
    const authorization = `GluePipeline Credential=${local.endpoint.accessKeyId}`;
    const answers = await Promise.all([
      fetch(url, { headers: { authorization } }),
      fetch(url),
      fetch(url, { headers: { authorization: 'GluePipeline Credential=GPLOCAL' } }),
      fetch(url, { headers: { authorization, origin: 'http://example.com' } }),
      fetch(url.replace('/runs/', '/runs/../runs/x'), { headers: { authorization } }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 403, 403, 403, 404]);
  });

  it('is bounded, and says so', async () => {
    await makeJob(local, 'flood', 'for i in range(1000): print("x" * 99)');
    const run = await runToEnd(local, 'flood');
    const log = await runLog(local.endpoint, run.Id!, 'output');
    expect(log!.text.length).toBeLessThan(10_100);
    expect(log!.text.trim().split('\n').at(-1)).toContain('the log ends here');
  });
});
