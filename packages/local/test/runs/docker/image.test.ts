import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';
import { Docker } from '../../../src/runs/docker/client.ts';
import { endOf, inState, makeJob, runToEnd } from '../pipeline.ts';
import { scratchFolder } from '../scratch.ts';
import { until } from '../until.ts';
import { fakeDocker, image5 } from './fake.ts';
import { logOf, served, spark } from './server.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(120_000);

describe('an image that is not here yet', () => {
  it('is pulled once for all runs, and said', async () => {
    const fake = fakeDocker([]);
    const notices: string[] = [];
    const local = await served(fake, { parallel: 2, onNotice: (text) => notices.push(text) });
    await makeJob(local, 'load', 'pass', { ...spark(), ExecutionProperty: { MaxConcurrentRuns: 2 } });
    const runs = await Promise.all([runToEnd(local, 'load'), runToEnd(local, 'load')]);
    expect(runs.map((run) => run.JobRunState)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(fake.calls('pull').map(({ argv }) => argv)).toEqual([['pull', image5]]);
    expect(notices).toEqual([
      `pulling ${image5}: once, and it takes a while (AWS asks for 7 GB of disk)`,
      `pulled ${image5}`,
    ]);
    const logs = await Promise.all(runs.map((run) => logOf(local, run.Id, 'error')));
    expect(logs.join('')).toContain('gluepipeline: Status: Downloaded newer image');
  });

  it('fails the run with what docker says, and is tried again by the next', async () => {
    const fake = fakeDocker([]);
    fake.be('pull-fails');
    const local = await served(fake);
    await makeJob(local, 'load', 'pass', spark());
    expect(await runToEnd(local, 'load')).toMatchObject({
      JobRunState: 'FAILED',
      ErrorMessage: `the image ${image5} could not be pulled: Error response from daemon: toomanyrequests: Rate exceeded`,
    });
    fake.be('pull-fails', false);
    expect((await runToEnd(local, 'load')).JobRunState).toBe('SUCCEEDED');
  });

  it('holds up neither who stops the run nor who stops the endpoint', async () => {
    const fake = fakeDocker([]);
    fake.be('pull-waits');
    const notices: string[] = [];
    const local = await served(fake, { onNotice: (text) => notices.push(text) });
    await makeJob(local, 'load', 'pass', spark());
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'load' });
    await until('it is pulled', () => fake.calls('pull').length === 1);
    await local.glue.batchStopJobRun({ JobName: 'load', JobRunIds: [id ?? ''] });
    expect(await endOf(local, 'load', id)).toMatchObject({ JobRunState: 'STOPPED' });
    await local.stop();
    expect(fake.calls('run')).toEqual([]);
    expect(notices).toEqual([`pulling ${image5}: once, and it takes a while (AWS asks for 7 GB of disk)`]);
    // What waits for the image is told of Ctrl-C before the pull is, and is stopped, not failed.
    expect(fake.calls('pull').map(({ leads }) => leads)).toEqual([true]);
  });

  it('is not asked for while the engine is slow to answer, and that holds up nobody either', async () => {
    const fake = fakeDocker([]);
    fake.be('ps-waits');
    const local = await served(fake);
    await makeJob(local, 'load', 'pass', spark());
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'load' });
    await inState(local, 'load', id, 'STARTING');
    await local.glue.batchStopJobRun({ JobName: 'load', JobRunIds: [id ?? ''] });
    expect(await endOf(local, 'load', id)).toMatchObject({ JobRunState: 'STOPPED' });
    expect(fake.calls('image')).toEqual([]);
    fake.be('ps-waits', false);
  });
});

describe('an engine', () => {
  it('that is missing or does not answer is told apart', async () => {
    const fake = fakeDocker();
    fake.be('down');
    const down = {
      kind: 'not-running',
      message: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    };
    await expect(Docker.find(fake.environment)).rejects.toMatchObject(down);
    fake.be('new');
    await expect(Docker.find(fake.environment)).rejects.toMatchObject(down);
    await expect(Docker.find({ PATH: scratchFolder() })).rejects.toMatchObject({
      kind: 'not-installed',
      message: 'there is no command "docker" in PATH',
    });
  });
});

describe('what runs in an image', () => {
  it.each(['launch.py', 'watch_container.py'])('is written for the oldest Python of them: %s', async (name) => {
    const file = fileURLToPath(new URL(`../../../python/runner/${name}`, import.meta.url));
    const parse = 'import ast, sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 7))';
    await promisify(execFile)('python3', ['-c', parse, file]);
  });
});

describe('the shim and the runner', () => {
  it('name the same images', () => {
    const shim = readFileSync(new URL('../../../python/awsglue/_absent.py', import.meta.url), 'utf8');
    const own = readFileSync(new URL('../../../src/runs/docker/images.ts', import.meta.url), 'utf8');
    const named = (text: string): string[] => (text.match(/public\.ecr\.aws\/[\w/.:-]+/g) ?? []).toSorted();
    expect(named(shim)).toEqual(named(own));
  });
});
