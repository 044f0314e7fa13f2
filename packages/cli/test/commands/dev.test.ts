import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, type Going, gluepipeline, textIn, until } from '../harness.ts';

/** A save is a deployment and a run, on a machine that may be busy. */
const limit = 100_000;

/** `dev` in a folder until `use` is done; gives what it came to. */
async function developing(argv: readonly string[], cwd: string, use: (going: Going) => Promise<void>) {
  const going = begin(['dev', ...argv], { cwd });
  try {
    await use(going);
  } finally {
    going.signal('SIGINT');
  }
  return going.ran;
}

const waits = (going: Going, times: number) =>
  until('it waits for a save', () => going.stderr().split('watching ').length > times, limit);

describe('dev', () => {
  it('runs the job that a save changed and shows its log, outlives a broken config, and ends with Ctrl-C', async () => {
    const cwd = folderWith(chain({ extract: 'print("first")', load: 'open("loaded", "w")' }));
    const save = (path: string, text: string) => writeFileSync(join(cwd, path), text);
    const config = textIn(cwd, 'config.json');
    const ran = await developing(['--local'], cwd, async (going) => {
      await waits(going, 1);
      expect(going.stdout()).toMatch(/^Deployed: 7 added, 0 changed, 0 deleted \(deployment #1\)\n$/);
      save('extract.py', 'print("second")');
      await waits(going, 2);
      expect(going.stdout()).toMatch(
        /\nDeployed: 1 added, 1 changed, 0 deleted .*\n(?:extract \| .*\n)*extract \| second\nSUCCEEDED in .*: 1 succeeded\n$/,
      );
      save('config.json', config.replace('"extract.py"', '"extrct.py"'));
      await waits(going, 3);
      expect(going.stderr()).toContain('error[GP100] config.json has errors');
      save('extract.py', 'import nowhere_to_be_found');
      save('config.json', config);
      await waits(going, 4);
      expect(going.stdout()).toContain("failed extract: ModuleNotFoundError: No module named 'nowhere_to_be_found'");
    });
    expect(ran).toMatchObject({ exitCode: 130, stderr: expect.stringMatching(/\nstopping\n$/) });
    expect(ran.stdout).not.toContain('load');
    expect((await gluepipeline(['local', 'status', '--json'], { cwd })).json).toMatchObject({ running: false });
  }, 1100_000);

  it('runs the named job to begin with, and a save during its run stops that run and begins the next', async () => {
    const cwd = folderWith(chain({ load: 'import time\nprint("slow", flush=True)\ntime.sleep(600)' }));
    await developing(['load', '--local'], cwd, async (going) => {
      await until('the job runs', () => going.stdout().includes('load | slow'), limit);
      writeFileSync(join(cwd, 'load.py'), 'print("quick")');
      await waits(going, 2);
      expect(going.stdout()).toMatch(/load \| quick\nSUCCEEDED in .*: 1 succeeded\n$/);
    });
    const { json } = await gluepipeline(['runs', '--job', 'load', '--local', '--json'], { cwd });
    const { runs } = json as { runs: { state: string }[] };
    expect(runs.map(({ state }) => state)).toEqual(['SUCCEEDED', 'STOPPED']);
  }, 1100_000);

  it('runs what a save has cut off again with what that save changed', async () => {
    const cwd = folderWith(chain({ extract: '', load: '' }));
    const save = (path: string, text: string) => writeFileSync(join(cwd, path), text);
    const go = join(cwd, '.go');
    await developing(['--local'], cwd, async (going) => {
      await waits(going, 1);
      save(
        'extract.py',
        `import os, time\nprint("slow", flush=True)\nwhile not os.path.exists(${JSON.stringify(go)}): time.sleep(0.05)`,
      );
      await until('the job runs', () => going.stdout().includes('extract | slow'));
      save('load.py', 'print("quick")');
      await until('it runs again', () => going.stdout().split('extract | slow').length > 2);
      writeFileSync(go, '');
      await waits(going, 3);
      expect(going.stdout()).toMatch(/load +\| quick\n(?:.*\n)*SUCCEEDED in .*: 2 succeeded\n$/);
    });
  }, 1100_000);

  it('refuses AWS without an environment, and one that is protected', async () => {
    const cwd = folderWith(chain({ load: '' }, { protect: true }));
    const unnamed = await gluepipeline(['dev'], { cwd });
    expect(unnamed).toMatchObject({ exitCode: 10, stderr: expect.stringContaining('error[GP618] every save would') });
    const guarded = await gluepipeline(['dev', '-e', 'prod'], { cwd });
    expect(guarded).toMatchObject({
      exitCode: 10,
      stderr: expect.stringContaining('error[GP618] environment "prod" is protected'),
    });
  });
});
