// node tools/layout.mjs <folder>: the built action as its own repository has it. What was there before goes, but not .git.
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const [given] = process.argv.slice(2);
if (given == null) {
  throw new Error('say where to: node tools/layout.mjs <folder>');
}
const folder = resolve(given);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder).filter((each) => each !== '.git')) {
  rmSync(join(folder, name), { recursive: true });
}
for (const name of ['action.yml', 'README.md', 'LICENSE', 'dist']) {
  cpSync(here(name), join(folder, name), { recursive: true });
}
