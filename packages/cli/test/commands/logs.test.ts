import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, gluepipeline, type Going, until } from '../harness.ts';

/** A folder in which the pipeline was deployed and has run, or that job of it. */
async function ran(files: Readonly<Record<string, string>>, ...job: string[]): Promise<string> {
  const cwd = folderWith(files);
  await gluepipeline(['deploy', '--local', '-q'], { cwd });
  await gluepipeline(['run', ...job, '--local', '-q'], { cwd });
  return cwd;
}

/** Makes an empty file: the sign that a script waits for. */
function touch(cwd: string, name: string): void {
  writeFileSync(join(cwd, name), '');
}

const time = String.raw`\d\d:\d\d:\d\d\.\d{3}`;

describe('logs', () => {
  it('shows what all jobs of the last run wrote, by time, and each by itself', async () => {
    const cwd = await ran(chain({ extract: 'print("one")\nprint("two")', load: 'print("three")' }));
    const all = await gluepipeline(['logs', '--local', '--grep', '^(one|two|three)$'], { cwd });
    expect(all).toMatchObject({ exitCode: 0, stderr: '' });
    expect(all.stdout).toMatch(new RegExp(`^${time} extract one\n${time} extract two\n${time} load three\n$`));
    const one = await gluepipeline(['logs', 'load', '--local', '--stream', 'output'], { cwd });
    expect(one.stdout).toMatch(new RegExp(`^${time} three\n$`));
  });

  it('gives one JSON document, and names the run', async () => {
    const cwd = await ran(chain({ extract: 'print("one")' }), 'extract');
    const { json } = await gluepipeline(['logs', 'extract', '--local', '--stream', 'output', '--json'], { cwd });
    const id = (json as { run: { id: string } }).run.id;
    expect(json).toEqual({
      schemaVersion: 1,
      lines: [
        {
          timestamp: expect.any(Number),
          job: 'extract',
          run: id,
          group: '/aws-glue/python-jobs/output',
          stream: id,
          text: 'one',
        },
      ],
      run: { kind: 'job', name: 'sales-dev-extract', id, maxRetries: 0, state: 'SUCCEEDED', over: true },
    });
    const byId = await gluepipeline(['logs', '--run', id, '--local', '--stream', 'output'], { cwd });
    expect(byId.stdout).toMatch(/ one\n$/);
  });

  it('leaves out what Spark writes anyway, unless told otherwise, and says so where nothing is left', async () => {
    const cwd = await ran(chain({ extract: 'print("26/11/27 18:00:01 INFO SparkContext: Running")' }), 'extract');
    const quiet = await gluepipeline(['logs', 'extract', '--local', '--stream', 'output'], { cwd });
    expect(quiet).toMatchObject({ stdout: '', stderr: 'no line is left; --noise shows what Spark writes too\n' });
    const loud = await gluepipeline(['logs', 'extract', '--local', '--stream', 'output', '--noise'], { cwd });
    expect(loud.stdout).toMatch(/ INFO SparkContext: Running\n$/);
  });

  it('follows a run, a line within a second of its being written, to its end', async () => {
    const script = [
      'import os, time',
      'print("begun")',
      'while not os.path.exists("go"): time.sleep(0.01)',
      'print("written at", time.time())',
      'while not os.path.exists("end"): time.sleep(0.01)',
    ].join('\n');
    const cwd = folderWith(chain({ extract: script }));
    const server = begin(['local', 'start'], { cwd });
    let following: Going | undefined;
    try {
      await until('the endpoint is there', () => server.stdout().includes('AWS_ENDPOINT_URL'));
      await gluepipeline(['deploy', '--local', '-q'], { cwd });
      await gluepipeline(['run', 'extract', '--local', '--no-wait', '-q'], { cwd });
      const output = begin(['logs', 'extract', '--local', '--follow', '--stream', 'output'], { cwd });
      following = output;
      await until('the first line is there', () => output.stdout().includes('begun'));
      touch(cwd, 'go');
      await until('the second line is there', () => output.stdout().includes('written at'));
      const late = Date.now() / 1000 - Number(/written at ([\d.]+)/.exec(output.stdout())?.[1]);
      expect(late).toBeLessThan(1);
      touch(cwd, 'end');
      expect(await output.ran).toMatchObject({ exitCode: 0, stderr: '' });
    } finally {
      following?.signal('SIGINT');
      server.signal('SIGINT');
      await server.ran;
    }
  }, 60_000);

  it('says what is wrong with a run, a job, a time or a pattern that is none', async () => {
    const cwd = folderWith(chain({ extract: '' }));
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    const wrong = async (...argv: string[]) => {
      const { exitCode, stderr } = await gluepipeline(['logs', '--local', ...argv], { cwd });
      return [exitCode, stderr.split('\n')[0]];
    };
    expect(await wrong('--run', 'jr_none')).toEqual([9, 'error[GP609] there is no run "jr_none" of this pipeline']);
    expect(await wrong('exract')).toEqual([64, 'error[GP603] there is no job "exract"']);
    expect(await wrong('--since', 'yesterday')).toEqual([64, 'error[GP610] "yesterday" is no time']);
    expect(await wrong('--grep', '(')).toEqual([64, 'error[GP611] --grep ( is no regular expression']);
    expect((await wrong('--stream', 'middle'))[0]).toBe(64);
  });

  it('of a group are those of its jobs, each of its newest run, merged', async () => {
    const cwd = folderWith({
      'config.json': JSON.stringify({
        pipeline_name: 'sales',
        jobs: [
          {
            name: 'load',
            for_each: { eu: 1, us: 2, jp: 3 },
            script: 'load.py',
            type: 'pythonshell',
            arguments: { who: '${each.key}' },
          },
          { name: 'other', script: 'load.py', type: 'pythonshell', arguments: { who: 'other' } },
        ],
        role: 'R',
        glue_version: '6.0',
      }),
      'load.py': 'import sys\nprint("from", sys.argv[sys.argv.index("--who") + 1])',
    });
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    const none = await gluepipeline(['logs', 'load', '--local'], { cwd });
    expect(none).toMatchObject({ exitCode: 9 });
    expect(none.stderr).toContain('error[GP609] group "load" has not run yet');
    await gluepipeline(['run', 'load-eu', 'load-us', '--local', '-q'], { cwd });
    const { exitCode, stdout } = await gluepipeline(['logs', 'load', '--stream', 'output', '--local'], { cwd });
    expect(exitCode).toBe(0);
    expect(
      [...stdout.matchAll(/load-\w+ +.*from \w+$/gm)].map(([line]) => line.replace(/ +.*from /, ' ')).toSorted(),
    ).toEqual(['load-eu eu', 'load-us us']);
    const { json } = await gluepipeline(['run', 'other', '--local', '--json'], { cwd });
    const [{ id }] = (json as unknown as { runs: [{ id: string }] }).runs;
    const stranger = await gluepipeline(['logs', 'load', '--run', id, '--local'], { cwd });
    expect([stranger.exitCode, stranger.stderr]).toEqual([9, expect.stringContaining(`there is no run "${id}"`)]);
  });

  it('says that nothing has run yet', async () => {
    const cwd = folderWith(chain({ extract: '', load: '' }));
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    const { exitCode, json } = await gluepipeline(['logs', '--local', '--json'], { cwd });
    expect({ exitCode, error: json.error }).toEqual({
      exitCode: 9,
      error: {
        code: 'GP609',
        message: 'workflow "sales-dev" has not run yet',
        hint: 'start it with: gluepipeline run --local',
      },
    });
  });
});
