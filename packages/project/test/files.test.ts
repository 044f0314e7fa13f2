import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, chmodSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ignoreLocalFolder } from '../src/gitignore.ts';
import { plan, validate } from '../src/index.ts';
import { whoDeploys } from '../src/who-deploys.ts';
import { writeFileAtomic } from '../src/write-file.ts';
import { config, folderWith, local } from './harness.ts';

describe('validate', () => {
  const job = (name: string, script: string) => ({ name, script, type: 'pythonshell' });

  it('knows digest and size of each local script, and nothing of those in S3', async () => {
    const cwd = folderWith({
      'config.json': config({ jobs: [job('a', 'etl/a.py'), job('b', './etl/a.py'), job('c', 's3://b/c.py')] }),
      'etl/a.py': 'abc',
    });
    const facts = { kind: 'file', sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', size: 3 };
    const { files, valid } = await validate({ cwd, env: {} });
    expect(valid).toBe(true);
    expect(Object.values(files)).toMatchObject(Object.keys(files).map(() => facts));
    expect(Object.keys(files).length).toBeGreaterThan(0);
  });

  it('says why a script cannot be read', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job('a', 'gone.py'), job('b', 'etl')] }) });
    mkdirSync(join(cwd, 'etl'));
    const { issues, valid } = await validate({ cwd, env: {} });
    expect(valid).toBe(false);
    expect(issues.filter(({ code }) => code === 'GP233').map(({ message }) => message)).toEqual([
      'the script of job "a", "gone.py", cannot be read: it does not exist',
      'the script of job "b", "etl", cannot be read: it is a folder',
    ]);
  });

  it('takes bytes of any kind for a script', async () => {
    const cwd = folderWith({
      'config.json': config({ jobs: [job('a', 'a.py')] }),
      'a.py': new Uint8Array([0, 255, 254]),
    });
    expect((await validate({ cwd, env: {} })).files['a.py']).toMatchObject({ size: 3 });
  });
});

describe('writeFileAtomic', () => {
  it('makes the folders on the way', async () => {
    const cwd = folderWith();
    await writeFileAtomic(join(cwd, 'a/b/c.txt'), 'text');
    expect(readFileSync(join(cwd, 'a/b/c.txt'), 'utf8')).toBe('text');
  });

  it('puts a new file in the place of the old one: who reads the old one reads it whole', async () => {
    const cwd = folderWith({ 'config.json': 'old' });
    const before = statSync(join(cwd, 'config.json')).ino;
    await writeFileAtomic(join(cwd, 'config.json'), 'new');
    expect(statSync(join(cwd, 'config.json')).ino).not.toBe(before);
  });

  it('keeps the rights of a file, and a link a link', async () => {
    const cwd = folderWith({ 'real.json': 'old' });
    chmodSync(join(cwd, 'real.json'), 0o640);
    symlinkSync('real.json', join(cwd, 'config.json'));
    await writeFileAtomic(join(cwd, 'config.json'), 'new');
    expect(lstatSync(join(cwd, 'config.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'real.json'), 'utf8')).toBe('new');
    expect(statSync(join(cwd, 'real.json')).mode & 0o777).toBe(0o640);
  });

  it('leaves nothing behind where it cannot write', async () => {
    const cwd = folderWith({ file: '' });
    await expect(writeFileAtomic(join(cwd, 'file/config.json'), 'x')).rejects.toMatchObject({ code: 'GP112' });
    mkdirSync(join(cwd, 'folder'));
    await expect(writeFileAtomic(join(cwd, 'folder'), 'x')).rejects.toMatchObject({ code: 'GP112' });
    expect(existsSync(join(cwd, 'folder'))).toBe(true);
  });
});

describe('ignoreLocalFolder', () => {
  it.each(['.gluepipeline', '.gluepipeline/', '/.gluepipeline', 'a\r\n/.gluepipeline/\r\n'])(
    'adds nothing to %j',
    async (text) => {
      const cwd = folderWith({ '.gitignore': text });
      expect(await ignoreLocalFolder(cwd)).toBe(false);
      expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe(text);
    },
  );

  it('is not misled by a line that only begins so', async () => {
    const cwd = folderWith({ '.gitignore': '.gluepipeline-old\n' });
    expect(await ignoreLocalFolder(cwd)).toBe(true);
    expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('.gluepipeline-old\n.gluepipeline/\n');
  });
});

describe('whoDeploys', () => {
  it('is the actor of a CI run', () => {
    expect(whoDeploys({ GITHUB_ACTOR: 'ann', USER: 'runner' })).toEqual({ by: 'ann', host: hostname() });
  });

  it('is whoever is logged in, also where USER is not set', () => {
    expect(whoDeploys({}).by).not.toBe('unknown');
  });
});

describe('the folder of the embedded endpoint', () => {
  it('that cannot be made is a complaint that names it', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [] }), '.gluepipeline': 'a file' });
    await expect(plan({ place: { cwd, env: {} }, overrides: {}, connect: local })).rejects.toMatchObject({
      code: 'GP112',
      message: `${join(cwd, '.gluepipeline/local')} cannot be written: a part of the path is a file, not a folder`,
    });
  });
});
