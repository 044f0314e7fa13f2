import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { gluepipeline } from '../harness.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function folderOf(config: string): string {
  const cwd = mkdtempSync(join(tmpdir(), 'gluepipeline-language-'));
  folders.push(cwd);
  mkdirSync(join(cwd, 'scripts'));
  writeFileSync(join(cwd, 'scripts/a.py'), 'print("done")\n');
  writeFileSync(join(cwd, 'gluepipeline.yaml'), config);
  return cwd;
}

const job = 'type: pythonshell, script: scripts/a.py';

describe('variables on the command line', () => {
  const config = `pipeline_name: sales
role: \${env.ROLE}
tags: { account: "\${account_id}", region: "\${region}" }
variables: { minutes: 5 }
jobs: [{ name: load, ${job}, timeout: "\${var.minutes}", description: "for \${var.who:-nobody}" }]
`;

  it('are values of the config, over those of the environment', async () => {
    const cwd = folderOf(config);
    const env = { ROLE: 'R', GLUEPIPELINE_VAR_minutes: '7', GLUEPIPELINE_VAR_who: 'all' };
    const described = async (...words: string[]) => {
      const { json } = await gluepipeline(['plan', '--local', '--json', ...words], { cwd, env });
      return JSON.stringify(json);
    };
    expect(await described()).toContain('"hasChanges":true');
    expect(await gluepipeline(['validate', '--var', 'minutes=many'], { cwd, env })).toMatchObject({
      exitCode: 3,
      stdout: expect.stringContaining('jobs[0].timeout must be a number, not "many"'),
    });
    expect(await gluepipeline(['validate', '--var', 'minuets=1'], { cwd, env })).toMatchObject({
      exitCode: 3,
      stdout: expect.stringContaining('hint: did you mean "minutes"?'),
    });
    expect((await gluepipeline(['validate', '--var', 'minutes'], { cwd, env })).exitCode).toBe(64);
  });

  it('and what the shell has to say, are open in validate and needed in plan', async () => {
    const cwd = folderOf(config);
    expect(await gluepipeline(['validate'], { cwd })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^valid/),
    });
    const plan = await gluepipeline(['plan', '--local'], { cwd });
    expect(plan.exitCode).toBe(3);
    expect(plan.stdout + plan.stderr).toContain('the environment variable ROLE is not set');
  });

  it('never print a value of theirs again', async () => {
    const cwd = folderOf(config);
    const { stdout, stderr } = await gluepipeline(['plan', '--local', '--var', 'who=s3cret'], {
      cwd,
      env: { ROLE: 'R' },
      tty: 'all',
    });
    expect(stderr).toContain('--var who=…');
    expect(stdout + stderr).not.toContain('s3cret');
  });
});

describe('the account and the Region', () => {
  it('are asked where a config goes to', async () => {
    const cwd = folderOf(`pipeline_name: sales
role: arn:aws:iam::\${account_id}:role/etl
artifacts: { bucket: "up-\${account_id}-\${region}" }
jobs: [{ name: load, ${job}, resource_name: "load-\${account_id}-\${region}" }]
`);
    const deployed = await gluepipeline(['deploy', '--local', '--yes', '--json'], { cwd });
    expect(deployed.exitCode).toBe(0);
    expect(JSON.stringify(deployed.json)).toContain('"load-000000000000-us-east-1"');
    expect(await gluepipeline(['plan', '--local', '--detailed-exitcode'], { cwd })).toMatchObject({ exitCode: 0 });
  }, 60_000);
});

describe('a group', () => {
  it('is run by its name', async () => {
    const cwd = folderOf(`pipeline_name: sales
jobs:
  - { name: load, ${job}, for_each: [a, b] }
  - { name: none, ${job}, for_each: [] }
`);
    expect(await gluepipeline(['deploy', '--local', '--yes'], { cwd })).toMatchObject({ exitCode: 0 });
    const ran = await gluepipeline(['run', 'load', '--local'], { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('2 succeeded') });
    const empty = await gluepipeline(['run', 'none', '--local'], { cwd });
    expect(empty.stderr).toContain('group "none" has no items in environment "dev"');
    const wrong = await gluepipeline(['run', 'laod', '--local'], { cwd });
    expect(wrong.stderr).toContain('did you mean "load"?');
  }, 60_000);
});

describe('--rule', () => {
  it('says how rules count', async () => {
    const cwd = folderOf(`pipeline_name: sales\njobs: [{ name: load, ${job} }]\n`);
    const said = async (...words: string[]) => {
      const { exitCode, json } = await gluepipeline(['validate', '--json', ...words], { cwd });
      return [exitCode, (json as { issues: { code: string }[] }).issues.map(({ code }) => code)];
    };
    expect(await said()).toEqual([0, ['GP206']]);
    expect(await said('--rule', 'GP206=off')).toEqual([0, []]);
    expect(await said('--rule', 'GP206=error')).toEqual([3, ['GP206']]);
    expect(await said('--rule', 'GP206=never')).toEqual([3, ['GP122', 'GP206']]);
  });
});
