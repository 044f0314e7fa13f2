import { join } from 'node:path';

import { engineWith, serve } from '@gluepipeline/local';
import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline, type Json, textIn } from '../harness.ts';

/** A pipeline of one job that has further keys, deployed on an endpoint whose minutes are short. */
async function withJob<T>(script: string, keys: Json, use: (cwd: string) => Promise<T>): Promise<T> {
  const job = { name: 'load', script: 'load.py', type: 'pythonshell', ...keys };
  const cwd = folderWith(chain({ load: script }, { jobs: [job] }));
  const server = await serve({
    folder: join(cwd, '.gluepipeline', 'local'),
    engine: engineWith({ minute: 300, grace: 50, workingFolder: cwd }),
  });
  try {
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    return await use(cwd);
  } finally {
    await server.stop();
  }
}

const run = ['run', 'load', '--local'];

/** A script that counts how often it began. */
const counting = 'import os\nprint("begun", file=open("count", "a"))\n';

describe('a job that fails twice', () => {
  it('with max_retries 2 is tried again until it succeeds, and that is a success', async () => {
    const script = `${counting}if len(open("count").readlines()) < 3: raise ValueError("not yet")`;
    await withJob(script, { max_retries: 2 }, async (cwd) => {
      const ran = await gluepipeline(run, { cwd });
      expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^SUCCEEDED in .*: 1 succeeded\n$/) });
      expect(ran.stderr).toMatch(
        /load FAILED\n(?:.*\n)*.*load FAILED attempt 2\n(?:.*\n)*.*load SUCCEEDED attempt 3\n$/,
      );
      expect(textIn(cwd, 'count')).toBe('begun\n'.repeat(3));
    });
  });

  it('with max_retries 1 has failed, once told', async () => {
    await withJob(`${counting}raise ValueError("never")`, { max_retries: 1 }, async (cwd) => {
      const ran = await gluepipeline(run, { cwd });
      expect(ran.exitCode).toBe(6);
      expect(ran.stdout).toMatch(
        /^failed load: ValueError: never\n {2}at load\.py:3 .*\n\nFAILED in .*: 0 succeeded, 1 failed\n$/,
      );
      expect(textIn(cwd, 'count')).toBe('begun\n'.repeat(2));
    });
  });
});

describe('a job that takes longer than its timeout', () => {
  it('ends as TIMEOUT with what to do, and is not tried again', async () => {
    await withJob('import time\ntime.sleep(600)', { timeout: 1, max_retries: 2 }, async (cwd) => {
      const ran = await gluepipeline(run, { cwd });
      expect(ran.exitCode).toBe(6);
      expect(ran.stderr).toMatch(/load TIMEOUT\n$/);
      expect(ran.stderr).not.toContain('attempt');
      expect(ran.stdout).toMatch(
        /^timeout load: the run took longer than its Timeout of 1 min\n(?:.*\n)* {2}hint: .*timeout/,
      );
    });
  });
});

describe('a job that runs as often as it may', () => {
  it('is refused by max_concurrent_runs with what to do, and runs again when the first has been stopped', async () => {
    const script = `${counting}import time\nif len(open("count").readlines()) == 1: time.sleep(600)`;
    await withJob(script, { max_concurrent_runs: 1 }, async (cwd) => {
      expect((await gluepipeline([...run, '--no-wait'], { cwd })).exitCode).toBe(0);
      const second = await gluepipeline(run, { cwd });
      expect(second.exitCode).toBe(9);
      expect(second.stderr).toMatch(/Concurrent runs exceeded for sales-dev-load.*\n {2}hint: .*max_concurrent_runs/);
      expect(await gluepipeline(['stop', 'load', '--local'], { cwd })).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('STOPPED job sales-dev-load'),
      });
      expect((await gluepipeline(['status', '--local'], { cwd })).stdout).toMatch(/^load .*STOPPED/m);
    });
  });
});
