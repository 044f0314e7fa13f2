import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline, type Json, textIn } from '../harness.ts';

const deploy = ['deploy', '--local', '--yes'];

/** extract → load → publish, deployed; then every job and its script changed. */
async function allChanged(): Promise<string> {
  const cwd = folderWith(chain({ extract: '', load: '', publish: '' }));
  await gluepipeline(deploy, { cwd });
  const config = JSON.parse(textIn(cwd, 'config.json')) as { jobs: Json[] };
  const jobs = config.jobs.map((job) => ({ ...job, timeout: 7 }));
  writeFileSync(join(cwd, 'config.json'), JSON.stringify({ ...config, jobs }));
  return cwd;
}

describe('--select', () => {
  it('plans and deploys a part, says what it leaves, and the rest is still to be deployed', async () => {
    const cwd = await allChanged();
    const plan = await gluepipeline(['plan', '--local', '--select', 'load'], {
      cwd,
      tty: 'all',
      env: { NO_COLOR: '1' },
    });
    expect(plan.stdout).toContain(
      'Not selected, and would change: job extract, job publish\nPlan: 0 to add, 1 to change, 0 to delete, 2 unchanged, 7 not selected\n',
    );
    expect(plan.stderr).toContain('Next: gluepipeline deploy --select load --local\n');
    const ran = await gluepipeline([...deploy, '--select', 'load'], { cwd });
    expect(ran).toMatchObject({
      exitCode: 0,
      stdout: 'Deployed: 0 added, 1 changed, 0 deleted, 7 not selected (deployment #2)\n',
    });
    const rest = await gluepipeline(['plan', '--local', '--json'], { cwd });
    expect(rest.json.summary).toMatchObject({ change: 2, drifted: 0 });
    const none = await gluepipeline([...deploy, '--select', 'load'], { cwd });
    expect(none).toMatchObject({ exitCode: 0, stdout: 'No changes. 3 unchanged, 7 not selected.\n' });
  });

  it('is told by history, and a rollback goes back from it and to it', async () => {
    const cwd = await allChanged();
    await gluepipeline([...deploy, '--select', 'load'], { cwd });
    const history = await gluepipeline(['history', '--local'], { cwd });
    expect(history.stdout).toMatch(/#2 .* deploy of a part +done +\+0 ~1 -0\n/);
    const one = await gluepipeline(['history', '2', '--local', '--json'], { cwd });
    expect(one.json.deployments).toMatchObject([{ select: ['load'], plan: { change: 1, notSelected: 7 } }]);
    await gluepipeline(deploy, { cwd });
    const back = await gluepipeline(['rollback', '--local', '--yes'], { cwd });
    expect(back).toMatchObject({ exitCode: 0, stdout: 'Rolled back: 0 added, 2 changed, 0 deleted (deployment #4)\n' });
    const before = await gluepipeline(['rollback', '--to', '1', '--local', '--yes'], { cwd });
    expect(before.stdout).toBe('Rolled back: 0 added, 1 changed, 0 deleted (deployment #5)\n');
  });

  it('leaves to gc nothing that what was not selected still uses', async () => {
    const cwd = folderWith(chain({ extract: 'print(1)', load: 'print(2)' }));
    await gluepipeline(deploy, { cwd });
    for (const script of ['extract', 'load']) {
      writeFileSync(join(cwd, `${script}.py`), 'print(3)');
    }
    await gluepipeline([...deploy, '--select', 'load'], { cwd });
    const gc = await gluepipeline(['gc', '--keep', '1', '--older-than', '0s', '--local', '--yes', '--json'], { cwd });
    expect(gc.json).toMatchObject({ outcome: 'deleted', records: [expect.anything()], uploads: [expect.anything()] });
    await gluepipeline(deploy, { cwd });
    const back = await gluepipeline(['rollback', '--local', '--yes'], { cwd });
    expect(back).toMatchObject({ exitCode: 0, stdout: 'Rolled back: 0 added, 1 changed, 0 deleted (deployment #4)\n' });
  });

  it('is a part of a saved plan', async () => {
    const cwd = await allChanged();
    await gluepipeline(['plan', '--local', '--select', 'load', '--out', 'plan.json'], { cwd });
    const ran = await gluepipeline([...deploy, '--plan', 'plan.json', '--json'], { cwd });
    expect(ran.json).toMatchObject({
      outcome: 'done',
      plan: {
        summary: { change: 1, notSelected: 7 },
        notSelected: {
          select: ['load'],
          resources: 7,
          changes: [
            { action: 'update', kind: 'job', label: 'extract' },
            { action: 'update', kind: 'job', label: 'publish' },
          ],
        },
      },
    });
  });

  it('asks about what the part deletes alone, and says the same part again', async () => {
    const cwd = folderWith(chain({ extract: '', load: '', publish: '' }));
    await gluepipeline(deploy, { cwd });
    writeFileSync(join(cwd, 'config.json'), chain({ extract: '', publish: '' })['config.json'] ?? '');
    expect((await gluepipeline(['deploy', '--local', '--select', 'extract'], { cwd })).exitCode).toBe(0);
    const asked = await gluepipeline(['deploy', '--local', '--select', 'load'], { cwd });
    expect(asked.exitCode).toBe(8);
    expect(asked.stderr).toContain(
      'hint: review the plan, then say: gluepipeline deploy --select load --yes --local\n',
    );
  });

  it('refuses a name that nothing has', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const ran = await gluepipeline(['plan', '--local', '--select', 'laod'], { cwd });
    expect(ran).toMatchObject({
      exitCode: 64,
      stderr: 'error[GP319] there is nothing to select by "laod"\n  hint: did you mean "load"?\n',
    });
  });
});
