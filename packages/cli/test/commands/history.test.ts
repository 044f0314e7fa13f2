import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const plain = { NO_COLOR: '1' };
const env = { GITHUB_ACTOR: 'ann', ...plain };

/** Two deployments: of two jobs, then of one. */
async function twice(): Promise<string> {
  const cwd = folderWith(chain({ extract: '', load: '' }));
  await gluepipeline(['deploy', '--local'], { cwd, env });
  writeFileSync(join(cwd, 'config.json'), chain({ extract: '' })['config.json'] ?? '');
  await gluepipeline(['deploy', '--local', '--yes'], { cwd, env });
  return cwd;
}

describe('history', () => {
  it('lists the deployments, the newest first, and tells one of them whole', async () => {
    const cwd = await twice();
    const list = await gluepipeline(['history', '--local'], { cwd });
    expect(list.stdout.split('\n')).toEqual([
      expect.stringMatching(/^ +WHEN +WHO +COMMIT +WHAT +RESULT +CHANGES$/),
      expect.stringMatching(/^#2 +\d{4}-\d\d-\d\d \d\d:\d\dZ +ann +deploy +done +\+0 ~0 -4$/),
      expect.stringMatching(/^#1 +\d{4}-\d\d-\d\d \d\d:\d\dZ +ann +deploy +done +\+7 ~0 -0$/),
      '',
    ]);
    const one = await gluepipeline(['history', '2', '--local'], { cwd });
    expect(one.stdout).toMatch(/^sales\/dev · deployment #2\n\nwhat {5}deploy\nresult {3}done\n/);
    expect(one.stdout).toContain('  - job      load\n');
    const json = await gluepipeline(['history', '--local', '--json', '--limit', '1'], { cwd });
    expect(json.json).toMatchObject({
      stack: 'sales/dev',
      deployments: [{ number: 2, by: 'ann', outcome: 'done', plan: { delete: 4 } }],
    });
  });

  it('says that there is none yet, and that a number is none', async () => {
    const cwd = folderWith(chain({ load: '' }));
    expect(await gluepipeline(['history', '--local'], { cwd })).toMatchObject({
      exitCode: 0,
      stdout: 'sales/dev has no deployments yet\n',
    });
    expect(await gluepipeline(['history', 'abc', '--local'], { cwd })).toMatchObject({ exitCode: 64 });
  });
});

describe('rollback', () => {
  it('says from where and to where, what it does not undo, and what it did', async () => {
    const cwd = await twice();
    const ran = await gluepipeline(['rollback', '--local'], { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'Rolled back: 4 added, 0 changed, 0 deleted (deployment #3)\n' });
    expect(ran.stderr).toMatch(/^from #2 of \d{4}-.* by ann\nback to #1 of \d{4}-.* by ann\n\nPipeline sales/);
    expect(ran.stderr).toContain('note: a rollback does not undo what jobs have written');
    const list = await gluepipeline(['history', '--local'], { cwd });
    expect(list.stdout).toContain('rollback to #1');
  });

  it('asks before it deletes, and names --yes where nobody can be asked', async () => {
    const cwd = await twice();
    await gluepipeline(['rollback', '--local'], { cwd });
    const ran = await gluepipeline(['rollback', '--local'], { cwd });
    expect(ran.exitCode).toBe(8);
    expect(ran.stderr).toContain('hint: review the plan, then say: gluepipeline rollback --yes --local\n');
  });

  it('says where there is nothing to go back to', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    const ran = await gluepipeline(['rollback', '--local'], { cwd });
    expect(ran).toMatchObject({
      exitCode: 10,
      stderr:
        'error[GP505] there is no earlier deployment of sales/dev to go back to\n  hint: see which there were with: gluepipeline history --local\n',
    });
  });
});

describe('gc', () => {
  it('shows with --dry-run what would go, asks before it deletes, and says what went', async () => {
    const cwd = folderWith(chain({ load: '1' }));
    for (const text of ['1', '2', '3']) {
      writeFileSync(join(cwd, 'load.py'), text);
      await gluepipeline(['deploy', '--local'], { cwd });
    }
    const words = ['gc', '--local', '--keep', '1', '--older-than', '0s'];
    const dry = await gluepipeline([...words, '--dry-run'], { cwd });
    expect(dry.exitCode).toBe(0);
    expect(dry.stdout).toMatch(
      /scripts\/[0-9a-f]{64}\/load\.py\n(.*\n)+\nWould delete 2 uploads \(1 kB\), 2 records\n$/,
    );
    const refused = await gluepipeline(words, { cwd });
    expect(refused).toMatchObject({ exitCode: 8, stdout: '' });
    expect(refused.stderr).toContain('this deletes 2 uploads (1 kB), 2 records, and nobody can be asked here');
    const no = await gluepipeline(words, { cwd, tty: 'all', stdin: 'n\n', env: plain });
    expect(no).toMatchObject({ exitCode: 8, stdout: 'Declined: nothing was changed.\n' });
    const yes = await gluepipeline([...words, '--yes'], { cwd });
    expect(yes).toMatchObject({ exitCode: 0, stdout: 'Deleted 2 uploads (1 kB), 2 records\n' });
    expect((await gluepipeline([...words, '--json'], { cwd })).json).toMatchObject({ outcome: 'nothing' });
  });
});
