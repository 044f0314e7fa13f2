import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { imageConfig } from '../shim/images.mjs';
import { filesOf, listing, realEngine } from './harness.ts';

const tool = fileURLToPath(new URL('../../tools/image.mjs', import.meta.url));

/** Names, rights, times and contents of what we add, as one digest. */
function digestOf(image: string): string {
  const root = filesOf(image);
  const hash = createHash('sha256');
  [...listing(root).keys()]
    .filter((path) => path.startsWith('/opt/'))
    .forEach((path) => {
      const { mode, mtimeMs } = lstatSync(join(root, path));
      hash.update(`${path} ${mode} ${mtimeMs}\n`).update(path.endsWith('/') ? '' : readFileSync(join(root, path)));
    });
  return hash.digest('hex');
}

describe('a second build, from nothing', () => {
  it('gives the same image', () => {
    const words = [
      'small',
      '--no-cache',
      '--prefix',
      'gluepipeline-again',
      '--engine',
      realEngine ? 'docker' : 'buildah',
    ];
    expect(spawnSync(process.execPath, [tool, ...words], { stdio: 'ignore' }).status).toBe(0);
    expect(digestOf('gluepipeline-again')).toBe(digestOf('gluepipeline'));
    if (!realEngine) {
      expect(imageConfig('gluepipeline-again')).toEqual(imageConfig('gluepipeline'));
    }
  }, 300_000);
});
