import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { FileFacts, Files, Pipeline } from '@gluepipeline/core';

/** What the disk says about every local script that a pipeline names; a script shared by jobs is read once. */
export function readFiles(folder: string, pipeline: Pipeline): Files {
  const paths = pipeline.jobs.flatMap(({ script }) => (script.kind === 'local' ? [script.path] : []));
  return Object.fromEntries([...new Set(paths)].map((path) => [path, factsOf(resolve(folder, path))]));
}

/** The bytes of a file that a config names. */
export function contentOf(folder: string, path: string): Uint8Array {
  return readFileSync(resolve(folder, path));
}

function factsOf(path: string): FileFacts {
  try {
    const content = readFileSync(path);
    return { kind: 'file', sha256: createHash('sha256').update(content).digest('hex'), size: content.length };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'it does not exist' : code === 'EISDIR' ? 'it is a folder' : message;
    return { kind: 'missing', reason };
  }
}
