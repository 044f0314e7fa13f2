import { describe, expect, it } from '@jest/globals';

import { folderWith, gluepipeline, textIn } from '../harness.ts';

const b = ['add-job', '--job-name', 'b', '--script', 's3://data/b.py'];

describe('add-job', () => {
  it('adds a Spark job at the end of the config', async () => {
    const cwd = folderWith();
    await gluepipeline(['init', '--name', 'p'], { cwd });
    const first = await gluepipeline(
      ['add-job', '--job-name', 'a', '--script', 's3://b/a.py', '--job-type', 'glueetl'],
      { cwd },
    );
    expect(first).toEqual({ exitCode: 0, stdout: 'added job a to config.json (1 job)\n', stderr: '', json: {} });
    const second = await gluepipeline([...b, '--json'], { cwd });
    expect(second.json).toEqual({ schemaVersion: 1, file: 'config.json', name: 'b', jobs: 2 });
    expect(textIn(cwd, 'config.json')).toBe(`{
  "pipeline_name": "p",
  "created_at": "2026-02-14T12:00:00.000Z",
  "environment": "dev",
  "glue_version": "6.0",
  "jobs": [
    {
      "name": "a",
      "script": "s3://b/a.py",
      "type": "glueetl",
      "added_at": "2026-02-14T12:00:00.000Z"
    },
    {
      "name": "b",
      "script": "s3://data/b.py",
      "type": "glueetl",
      "added_at": "2026-02-14T12:00:00.000Z"
    }
  ]
}
`);
  });

  it('keeps comments and formatting of JSON', async () => {
    const text =
      '{\n\t// ours\n\t"pipeline_name": "p", /* kept */\n\t"jobs": [\n\t\t{ "name": "a", "script": "s3://b/a.py" }, // first\n\t],\n}\n';
    const cwd = folderWith({ 'config.json': text });
    expect((await gluepipeline(b, { cwd })).exitCode).toBe(0);
    expect(textIn(cwd, 'config.json')).toBe(
      text.replace(
        '// first\n',
        '// first\n\t\t{ "name": "b", "script": "s3://data/b.py", "type": "glueetl", "added_at": "2026-02-14T12:00:00.000Z" },\n',
      ),
    );
  });

  it('keeps comments and formatting of YAML', async () => {
    const text =
      '# ours\npipeline_name: p # kept\n\njobs:\n  - name: a # first\n    script: s3://b/a.py\n\ntags: {team: etl}\n';
    const cwd = folderWith({ 'gluepipeline.yaml': text });
    expect((await gluepipeline(b, { cwd })).stdout).toBe('added job b to gluepipeline.yaml (2 jobs)\n');
    expect(textIn(cwd, 'gluepipeline.yaml')).toBe(
      text.replace(
        'a.py\n',
        'a.py\n  - name: b\n    script: s3://data/b.py\n    type: glueetl\n    added_at: 2026-02-14T12:00:00.000Z\n',
      ),
    );
  });

  it('keeps Windows line ends', async () => {
    const cwd = folderWith({ 'config.json': '{\r\n  "pipeline_name": "p",\r\n  "jobs": []\r\n}\r\n' });
    await gluepipeline(b, { cwd });
    expect(textIn(cwd, 'config.json').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect((await gluepipeline(['list', '--json'], { cwd })).json).toMatchObject({ jobs: [{ name: 'b' }] });
  });

  it('refuses a name that is taken, and changes nothing', async () => {
    const cwd = folderWith({
      'config.json': '{ "pipeline_name": "p", "jobs": [{ "name": "b", "script": "s3://b/a.py" }] }',
    });
    const ran = await gluepipeline(b, { cwd });
    expect(ran).toEqual({
      exitCode: 3,
      stdout: '',
      stderr:
        'error[GP113] config.json has a job "b" already\n  hint: choose another name, or edit the job in the file\n',
      json: {},
    });
    expect(textIn(cwd, 'config.json')).toContain('"s3://b/a.py" }]');
  });

  it('suggests the type that was meant', async () => {
    const ran = await gluepipeline([...b, '--job-type', 'glueet'], { cwd: folderWith() });
    expect(ran).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: 'error: "glueet" is no --job-type\n  hint: did you mean "glueetl"?\n',
      json: {},
    });
  });

  it('says how to make a config where there is none', async () => {
    const ran = await gluepipeline([...b, '--json'], { cwd: folderWith() });
    expect(ran.json).toEqual({
      schemaVersion: 1,
      error: {
        code: 'GP110',
        message: 'there is no config at config.json',
        hint: 'make one with: gluepipeline init --name NAME, or say --config',
      },
      exitCode: 3,
    });
  });

  it('refuses a script that is no address, and changes nothing', async () => {
    const text = '{ "pipeline_name": "p", "jobs": [] }';
    const cwd = folderWith({ 'config.json': text });
    const ran = await gluepipeline(['add-job', '--job-name', 'b', '--script', 's3://data', '--json'], { cwd });
    expect(ran.json).toMatchObject({
      error: { message: 'the new job has errors', issues: [{ code: 'GP234' }] },
      exitCode: 3,
    });
    expect(textIn(cwd, 'config.json')).toBe(text);
  });

  it('takes a script that is still to be written', async () => {
    const cwd = folderWith({ 'config.json': '{ "pipeline_name": "p", "jobs": [] }' });
    const ran = await gluepipeline(['add-job', '--job-name', 'b', '--script', 'b.py', '--job-type', 'pythonshell'], {
      cwd,
    });
    expect(ran.exitCode).toBe(0);
  });

  it('shows what is wrong with a config that it cannot add to', async () => {
    const cwd = folderWith({ 'config.json': '{ "pipeline_name": "p", "jbos": [] }' });
    const ran = await gluepipeline(b, { cwd });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toMatch(/^error\[GP\d+\].*jbos/);
    expect(ran.stderr.trimEnd().endsWith('error[GP100] config.json has errors')).toBe(true);
  });
});
