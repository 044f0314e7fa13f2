import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { folderWith } from './support/step.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the built action', () => {
  it('is one file of at most 2.5 MB, with the licence of each package in it', () => {
    expect(statSync(join(root, 'dist/index.js')).size).toBeLessThanOrEqual(2_500_000);
    const licenses = readFileSync(join(root, 'dist/licenses.txt'), 'utf8');
    for (const name of ['@octokit/core', '@aws-sdk/client-glue', 'yaml', 'valibot', 'undici']) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: (MIT|Apache-2.0|ISC)$`, 'm'));
    }
    expect(licenses).not.toMatch(/: (undefined|.*GPL.*)$/m);
  });

  it('is the same, byte by byte, whenever it is built', () => {
    const again = folderWith();
    execFileSync(process.execPath, ['esbuild.config.mjs', again], { cwd: root });
    const files = (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
        .map((path) => [path.slice(folder.length), readFileSync(path).toString('base64')]);
    expect(files(again)).toEqual(files(join(root, 'dist')));
  });
});
