import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { type FileFacts, type Files, localPaths, type Pipeline } from '@gluepipeline/core';

/** What the disk says about every local file that a pipeline names; one that jobs share is read once. */
export function readFiles(folder: string, pipeline: Pipeline): Files {
  return Object.fromEntries(localPaths(pipeline).map((path) => [path, factsOf(resolve(folder, path))]));
}

/** The bytes of a file that a config names. */
export function contentOf(folder: string, path: string): Uint8Array {
  return readFileSync(resolve(folder, path));
}

function factsOf(path: string): FileFacts {
  try {
    const content = readFileSync(path);
    let sha256: string | undefined;
    return {
      kind: 'file',
      size: content.length,
      // validate never asks for it, and node:crypto takes long to load.
      get sha256() {
        return (sha256 ??= digestOf(content));
      },
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'it does not exist' : code === 'EISDIR' ? 'it is a folder' : message;
    return { kind: 'missing', reason };
  }
}

function digestOf(content: Uint8Array): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(content).digest('hex');
}
