import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, type Going, gluepipeline, until } from '../harness.ts';

const ESC = '\u001B[';

/** A folder with a deployed pipeline, and an endpoint that outlives the commands. */
async function served(files: Readonly<Record<string, string>>): Promise<{ cwd: string; server: Going }> {
  const cwd = folderWith(files);
  const server = begin(['local', 'start'], { cwd });
  await until('the endpoint is there', () => server.stdout().includes('AWS_ENDPOINT_URL'));
  await gluepipeline(['deploy', '--local', '-q'], { cwd });
  return { cwd, server };
}

/** Waits until a command has said something on stderr. */
const says = (going: Going, text: string) => until(`it says ${text}`, () => going.stderr().includes(text));

const long = chain({ extract: 'import time\ntime.sleep(600)', load: '' });

describe('run on a terminal', () => {
  it('draws a chart of all jobs anew with each change, and leaves the last one, within the width', async () => {
    // It goes on until it has been seen: how often AWS is asked is not known here.
    const extract = 'import os, time\nwhile not os.path.exists("seen"):\n    time.sleep(0.05)';
    const cwd = folderWith(chain({ extract, load: 'raise SystemExit(3)', publish: '' }));
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    const going = begin(['run', '--local'], {
      ...{ cwd, tty: 'all', columns: 60, rows: 24 },
      env: { NO_COLOR: '1' },
    });
    await says(going, 'extract  RUNNING');
    writeFileSync(join(cwd, 'seen'), '');
    const ran = await going.ran;
    expect(ran.exitCode).toBe(6);
    expect(ran.stderr).toMatch(/^started workflow sales-dev\n {2}wr_\w+\n/);
    const frames = ran.stderr.split(`${ESC}J`);
    expect(frames.length).toBeGreaterThan(2);
    expect(frames.some((frame) => /extract +RUNNING .*\nload +not yet\npublish +not yet\n/.test(frame))).toBe(true);
    expect(frames.at(-1)).toMatch(/^ +0.*\nextract +SUCCEEDED .*\nload +FAILED .*\npublish +skipped\n\n\nNext: /);
    const lines = ran.stderr.split(/\n|\r\u001B\[\d+A\u001B\[J/).filter((line) => !/^ {2}wr_|^Next: /.test(line));
    expect(Math.max(...lines.map((line) => line.replaceAll(/\r?\u001B\[\d*\w/g, '').length))).toBeLessThan(60);
  });

  it('offers to stop the runs at Ctrl-C, and stops them', async () => {
    const { cwd, server } = await served(long);
    try {
      const going = begin(['run', '--local'], { cwd, tty: 'all', stdin: 'y\n', env: { NO_COLOR: '1' } });
      await says(going, 'extract  RUNNING');
      going.signal('SIGINT');
      const ran = await going.ran;
      expect(ran).toMatchObject({ exitCode: 130, stderr: expect.stringContaining('Stop the run? [y/N] ') });
      expect(ran.stdout).toMatch(/\nSTOPPED in .*: 0 succeeded, 1 stopped, 1 skipped \(load\)\n$/);
      const { json } = await gluepipeline(['runs', '--local', '--json'], { cwd });
      expect(json).toMatchObject({ runs: [{ end: 'STOPPED' }] });
    } finally {
      server.signal('SIGTERM');
      await server.ran;
    }
  }, 120_000);

  it('leaves them where the answer is no, or nobody can be asked, and says how to stop them', async () => {
    const { cwd, server } = await served(long);
    try {
      const asked = begin(['run', '--local'], { cwd, tty: 'all', stdin: 'n\n', env: { NO_COLOR: '1' } });
      await says(asked, 'extract  RUNNING');
      asked.signal('SIGINT');
      const { stdout, stderr, exitCode } = await asked.ran;
      expect([exitCode, stdout]).toEqual([130, 'left while it goes on: 0 succeeded, 1 running\n']);
      expect(stderr).toMatch(/Next: gluepipeline stop --run wr_\w+ --local\n$/);
      await gluepipeline(['stop', '--local', '-q'], { cwd });
      const quiet = begin(['run', '+load', '--local'], { cwd });
      await says(quiet, 'RUNNING');
      quiet.signal('SIGTERM');
      expect(await quiet.ran).toMatchObject({
        exitCode: 143,
        stdout: 'left while it goes on: 0 succeeded, 1 running\n',
      });
    } finally {
      server.signal('SIGTERM');
      await server.ran;
    }
  }, 120_000);

  it('with --timeout leaves what goes on for longer, with 6', async () => {
    const { cwd, server } = await served(long);
    try {
      const ran = await gluepipeline(['run', '--local', '--timeout', '1s'], { cwd });
      expect(ran.exitCode).toBe(6);
      expect(ran.stdout).toMatch(
        /^left while it goes on, since the time to wait is over: 0 succeeded(?:, 1 running)?\n$/,
      );
      const { json } = await gluepipeline(['runs', '--local', '--json'], { cwd });
      expect(json).toMatchObject({ runs: [{ end: 'RUNNING' }] });
    } finally {
      server.signal('SIGTERM');
      await server.ran;
    }
  }, 120_000);
});
