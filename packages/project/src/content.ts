import type { FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';

import { type Content, contentOfBytes } from '@gluepipeline/aws';

import { goneSince } from './files.ts';

/** Opens what a path of a config in `folder` uploads: a file's bytes, a folder's zip. */
export async function contentOf(folder: string, path: string): Promise<Content> {
  // Loaded when something is uploaded: a plan does without.
  const { open } = await import('node:fs/promises');
  let file: FileHandle | undefined;
  try {
    file = await open(resolve(folder, path), 'r');
    const stats = await file.stat();
    if (!stats.isDirectory()) {
      return contentOfFile(file, stats.size);
    }
  } catch (error) {
    await file?.close();
    throw goneSince(path, error);
  }
  await file.close();
  const { zipOf } = await import('./folder-facts.ts');
  return contentOfBytes(zipOf(folder, path));
}

function contentOfFile(file: FileHandle, size: number): Content {
  return {
    size,
    read: async (from, to) => {
      const bytes = new Uint8Array(to - from);
      let filled = 0;
      for (;;) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
        filled += bytesRead;
        if (bytesRead === 0 || filled === bytes.length) {
          return bytes.subarray(0, filled);
        }
      }
    },
    close: () => file.close(),
  };
}
