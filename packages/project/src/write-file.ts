import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { UserError } from '@gluepipeline/core';

import { reasonOf } from './config-file.ts';

/** Writes a whole file or none of it; folders on the way are made, and a place that cannot be written is a UserError. */
export async function writeFileAtomic(path: string, text: string): Promise<void> {
  const { default: write } = await import('write-file-atomic');
  try {
    mkdirSync(dirname(path), { recursive: true });
    await write(path, text);
  } catch (error) {
    throw new UserError(
      'GP112',
      `${path} cannot be written: ${reasonOf(error)}`,
      'check the folder and its permissions; in a container, say with -u whose it is',
    );
  }
}
