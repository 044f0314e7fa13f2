import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const deploy = ['deploy', '--local'];
const plain = { NO_COLOR: '1' };

describe('deploy', () => {
  it('on this machine says nothing of roles, which nobody needs here, beside what is wrong', async () => {
    const jobs = [{ name: 'load', script: 's3://b/s.py', depends_on: ['nobody'] }];
    const cwd = folderWith({ 'config.json': JSON.stringify({ pipeline_name: 'sales', glue_version: '5.1', jobs }) });
    const ran = await gluepipeline(['deploy', '--local'], { cwd });
    expect([ran.exitCode, ran.stderr]).toEqual([3, expect.stringContaining('error[GP204]')]);
    expect(ran.stderr).not.toContain('GP206');
    const strict = await gluepipeline(['deploy', '--local', '--rule', 'GP206=error'], { cwd });
    expect(strict.stderr).toContain('error[GP206]');
  });

  it('tells each step on stderr and the sum on stdout', async () => {
    const ran = await gluepipeline(deploy, { cwd: folderWith(chain({ load: 'print(1)' })) });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toBe('Deployed: 2 added, 0 changed, 0 deleted (deployment #1)\n');
    expect(ran.stderr.split('\n').filter((line) => line.startsWith('✓'))).toEqual([
      '✓ uploaded script load.py',
      '✓ created job load',
    ]);
  });

  it('finds nothing to do the second time', async () => {
    const cwd = folderWith(chain({ extract: '', load: '' }));
    await gluepipeline(deploy, { cwd });
    const ran = await gluepipeline(deploy, { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'No changes. 7 unchanged.\n', stderr: '' });
  });

  it('says results alone with --quiet', async () => {
    const ran = await gluepipeline([...deploy, '-q'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran).toMatchObject({ stdout: 'Deployed: 2 added, 0 changed, 0 deleted (deployment #1)\n', stderr: '' });
  });

  it('tells plan and result as one document', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const first = await gluepipeline([...deploy, '--json'], { cwd });
    expect(first.stderr).toBe('');
    expect(first.json).toMatchObject({
      outcome: 'done',
      deployment: 1,
      plan: { stack: 'sales/dev', summary: { add: 2 } },
      result: {
        done: [
          { action: 'create', kind: 'artifact' },
          { action: 'create', kind: 'job', name: 'sales-dev-load' },
        ],
        failed: [],
        neverRun: [],
      },
    });
    const second = await gluepipeline([...deploy, '--json'], { cwd });
    expect(second.json).toMatchObject({ outcome: 'no-changes', plan: { hasChanges: false } });
  });

  it('keeps environments apart', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(deploy, { cwd });
    const prod = await gluepipeline([...deploy, '--environment', 'prod', '--json'], { cwd });
    expect(prod.json).toMatchObject({ plan: { stack: 'sales/prod' }, deployment: 1 });
    expect((await gluepipeline(['plan', '--local', '--json'], { cwd })).json.hasChanges).toBe(false);
  });

  it('does not look at account_id on the embedded endpoint', async () => {
    const ran = await gluepipeline(deploy, { cwd: folderWith(chain({ load: '' }, { account_id: '123456789012' })) });
    expect(ran.exitCode).toBe(0);
  });

  it('keeps its state beside the config, and reads scripts from there, wherever it is called', async () => {
    const cwd = folderWith(
      Object.fromEntries(Object.entries(chain({ load: '' })).map(([path, text]) => [`etl/${path}`, text])),
    );
    expect((await gluepipeline([...deploy, '-c', 'etl'], { cwd })).exitCode).toBe(0);
    expect((await gluepipeline(deploy, { cwd: join(cwd, 'etl') })).stdout).toBe('No changes. 2 unchanged.\n');
  });

  it('says the next step on a terminal, about the same place', async () => {
    const ran = await gluepipeline([...deploy, '-e', 'prod'], {
      cwd: folderWith(chain({ load: '' })),
      tty: 'all',
      env: plain,
    });
    expect(ran.stderr.endsWith('\nNext: gluepipeline run -e prod --local\n')).toBe(true);
  });
});

