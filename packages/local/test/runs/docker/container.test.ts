import { describe, expect, it, jest } from '@jest/globals';
import { findServer } from '../../../src/server/find.ts';
import { endOf, inState, makeJob } from '../pipeline.ts';
import { scratchFolder } from '../scratch.ts';
import { until } from '../until.ts';
import { fakeDocker } from './fake.ts';
import { logOf, served, spark } from './server.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(120_000);

// Says that it runs, and listens to nothing.
const stubborn = `
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('running')
while True: time.sleep(0.1)
`;

describe('a container', () => {
  it('ends with its run: stopped, too slow, or left over by a machine that went down', async () => {
    const fake = fakeDocker();
    const folder = scratchFolder();
    fake.leave('left', `gluepipeline.folder=${folder}`, 2 ** 30);
    fake.leave('of-another', 'gluepipeline.folder=/elsewhere', 2 ** 30);
    const local = await served(fake, { minute: 1500 }, folder);
    await until('what was left is gone', () => !fake.containers().includes('left'));
    expect((await findServer(folder))?.runner).toBe('docker');
    await makeJob(local, 'load', stubborn, spark());
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'load' });
    await until('it runs', async () => (await logOf(local, id, 'output')) === 'running\n');
    expect(fake.containers()).toContain(`gluepipeline-${id}`);
    await local.glue.batchStopJobRun({ JobName: 'load', JobRunIds: [id ?? ''] });
    expect((await endOf(local, 'load', id)).JobRunState).toBe('STOPPED');
    expect(fake.containers()).toEqual(['of-another']);

    const { JobRunId: slow } = await local.glue.startJobRun({ JobName: 'load', Timeout: 1 });
    expect((await endOf(local, 'load', slow)).JobRunState).toBe('TIMEOUT');
    expect(fake.containers()).toEqual(['of-another']);
  });

  it('lets a script clean up within the grace', async () => {
    const fake = fakeDocker();
    const local = await served(fake, { grace: 20_000 });
    const script = `
import signal, sys, time
def leave(*_):
    print('tidied')
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
print('running')
while True: time.sleep(0.1)
`;
    await makeJob(local, 'load', script, spark());
    const { JobRunId: id } = await local.glue.startJobRun({ JobName: 'load' });
    await inState(local, 'load', id, 'RUNNING');
    await until('it runs', async () => (await logOf(local, id, 'output')) === 'running\n');
    await local.glue.batchStopJobRun({ JobName: 'load', JobRunIds: [id ?? ''] });
    expect((await endOf(local, 'load', id)).JobRunState).toBe('STOPPED');
    expect(await logOf(local, id, 'output')).toBe('running\ntidied\n');
  });
});
