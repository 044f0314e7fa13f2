import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { addJob } from '../src/add-job.ts';
import { validate } from '../src/validate.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-include-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const main =
  'pipeline_name: sales\nrole: R\nglue_version: "6.0"\ninclude: [jobs/*.yaml, jobs/b.yaml, more.json]\njobs: []\n';
const files = {
  'gluepipeline.yaml': main,
  'jobs/b.yaml': 'jobs: [{ name: b, script: scripts/b.py, for_each: [x, y] }]\n',
  'jobs/a.yaml': 'jobs: [{ name: a, script: scripts/b.py }]\n',
  'jobs/old/c.yaml': 'jobs: [{ name: c, script: scripts/b.py }]\n',
  'more.json': '{ "jobs": [{ "name": "m", "script": "scripts/b.py", "depends_on": ["a", "b"] }] }',
  'scripts/b.py': '',
};

describe('include', () => {
  it('reads the files of each pattern by their names, each once; scripts are beside the main file', async () => {
    const { issues, pipeline } = await validate({ cwd: folderOf(files), env: {} });
    expect(issues).toEqual([]);
    expect(pipeline?.nodes.map(({ name }) => name)).toEqual(['a', 'b-x', 'b-y', 'm']);
  });

  it('shows paths from where the user is', async () => {
    const folder = folderOf({ ...files, 'jobs/a.yaml': 'jobs: [{ name: a, script: scripts/b.py, timeout: x }]\n' });
    const { issues } = await validate({ cwd: dirname(folder), config: folder, env: {} });
    expect(issues.map(({ position }) => position?.file)).toEqual([join(folder.split('/').at(-1) ?? '', 'jobs/a.yaml')]);
  });

  it('complains of patterns that mean nothing, and of files that are not there', async () => {
    const text = main.replace('more.json', '"*.yml", gone.yaml, jobs');
    const { issues } = await validate({ cwd: folderOf({ ...files, 'gluepipeline.yaml': text }), env: {} });
    expect(issues.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'GP120 "*.yml" means no file',
      'GP120 "gone.yaml" means gone.yaml, which does not exist',
      'GP120 "jobs" means jobs, which cannot be read: it is a folder',
    ]);
  });

  it('lets add-job add to the main file, unless a name is taken in any', async () => {
    const cwd = folderOf(files);
    const job = { script: 's3://d/x.py', type: 'glueetl', addedAt: '2026-01-01T00:00:00' };
    await expect(addJob({ cwd, env: {} }, { ...job, name: 'm' })).rejects.toThrow('has a job "m" already');
    await expect(addJob({ cwd, env: {} }, { ...job, name: 'b' })).rejects.toThrow('has a job "b" already');
    await expect(addJob({ cwd, env: {} }, { ...job, name: 'new\n' })).rejects.toThrow('the new job has errors');
    await addJob({ cwd, env: {} }, { ...job, name: 'new' });
    expect(readFileSync(join(cwd, 'gluepipeline.yaml'), 'utf8')).toContain('name: new');
    expect((await validate({ cwd, env: {} })).pipeline?.nodes.map(({ name }) => name)).toContain('new');
  });
});
