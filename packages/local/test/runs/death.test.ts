import path from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runReport } from '../../src/runs/client.ts';
import { serverBundle } from '../isolation/apart.ts';
import { clientsOf, startLocal } from './local.ts';
import { after, inState, makeJob, makeTrigger, statesByJob } from './pipeline.ts';
import { fakeDocker } from './docker/fake.ts';
import { expectGone } from './processes.ts';
import { scratchFolder } from './scratch.ts';
import { until } from './until.ts';

// Says who it is and whom it started, then does all it can to stay: neither process listens to signals.
const stubborn = `
import os, signal, subprocess, sys, time
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)'])
print(os.getpid(), child.pid, file=sys.stderr)
while True:
    time.sleep(1)
`;

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

const scratch = scratchFolder();
let serveApart: Awaited<ReturnType<typeof serverBundle>>;

beforeAll(async () => {
  serveApart = await serverBundle(scratch);
});

describe('a server that is killed with -9', () => {
  it('takes its scripts with it, and its successor tells what became of their runs', async () => {
    const folder = path.join(scratch, 'killed');
    const first = await serveApart(folder);
    const local = await clientsOf(first.address);
    await local.glue.createWorkflow({ Name: 'w' });
    await makeJob(local, 'stubborn', stubborn);
    await makeJob(local, 'rescue', 'pass');
    const inWorkflow = { WorkflowName: 'w' };
    await makeTrigger(local, { Name: 'go', Type: 'ON_DEMAND', Actions: [{ JobName: 'stubborn' }], ...inWorkflow });
    await makeTrigger(local, after(['stubborn:FAILED'], ['rescue'], inWorkflow));
    const { RunId: workflowRun } = await local.glue.startWorkflowRun({ Name: 'w' });
    const run = await until(
      'the job runs',
      async () => (await local.glue.getJobRuns({ JobName: 'stubborn' })).JobRuns?.[0],
    );
    const pids = await until('the script has said who it is', async () => {
      const words = (await runReport(local.endpoint, run.Id!))?.lastLines.at(-1)?.split(' ').map(Number);
      return words?.length === 2 ? words : undefined;
    });

    first.process.kill('SIGKILL');
    for (const pid of pids) {
      await expectGone(pid);
    }

    const heir = await serveApart(folder);
    const second = await clientsOf(heir.address);
    try {
      const { JobRun: found } = await second.glue.getJobRun({ JobName: 'stubborn', RunId: run.Id });
      expect(found).toMatchObject({
        JobRunState: 'FAILED',
        ErrorMessage: 'the local endpoint ended while this run was going on',
      });
      expect(found?.CompletedOn).toBeInstanceOf(Date);
      const { Run: settled } = await second.glue.getWorkflowRun({ Name: 'w', RunId: workflowRun, IncludeGraph: true });
      expect(settled).toMatchObject({ Status: 'ERROR', Statistics: { FailedActions: 1, RunningActions: 0 } });
      expect(statesByJob(settled!)).toEqual({ stubborn: ['FAILED'], rescue: [] });
      expect((await runReport(second.endpoint, run.Id!))?.lastLines.at(-1)).toBe(pids.join(' '));
    } finally {
      heir.process.kill('SIGKILL');
    }
  });
});

describe('a server with containers that is killed with -9', () => {
  it('takes them with it', async () => {
    const fake = fakeDocker();
    const environment = { ...fake.environment, GLUEPIPELINE_TEST_RUNNER: 'docker' };
    const server = await serveApart(path.join(scratch, 'contained'), environment);
    const local = await clientsOf(server.address);
    const Command = { Name: 'glueetl', ScriptLocation: 's3://scripts/stubborn.py' };
    await makeJob(local, 'stubborn', stubborn, { Command, GlueVersion: '5.0' });
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'stubborn' });
    const pids = await until('the script has said who it is', async () => {
      const words = (await runReport(local.endpoint, id!))?.lastLines.at(-1)?.split(' ').map(Number);
      return words?.length === 2 ? words : undefined;
    });
    server.process.kill('SIGKILL');
    for (const pid of pids) {
      await expectGone(pid);
    }
    await until('its container is gone', () => fake.containers().length === 0);
  });
});

describe('a server that is stopped', () => {
  it('ends its scripts first, and says so in their runs', async () => {
    const folder = path.join(scratch, 'stopped');
    const first = await startLocal({ grace: 200, parallel: 1 }, { folder });
    await makeJob(first, 'stubborn', stubborn);
    await makeJob(first, 'next', 'pass');
    const { JobRunId: id } = await first.glue.startJobRun({ JobName: 'stubborn' });
    await inState(first, 'stubborn', id, 'RUNNING');
    const { JobRunId: queued } = await first.glue.startJobRun({ JobName: 'next' });
    const pids = await until('the script has said who it is', async () => {
      const words = (await runReport(first.endpoint, id!))?.lastLines.at(-1)?.split(' ').map(Number);
      return words?.length === 2 ? words : undefined;
    });
    await first.stop();
    for (const pid of pids) {
      await expectGone(pid);
    }

    const second = await startLocal({}, { folder });
    try {
      for (const [JobName, RunId] of [
        ['stubborn', id],
        ['next', queued],
      ]) {
        const { JobRun: run } = await second.glue.getJobRun({ JobName, RunId });
        expect(run).toMatchObject({
          JobRunState: 'STOPPED',
          ErrorMessage: 'the local endpoint was stopped while this run was going on',
        });
      }
    } finally {
      await second.stop();
    }
  });
});
