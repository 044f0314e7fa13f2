import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, gluepipeline } from '../harness.ts';

async function deployed(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = folderWith(files);
  await gluepipeline(['deploy', '--local', '-q'], { cwd });
  return cwd;
}

describe('retry', () => {
  it('runs what failed and what is behind it again, and leaves what went well alone', async () => {
    const count = 'print(1, file=open("extracted", "a"))';
    const cwd = await deployed(
      chain({ extract: count, transform: 'import mended_later', load: 'open("loaded", "w")' }),
    );
    const failed = await gluepipeline(['run', '--local'], { cwd, tty: 'all' });
    expect(failed.exitCode).toBe(6);
    expect(failed.stdout).toContain('why: the script imports "mended_later", which is not installed where it runs');
    expect(failed.stderr).toMatch(/Next: gluepipeline retry --run wr_\w+ --local\n$/);
    writeFileSync(join(cwd, 'mended_later.py'), '');
    writeFileSync(join(cwd, 'transform.py'), 'print("mended")');
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    const mended = await gluepipeline(['retry', '--local', '--json'], { cwd });
    expect(mended).toMatchObject({ exitCode: 0, json: { succeeded: true } });
    const [run] = (mended.json as { runs: { jobRuns: { name: string; state: string }[] }[] }).runs;
    expect(run?.jobRuns.map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual([
      'extract SUCCEEDED',
      'load SUCCEEDED',
      'transform SUCCEEDED',
    ]);
    expect((await gluepipeline(['logs', 'extract', '--local', '--json'], { cwd })).json).toMatchObject({
      run: { id: expect.any(String) },
    });
    const again = await gluepipeline(['retry', '--local'], { cwd });
    expect(again.exitCode).toBe(10);
    expect(again.stderr).toMatch(/^error\[GP612\] the run of workflow "sales-dev" went well, so there is nothing/);
  }, 120_000);

  it('of one job runs it with the arguments that it had', async () => {
    const script = 'import sys\nopen("args.txt", "w").write(" ".join(sys.argv[1:]))\nraise SystemExit(3)';
    const cwd = await deployed(chain({ extract: script }));
    await gluepipeline(['run', 'extract', '--local', '-q', '--arg', 'day=monday'], { cwd });
    writeFileSync(join(cwd, 'extract.py'), 'import sys\nprint(" ".join(sys.argv[1:]))');
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    expect(await gluepipeline(['retry', 'extract', '--local', '-q'], { cwd })).toMatchObject({ exitCode: 0 });
    const { stdout } = await gluepipeline(['logs', 'extract', '--local', '--stream', 'output'], { cwd });
    expect(stdout).toMatch(/ --day monday\n$/);
  }, 120_000);
});

describe('a name that is no job', () => {
  it('is told as such: with few of many names, or as what it is', async () => {
    const jobs = Array.from({ length: 12 }, (_, at) => ({ name: `job-${String(at)}`, script: 's3://b/s.py' }));
    const cwd = folderWith(chain({}, { jobs, workflow: {} }));
    for (const command of ['stop', 'retry', 'logs']) {
      const unknown = await gluepipeline([command, 'nobody', '--local'], { cwd });
      const names = jobs.slice(0, 10).map(({ name }) => name);
      expect([unknown.exitCode, unknown.stderr]).toEqual([
        64,
        `error[GP603] there is no job "nobody"\n  hint: jobs: ${names.join(', ')} and 2 more\n`,
      ]);
      const id = await gluepipeline([command, 'jr_0123', '--local'], { cwd });
      expect(id.stderr).toBe('error[GP603] "jr_0123" is the id of a run, and no job\n  hint: say --run jr_0123\n');
    }
  });
});

describe('stop', () => {
  it('ends a run that goes on, and refuses one that is over', async () => {
    const cwd = folderWith(chain({ extract: 'import time\ntime.sleep(600)' }));
    const server = begin(['local', 'start'], { cwd });
    try {
      while (!server.stdout().includes('AWS_ENDPOINT_URL')) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await gluepipeline(['deploy', '--local', '-q'], { cwd });
      await gluepipeline(['run', 'extract', '--local', '--no-wait', '-q'], { cwd });
      const stopped = await gluepipeline(['stop', 'extract', '--local'], { cwd });
      expect(stopped).toMatchObject({ exitCode: 0, stdout: 'STOPPED job sales-dev-extract\n' });
      const again = await gluepipeline(['stop', 'extract', '--local'], { cwd });
      expect(again.exitCode).toBe(10);
      expect(again.stderr).toMatch(/^error\[GP612\] the run of job "sales-dev-extract" is over \(STOPPED\)\n/);
    } finally {
      server.signal('SIGINT');
      await server.ran;
    }
  }, 120_000);
});
