import { resolve } from 'node:path';

import { writeFileAtomic } from './write-file.ts';

/** Writes a text to a file that the command line names, whole or not at all. */
export async function saveText(cwd: string, path: string, text: string): Promise<void> {
  await writeFileAtomic(resolve(cwd, path), text);
}
