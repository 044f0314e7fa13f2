import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline, type Json, textIn } from '../harness.ts';

const plain = { NO_COLOR: '1' };
const deploy = ['deploy', '--local', '--yes'];

const write = (cwd: string, scripts: Record<string, string>, more: Json = {}) =>
  writeFileSync(join(cwd, 'config.json'), chain(scripts, more)['config.json'] ?? '');

/** Two jobs deployed, and a config that has one. */
async function oneLess(more: Json = {}): Promise<string> {
  const cwd = folderWith(chain({ extract: '', load: '' }, more));
  await gluepipeline(deploy, { cwd });
  write(cwd, { extract: '' }, more);
  return cwd;
}

describe('plan --out and deploy --plan', () => {
  it('deploy just what was reviewed, with the flags that it was planned with', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(deploy, { cwd });
    writeFileSync(join(cwd, 'config.json'), textIn(cwd, 'config.json').replace('pythonshell', 'glueetl'));
    const out = await gluepipeline(['plan', '--local', '--allow-replace', '--out', 'plan.json'], {
      cwd,
      tty: 'all',
      env: plain,
    });
    expect(out.stderr).toContain('wrote plan.json\n');
    expect(out.stderr).toContain('Next: gluepipeline deploy --plan plan.json --local\n');
    const ran = await gluepipeline([...deploy, '--plan', 'plan.json'], { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'Deployed: 0 added, 1 changed, 0 deleted (deployment #2)\n' });
    const again = await gluepipeline([...deploy, '--plan', 'plan.json'], { cwd });
    expect(again.exitCode).toBe(10);
    expect(again.stderr).toMatch(/^error\[GP312\] the plan was made after deployment #1, and the last one is #2 of /m);
    expect(again.stderr).toContain('hint: plan again, and look at it\n');
  });

  it('refuse what is no plan file', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const ran = await gluepipeline([...deploy, '--plan', 'config.json'], { cwd });
    expect(ran).toMatchObject({
      exitCode: 3,
      stderr:
        'error[GP313] config.json is no plan file\n  hint: make one with: gluepipeline plan --local --out plan.json\n',
    });
  });
});

describe('protect', () => {
  it('refuses a deployment that deletes, whatever was agreed to', async () => {
    const cwd = await oneLess({ protect: true });
    const ran = await gluepipeline(deploy, { cwd });
    expect(ran).toMatchObject({
      exitCode: 10,
      stderr:
        'error[GP315] sales/dev is protected, and the plan deletes job load, workflow sales-dev, trigger run-load, trigger start\n  hint: keep them in the config, or take protect: true out of it first\n',
    });
    write(cwd, { extract: '' });
    expect((await gluepipeline(deploy, { cwd })).exitCode).toBe(0);
  });

  it('can be said of one environment', async () => {
    const cwd = await oneLess({ environments: { dev: { protect: true } } });
    expect((await gluepipeline(deploy, { cwd })).exitCode).toBe(10);
  });

  it('has the name typed before a destroy; --yes is no answer', async () => {
    const cwd = folderWith(chain({ load: '' }, { protect: true }));
    await gluepipeline(deploy, { cwd });
    const destroy = ['destroy', '--local', '--yes'];
    const nobody = await gluepipeline(destroy, { cwd });
    expect(nobody.exitCode).toBe(10);
    expect(nobody.stderr).toContain('error[GP315] sales/dev is protected: its name has to be typed');
    for (const stdin of ['y\n', 'sales\n', '']) {
      const no = await gluepipeline(destroy, { cwd, stdin, tty: 'all', env: plain });
      expect(no).toMatchObject({ exitCode: 8, stdout: 'Declined: nothing was changed.\n' });
    }
    const yes = await gluepipeline(destroy, { cwd, stdin: 'sales/dev\n', tty: 'all', env: plain });
    expect(yes.stderr).toContain('sales/dev is protected. To destroy it, type sales/dev: ');
    expect(yes).toMatchObject({ exitCode: 0, stdout: 'Destroyed: 1 deleted (deployment #2)\n' });
  });
});

describe('--max-deletes', () => {
  it('refuses a plan that deletes more', async () => {
    const cwd = await oneLess();
    const ran = await gluepipeline([...deploy, '--max-deletes', '3'], { cwd });
    expect(ran.exitCode).toBe(10);
    expect(ran.stderr).toMatch(/^error\[GP316\] the plan deletes 4, and at most 3 may be deleted: job load, /m);
    expect((await gluepipeline([...deploy, '--max-deletes', '4'], { cwd })).exitCode).toBe(0);
  });
});
