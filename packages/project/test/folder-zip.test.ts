import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';

import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unzipSync } from 'fflate';

import { contentOf } from '../src/content.ts';
import { readFiles } from '../src/files.ts';
import { zipOf } from '../src/folder-facts.ts';
import { folderWith } from './harness.ts';

const factsOf = async (folder: string, path: string) =>
  (await readFiles(folder, { files: [], filesOrFolders: [path] }))[path];
const namesIn = (folder: string, path: string) => Object.keys(unzipSync(zipOf(folder, path)));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What Python prints with a zip on its path. */
function python(folder: string, path: string, text: string): string {
  const zip = join(folderWith({ 'code.zip': zipOf(folder, path) }), 'code.zip');
  return execFileSync('python3', ['-c', text], { env: { ...process.env, PYTHONPATH: zip }, encoding: 'utf8' }).trim();
}

describe('the zip of a folder', () => {
  // Jest gives tests a copy of the environment, and only the real one moves the clock.
  const env = runInThisContext('process.env') as NodeJS.ProcessEnv;
  const zone = env.TZ;
  afterEach(() => {
    if (zone == null) {
      delete env.TZ;
    } else {
      env.TZ = zone;
    }
  });

  const name = fc.stringMatching(/^[a-z_][a-zA-Z0-9_]{0,8}(\.py|\.json)?$/);
  const paths = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const trees = fc.dictionary(paths, fc.uint8Array({ maxLength: 40 }), { minKeys: 1, maxKeys: 8 }).filter((tree) => {
    const all = Object.keys(tree);
    return all.every((one) => one !== '__pycache__' && !all.some((other) => other.startsWith(`${one}/`)));
  });

  it('is the same bytes whatever the order of writing, the times, the rights and the time zone', () => {
    fc.assert(
      fc.property(trees, fc.boolean(), fc.integer({ min: 1, max: 2_000_000_000 }), (tree, backwards, time) => {
        const entries = Object.entries(tree).map(([path, bytes]) => [`code/${path}`, bytes] as const);
        const one = zipOf(folderWith(Object.fromEntries(entries)), 'code');
        const umask = process.umask(0o077);
        const other = folderWith(Object.fromEntries(backwards ? entries.toReversed() : entries));
        process.umask(umask);
        for (const [path] of entries) {
          chmodSync(join(other, path), 0o700);
          utimesSync(join(other, path), time, time);
        }
        env.TZ = backwards ? 'Pacific/Kiritimati' : 'America/Los_Angeles';
        expect(Buffer.compare(one, zipOf(other, 'code'))).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('is another one as soon as a name or a byte is', () => {
    const digest = (files: Record<string, string>) => sha256(zipOf(folderWith(files), 'code'));
    const all = [
      digest({ 'code/a.py': 'x' }),
      digest({ 'code/a.py': 'y' }),
      digest({ 'code/b.py': 'x' }),
      digest({ 'code/a.py': 'x', 'code/c/d.py': '' }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('has the digest and size that were planned, and these are what is uploaded', async () => {
    const folder = folderWith({ 'code/a.py': 'A = 1', 'code/data/rates.json': '{}' });
    const facts = await factsOf(folder, 'code');
    const content = await contentOf(folder, 'code');
    const bytes = await content.read(0, content.size);
    expect(facts).toMatchObject({ kind: 'folder', files: 2, modules: 1, size: bytes.length, sha256: sha256(bytes) });
  });

  it('leaves out what is no code: caches, and everything that begins with a dot', () => {
    const left = ['.git/config', '.env', '.DS_Store', '__pycache__/a.pyc', 'sub/__pycache__/b.pyc', 'old.pyc'];
    const files = [...left, '.ipynb_checkpoints/a.py', '.venv/lib.py', 'a.py'].map((path) => [`code/${path}`, 'x']);
    expect(namesIn(folderWith(Object.fromEntries(files) as Record<string, string>), 'code')).toEqual(['a.py']);
  });

  it('of a package holds the package, so that Python imports it by its name', () => {
    const folder = folderWith({ 'libs/common/__init__.py': '', 'libs/common/dates/days.py': 'WEEK = 7' });
    expect(namesIn(folder, 'libs/common')).toEqual([
      'common/',
      'common/__init__.py',
      'common/dates/',
      'common/dates/days.py',
    ]);
    expect(python(folder, './libs/common/', 'from common.dates import days; print(days.WEEK)')).toBe('7');
  });

  it('of any other folder holds what is in it, so that Python imports that', () => {
    const folder = folderWith({ 'libs/helpers.py': 'X = 1', 'libs/tools/names.py': 'Y = 2' });
    expect(python(folder, 'libs', 'import helpers, tools.names; print(helpers.X, tools.names.Y)')).toBe('1 2');
  });

  it('keeps names of any letters', () => {
    const folder = folderWith({ 'code/größe.py': 'X = 3' });
    expect(python(folder, 'code', 'import größe; print(größe.X)')).toBe('3');
  });

  it('follows links within the project', () => {
    const folder = folderWith({ 'shared/dates.py': 'X = 4', 'code/a.py': '' });
    symlinkSync('../shared', join(folder, 'code/shared'));
    symlinkSync('../shared/dates.py', join(folder, 'code/dates.py'));
    expect(namesIn(folder, 'code')).toEqual(['a.py', 'dates.py', 'shared/', 'shared/dates.py']);
  });

  it('may be of a folder beside the project, where the config says so', () => {
    const outer = folderWith({ 'project/config.json': '', 'shared/a.py': '' });
    expect(namesIn(join(outer, 'project'), '../shared')).toEqual(['a.py']);
  });
});

describe('a folder that cannot be packed', () => {
  it.each<[string, (folder: string) => void, string]>([
    ['is empty', () => undefined, 'it holds no files'],
    ['holds only caches', (code) => mkdirSync(join(code, '__pycache__')), 'it holds no files'],
    [
      'has a link out of the project',
      (code) => symlinkSync('/etc', join(code, 'etc')),
      'the link etc leads out of the project',
    ],
    [
      'has a link out by way of ..',
      (code) => symlinkSync('../..', join(code, 'up')),
      'the link up leads out of the project',
    ],
    [
      'has a link to a folder around it',
      (code) => symlinkSync('..', join(code, 'loop')),
      'the link loop/code in it leads back to a folder around it',
    ],
    ['has a dead link', (code) => symlinkSync('gone', join(code, 'a.py')), 'the link a.py in it leads nowhere'],
    [
      'is too large',
      (code) => {
        writeFileSync(join(code, 'model.bin'), '');
        truncateSync(join(code, 'model.bin'), 101 * 1024 * 1024);
      },
      'it holds more than 100 MiB',
    ],
    [
      'holds too much',
      (code) => {
        for (let index = 0; index <= 10_000; index++) {
          writeFileSync(join(code, `${index}.py`), '');
        }
      },
      'it holds more than 10,000 files and folders',
    ],
  ])('%s: it says so', async (_, make, reason) => {
    const folder = folderWith({ 'code/.keep': '' });
    make(join(folder, 'code'));
    expect(await factsOf(folder, 'code')).toEqual({ kind: 'missing', reason });
  });

  it('is a link out of the project itself', async () => {
    const folder = folderWith();
    symlinkSync('/etc', join(folder, 'code'));
    expect(await factsOf(folder, 'code')).toEqual({
      kind: 'missing',
      reason: 'the link code leads out of the project',
    });
  });
});

describe('files beside folders', () => {
  it('of a megabyte and more have the digest of their bytes, and are opened in pieces', async () => {
    const bytes = Buffer.alloc(3 * 1024 * 1024 + 7, 'wheel');
    const folder = folderWith({ 'a.whl': bytes });
    expect(await factsOf(folder, 'a.whl')).toMatchObject({ kind: 'file', size: bytes.length, sha256: sha256(bytes) });
    const content = await contentOf(folder, 'a.whl');
    expect(sha256(await content.read(0, content.size))).toBe(sha256(bytes));
    expect(Buffer.from(await content.read(content.size - 3, content.size + 3)).equals(bytes.subarray(-3))).toBe(true);
    await content.close();
  });

  it('that are pipes or devices are refused, not read for ever', async () => {
    const folder = folderWith();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const reason = 'it is neither file nor folder';
    expect(await factsOf(folder, 'pipe')).toEqual({ kind: 'missing', reason });
  });

  it('and folders that are gone when they are uploaded are told by name', async () => {
    const folder = folderWith();
    await expect(contentOf(folder, 'libs/gone')).rejects.toMatchObject({
      code: 'GP306',
      message: 'libs/gone cannot be read any more: it does not exist',
    });
  });

  it('where only a file may stand, a folder is not walked', async () => {
    const folder = folderWith({ 'code/a.py': '' });
    expect(await readFiles(folder, { files: ['code'], filesOrFolders: [] })).toEqual({
      code: { kind: 'missing', reason: 'it is a folder' },
    });
  });
});
