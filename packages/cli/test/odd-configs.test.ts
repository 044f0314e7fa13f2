import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { folderWith, gluepipeline } from './harness.ts';

const one =
  '{ "pipeline_name": "p", "role": "R", "glue_version": "6.0", "jobs": [{ "name": "a", "script": "s3://b/a.py" }] }';

describe('finding the config', () => {
  it('takes config.json before gluepipeline.yaml', async () => {
    const cwd = folderWith({ 'config.json': one, 'gluepipeline.yaml': 'pipeline_name: other' });
    expect((await gluepipeline(['validate', '--json'], { cwd })).json.file).toBe('config.json');
  });

  it('takes --config before GLUE_CONFIG', async () => {
    const cwd = folderWith({ 'one.json': one, 'config.json': 'no JSON' });
    const ran = await gluepipeline(['validate', '--config', 'one.json'], { cwd, env: { GLUE_CONFIG: 'config.json' } });
    expect(ran.stdout).toBe('valid: one.json, 1 job\n');
  });

  it('passes over an empty GLUE_CONFIG', async () => {
    const ran = await gluepipeline(['validate'], { cwd: folderWith({ 'config.json': one }), env: { GLUE_CONFIG: '' } });
    expect(ran.exitCode).toBe(0);
  });

  it('names GLUE_CONFIG when it points nowhere', async () => {
    const ran = await gluepipeline(['list'], {
      cwd: folderWith({ 'config.json': one }),
      env: { GLUE_CONFIG: 'gone.json' },
    });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toBe(
      'error[GP110] there is no config at gone.json, where GLUE_CONFIG points\n  hint: mend GLUE_CONFIG, or say --config\n',
    );
  });

  it('says so when the config is a folder', async () => {
    const cwd = folderWith();
    mkdirSync(join(cwd, 'config.json'));
    const ran = await gluepipeline(['list'], { cwd });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toBe(
      'error[GP111] config.json cannot be read: it is a folder\n  hint: move it away, or name another file with --config\n',
    );
  });
});

describe('an odd config', () => {
  it.each([
    ['an empty file', ''],
    ['blanks alone', ' \n\n'],
    ['bytes of another kind', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0x1a]).toString('latin1')],
    ['a list', '[]'],
    ['half an object', '{ "pipeline_name": "p", '],
    ['a word', 'null'],
  ])('is told, not thrown: %s', async (_what, text) => {
    for (const file of ['config.json', 'gluepipeline.yaml']) {
      const ran = await gluepipeline(['validate', '--json'], { cwd: folderWith({ [file]: text }) });
      expect(ran.exitCode).toBe(3);
      expect(ran.json).toMatchObject({ valid: false, file, issues: [{ severity: 'error' }] });
    }
  });

  it('may have Windows line ends and a byte order mark', async () => {
    const cwd = folderWith({ 'config.json': `\uFEFF${one.replaceAll(', ', ',\r\n')}\r\n` });
    expect((await gluepipeline(['validate'], { cwd })).stdout).toBe('valid: config.json, 1 job\n');
  });

  it('counts lines past Windows line ends', async () => {
    const cwd = folderWith({ 'config.json': '{\r\n  "pipeline_name": "p",\r\n  "jbos": []\r\n}\r\n' });
    const ran = await gluepipeline(['validate', '--json'], { cwd });
    expect(ran.json).toMatchObject({ issues: [{ position: { line: 3, column: 3 } }] });
  });

  it('may name jobs with spaces, slashes and letters of any script', async () => {
    const names = ['load orders', 'eu/load', 'größe', '客户'];
    const jobs = names.map((name) => ({ name, script: 's3://b/a.py' }));
    const cwd = folderWith({
      'config.json': JSON.stringify({ pipeline_name: 'p', role: 'R', glue_version: '6.0', jobs }),
    });
    expect((await gluepipeline(['validate'], { cwd })).exitCode).toBe(0);
    expect((await gluepipeline(['list', '--json'], { cwd })).json.jobs).toMatchObject(names.map((name) => ({ name })));
  });

  it('may have ten thousand jobs: validate and list stay within seconds', async () => {
    const jobs = Array.from({ length: 10_000 }, (_, at) => ({
      name: `job-${String(at)}`,
      script: `s3://b/${String(at)}.py`,
    }));
    const cwd = folderWith();
    writeFileSync(
      join(cwd, 'config.json'),
      JSON.stringify({ pipeline_name: 'p', role: 'R', glue_version: '6.0', jobs }),
    );
    expect((await gluepipeline(['validate'], { cwd })).stdout).toContain('valid: config.json, 10000 jobs');
    expect((await gluepipeline(['list'], { cwd })).stdout.split('\n')).toHaveLength(10_000 + 4);
  }, 10_000);
});
