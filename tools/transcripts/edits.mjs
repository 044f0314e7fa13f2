import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Replaces the first of a text in a file, which must hold it. */
export const change = (file, from, to) => (folder) => {
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) {
    throw new Error(`${file} does not hold ${from}`);
  }
  writeFileSync(join(folder, file), text.replace(from, to));
};

/** Writes a file. */
export const write = (file, text) => (folder) => writeFileSync(join(folder, file), text);

/** Changes config.json as a value. */
export const edit = (change) => (folder) => {
  const path = join(folder, 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8'));
  change(config);
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`);
};
