import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { writeFileAtomic } from './write-file.ts';

/** The folder beside a config that holds what the embedded endpoint keeps. */
export const localFolder = '.gluepipeline';

/** Makes git pass over the folder of the embedded endpoint; true when a line was added. */
export async function ignoreLocalFolder(folder: string): Promise<boolean> {
  const path = join(folder, '.gitignore');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  if (lines.some((line) => ['.gluepipeline', '.gluepipeline/', '/.gluepipeline', '/.gluepipeline/'].includes(line))) {
    return false;
  }
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  await writeFileAtomic(path, `${text}${separator}${localFolder}/\n`);
  return true;
}
