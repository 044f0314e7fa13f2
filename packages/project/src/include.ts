import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Included, ReadIncluded } from '@gluepipeline/core';

import { type ConfigFile, reasonOf, shownPath } from './config-file.ts';

/** Reads the files that a config includes: patterns are relative to its folder, and each file counts once. */
export function includedBy(file: ConfigFile, cwd: string): ReadIncluded {
  return async (patterns) => {
    const seen = new Set([resolve(file.path)]);
    const found: Included[] = [];
    for (const [pattern, written] of patterns.entries()) {
      const paths = await pathsFor(file.folder, written);
      if (paths.length === 0) {
        found.push({
          pattern,
          problem: 'means no file',
          hint: 'patterns are relative to the config file, such as jobs/*.yaml',
        });
      }
      for (const path of paths) {
        if (!seen.has(path)) {
          seen.add(path);
          found.push(readOne(pattern, path, shownPath(cwd, path)));
        }
      }
    }
    return found;
  };
}

async function pathsFor(folder: string, pattern: string): Promise<string[]> {
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(pattern)) {
    return [join(folder, pattern)].map((path) => resolve(path));
  }
  const found = await glob(pattern, { cwd: folder, absolute: true, expandDirectories: false });
  return found.map((path) => resolve(path)).toSorted();
}

function readOne(pattern: number, path: string, shown: string): Included {
  try {
    return { file: shown, text: readFileSync(path, 'utf8') };
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code !== 'ENOENT';
    const problem = `means ${shown}, which ${isThere ? `cannot be read: ${reasonOf(error)}` : 'does not exist'}`;
    return { pattern, problem, hint: 'check the path, which is relative to the config file' };
  }
}
