import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { runLog } from '../../src/index.ts';
import { startLocal } from '../runs/local.ts';
import { endOf, makeJob } from '../runs/pipeline.ts';
import { scratchFolder } from '../runs/scratch.ts';
import { until } from '../runs/until.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(120_000);

describe('many runs at once', () => {
  it('all succeed, each with its own arguments, and no more at a time than there is room for', async () => {
    const place = path.join(scratchFolder(), 'inside');
    await mkdir(place);
    const local = await startLocal({ parallel: 3 });
    try {
      // Each writes down how many are inside with it.
      const script = `
import os, sys, time
place, number = sys.argv[2], sys.argv[4]
own = os.path.join(place, number)
os.mkdir(own)
time.sleep(0.2)
print(number, sum(1 for name in os.listdir(place)))
os.rmdir(own)
`;
      await makeJob(local, 'crowd', script, { ExecutionProperty: { MaxConcurrentRuns: 100 } });
      const numbers = Array.from({ length: 30 }, (_, number) => String(number));
      const ids = await Promise.all(
        numbers.map(async (number) => {
          const args = { '--place': place, '--number': number };
          return (await local.glue.startJobRun({ JobName: 'crowd', Arguments: args })).JobRunId;
        }),
      );
      const runs = await Promise.all(ids.map((id) => endOf(local, 'crowd', id)));
      expect(runs.map((run) => [run.JobRunState, run.ErrorMessage])).toEqual(
        numbers.map(() => ['SUCCEEDED', undefined]),
      );
      const said = await Promise.all(
        ids.map(async (id) => (await runLog(local.server, id!, 'output'))!.text.trim().split(' ').map(Number)),
      );
      expect(said.map(([number]) => String(number))).toEqual(numbers);
      expect(Math.max(...said.map(([, inside]) => inside!))).toBeLessThanOrEqual(3);
    } finally {
      await local.stop();
    }
  });
});

describe('a server that is stopped at once', () => {
  it('ends runs that wait, are prepared or have just begun, and says so of each', async () => {
    const folder = path.join(scratchFolder(), 'state');
    const first = await startLocal({ parallel: 2, grace: 200 }, { folder });
    await makeJob(first, 'slow', 'import time\ntime.sleep(300)', { ExecutionProperty: { MaxConcurrentRuns: 100 } });
    const ids = await Promise.all(
      Array.from({ length: 8 }, async () => (await first.glue.startJobRun({ JobName: 'slow' })).JobRunId),
    );
    await first.stop();

    const second = await startLocal({}, { folder });
    try {
      for (const id of ids) {
        const { JobRun: run } = await second.glue.getJobRun({ JobName: 'slow', RunId: id });
        expect(run).toMatchObject({
          JobRunState: 'STOPPED',
          ErrorMessage: 'the local endpoint was stopped while this run was going on',
        });
      }
    } finally {
      await second.stop();
    }
  });

  it('does not wait for an interpreter that does not answer', async () => {
    const folder = scratchFolder();
    const [python, asked] = [path.join(folder, 'python'), path.join(folder, 'asked')];
    await writeFile(python, `#!/bin/sh\ntouch '${asked}'\nsleep 50\n`);
    await chmod(python, 0o700);
    const local = await startLocal({}, { python });
    await makeJob(local, 'waits', 'pass');
    await local.glue.startJobRun({ JobName: 'waits' });
    await until('the interpreter is asked about itself', () => existsSync(asked));
    const before = performance.now();
    await local.stop();
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
