import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const plan = ['plan', '--local', '--detailed-exitcode'];

describe('plan', () => {
  it('shows everything as new before the first deployment, and ends with 2 where that was asked', async () => {
    const cwd = folderWith(chain({ extract: 'print(1)', load: 'print(2)' }));
    const ran = await gluepipeline(plan, { cwd });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toMatch(
      /^Pipeline sales · environment dev · account 000000000000 · us-east-1\n\n {2}\+ script {3}extract\.py/,
    );
    expect(ran.stdout).toMatch(/\n {2}\+ job {6}load +pythonshell, 0\.0625 DPU\n/);
    expect(ran.stdout.trimEnd().split('\n').at(-1)).toBe('Plan: 7 to add, 0 to change, 0 to delete, 0 unchanged');
  });

  it('ends with 0 in spite of changes where nobody asked', async () => {
    expect((await gluepipeline(['plan', '--local'], { cwd: folderWith(chain({ load: '' })) })).exitCode).toBe(0);
  });

  it('is empty after a deployment, and then ends with 0', async () => {
    const cwd = folderWith(chain({ extract: '', load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    const ran = await gluepipeline(plan, { cwd });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('No changes.');
    const { json } = await gluepipeline([...plan, '--json'], { cwd });
    expect(json).toMatchObject({
      stack: 'sales/dev',
      hasChanges: false,
      destructive: false,
      changes: [],
      blockers: [],
      warnings: [],
    });
  });

  it('names the field that a changed script changes', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    writeFileSync(join(cwd, 'load.py'), 'print("more")');
    const { json, exitCode } = await gluepipeline([...plan, '--json'], { cwd });
    expect(exitCode).toBe(2);
    expect(json).toMatchObject({
      summary: { add: 1, change: 1, delete: 0 },
      changes: [
        { action: 'create', kind: 'artifact', label: 'load.py' },
        { action: 'update', kind: 'job', label: 'load', fields: [{ field: 'script' }] },
      ],
    });
  });

  it('says that there are warnings before anything is asked of AWS', async () => {
    const cwd = folderWith({
      'config.json':
        '{ "pipeline_name": "p", "glue_version": "2.0", "jobs": [{ "name": "a", "script": "s3://b/a.py" }] }',
    });
    // No role either, but the embedded endpoint needs none.
    const local = await gluepipeline(['plan', '--local', '-e', 'prod'], { cwd });
    expect(local.stderr).toBe(
      '1 warning in the config: see gluepipeline validate -e prod\n' +
        'warning: the script of job "a" is not in the local S3: s3://b/a.py; its runs will fail\n',
    );
    const aws = await gluepipeline(['plan'], { cwd });
    expect(aws.stderr).toMatch(/^2 warnings in the config: see gluepipeline validate\nerror\[/);
  });

  it('masks what looks like a secret', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    const jobs = [{ name: 'load', script: 'load.py', type: 'pythonshell', arguments: { password: 'hunter2' } }];
    writeFileSync(join(cwd, 'config.json'), JSON.stringify({ pipeline_name: 'sales', role: 'GlueRole', jobs }));
    for (const format of [[], ['--json']]) {
      const ran = await gluepipeline(['plan', '--local', ...format], { cwd });
      expect(ran.stdout).toContain('arguments.');
      expect(ran.stdout + ran.stderr).not.toContain('hunter2');
    }
  });

  it('shows what is wrong with an invalid config, and ends with 3', async () => {
    const cwd = folderWith({ 'config.json': chain({ load: '' })['config.json'] ?? '' });
    const { json, exitCode } = await gluepipeline([...plan, '--json'], { cwd });
    expect(exitCode).toBe(3);
    expect(json).toMatchObject({ error: { code: 'GP100', issues: [{ code: 'GP233' }] }, exitCode: 3 });
  });

  it('tells once what stands in the way, and ends with 10', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    writeFileSync(
      join(cwd, 'config.json'),
      (chain({ load: '' })['config.json'] ?? '').replace('pythonshell', 'glueetl'),
    );
    const ran = await gluepipeline(plan, { cwd });
    expect(ran.exitCode).toBe(10);
    expect(ran.stdout.split('GP302')).toHaveLength(2);
  });

  it('says that nobody is signed in, and ends with 4', async () => {
    const cwd = folderWith({
      'config.json':
        '{ "pipeline_name": "p", "glue_version": "6.0", "jobs": [{ "name": "a", "script": "s3://b/a.py" }] }',
    });
    const { json, exitCode } = await gluepipeline(['plan', '--region', 'eu-west-1', '--json'], { cwd });
    expect(exitCode).toBe(4);
    expect(json).toMatchObject({ error: { code: 'GP401' }, exitCode: 4 });
  });
});