describe('deploy where it deletes', () => {
  async function withOneJobLess(): Promise<string> {
    const cwd = folderWith(chain({ extract: '', load: '' }));
    await gluepipeline(deploy, { cwd });
    writeFileSync(join(cwd, 'config.json'), chain({ extract: '' })['config.json'] ?? '');
    return cwd;
  }

  it('changes nothing where nobody can be asked, and names --yes', async () => {
    const cwd = await withOneJobLess();
    const ran = await gluepipeline([...deploy, '-e', 'dev', '--json'], { cwd });
    expect(ran.exitCode).toBe(8);
    expect(ran.json).toEqual({
      schemaVersion: 1,
      error: {
        code: 'GP310',
        message: 'the plan has 4 to delete, and nobody can be asked here',
        hint: 'review the plan, then say: gluepipeline deploy --yes -e dev --local',
      },
      exitCode: 8,
    });
    expect((await gluepipeline(['plan', '--local', '--json'], { cwd })).json).toMatchObject({ summary: { delete: 4 } });
  });

  it.each(['y\n', 'YES\n'])('goes on when a person answers %j', async (stdin) => {
    const ran = await gluepipeline(deploy, { cwd: await withOneJobLess(), stdin, tty: 'all', env: plain });
    expect(ran.stderr).toContain('Deploy: 4 to delete? [y/N] ');
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'Deployed: 0 added, 0 changed, 4 deleted (deployment #2)\n' });
  });

  it.each(['n\n', '\n', '', 'yesterday\n'])('changes nothing when a person answers %j', async (stdin) => {
    const cwd = await withOneJobLess();
    const ran = await gluepipeline(deploy, { cwd, stdin, tty: 'all', env: plain });
    expect(ran).toMatchObject({ exitCode: 8, stdout: 'Declined: nothing was changed.\n' });
    expect((await gluepipeline(['plan', '--local', '--json'], { cwd })).json).toMatchObject({ summary: { delete: 4 } });
  });

  it('shows the plan before it asks, also with --quiet and --json', async () => {
    for (const flag of ['-q', '--json']) {
      const ran = await gluepipeline([...deploy, flag], {
        cwd: await withOneJobLess(),
        stdin: 'n\n',
        tty: 'all',
        env: plain,
      });
      expect(ran.stderr.indexOf('Plan: 0 to add, 0 to change, 4 to delete')).toBeGreaterThan(-1);
      expect(ran.stderr.indexOf('4 to delete')).toBeLessThan(ran.stderr.indexOf('[y/N]'));
    }
  });

  it('does not ask with --yes', async () => {
    const ran = await gluepipeline([...deploy, '--yes'], { cwd: await withOneJobLess() });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'Deployed: 0 added, 0 changed, 4 deleted (deployment #2)\n' });
  });

  it('makes a job of another type anew only with --allow-replace', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(deploy, { cwd });
    const text = chain({ load: '' })['config.json'] ?? '';
    writeFileSync(join(cwd, 'config.json'), text.replace('pythonshell', 'glueetl'));
    const refused = await gluepipeline([...deploy, '--yes'], { cwd });
    expect(refused.exitCode).toBe(10);
    expect(refused.stderr).toContain('error[GP302]');
    const ran = await gluepipeline([...deploy, '--yes', '--allow-replace'], { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'Deployed: 0 added, 1 changed, 0 deleted (deployment #2)\n' });
  });
});

describe('destroy', () => {
  it('deletes what was deployed, and nothing else', async () => {
    const cwd = folderWith(chain({ extract: '', load: '' }));
    await gluepipeline(deploy, { cwd });
    await gluepipeline([...deploy, '-e', 'prod'], { cwd });
    const ran = await gluepipeline(['destroy', '--local', '-e', 'prod', '--yes'], { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'Destroyed: 5 deleted (deployment #2)\n' });
    expect((await gluepipeline(['plan', '--local', '--json'], { cwd })).json.hasChanges).toBe(false);
  });

  it('is content where nothing is there', async () => {
    const ran = await gluepipeline(['destroy', '--local'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing to destroy: sales/dev has nothing deployed.\n',
      stderr: '',
    });
  });

  it('asks a person first, and takes no for an answer', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(deploy, { cwd });
    const no = await gluepipeline(['destroy', '--local'], { cwd, stdin: 'n\n', tty: 'all', env: plain });
    expect(no).toMatchObject({ exitCode: 8, stdout: 'Declined: nothing was changed.\n' });
    const yes = await gluepipeline(['destroy', '--local'], { cwd, stdin: 'y\n', tty: 'all', env: plain });
    expect(yes).toMatchObject({ exitCode: 0, stdout: 'Destroyed: 1 deleted (deployment #2)\n' });
  });

  it('does nothing where nobody can be asked, and names --yes', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(deploy, { cwd });
    const ran = await gluepipeline(['destroy', '--local'], { cwd });
    expect(ran.exitCode).toBe(8);
    expect(ran.stderr).toContain('hint: review the plan, then say: gluepipeline destroy --yes --local\n');
    expect((await gluepipeline(['plan', '--local', '--json'], { cwd })).json.hasChanges).toBe(false);
  });

  it('says nothing of the warnings of a config that is going', async () => {
    const cwd = folderWith({
      'config.json': '{ "pipeline_name": "p", "jobs": [{ "name": "a", "script": "s3://b/a.py" }] }',
    });
    expect((await gluepipeline(['destroy', '--local'], { cwd })).stderr).toBe('');
  });

  it('works when a script of the config is gone', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(deploy, { cwd });
    writeFileSync(join(cwd, 'config.json'), (chain({ load: '' })['config.json'] ?? '').replace('load.py', 'gone.py'));
    expect((await gluepipeline(['destroy', '--local', '--yes'], { cwd })).stdout).toContain('Destroyed: 1 deleted');
  });
});
