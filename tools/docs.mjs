// `node tools/docs.mjs` writes the pages of docs/ that are made from the code: what a rule, a key or a command says of
// itself is the only source. `--check` writes nothing and fails where a page says something else.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { action } from './docs/action.mjs';
import { apiCalls } from './docs/api-calls.mjs';
import { commandLine } from './docs/commands.mjs';
import { configuration } from './docs/configuration.mjs';
import { diagnostics } from './docs/diagnostics.mjs';
import { imported } from './docs/imported.mjs';
import { jsonSchema } from './docs/json-schema.mjs';
import { library } from './docs/library.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every page: where it goes, what of the code it is made from, and how. */
const pages = [action, diagnostics, configuration, commandLine, apiCalls, library, jsonSchema];

const generated = (file) =>
  `<!-- Written by tools/docs.mjs from the code: change it there, and run it again. ${file} -->`;

const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-docs-'));
const stale = [];
try {
  for (const { file, source, external, render } of pages) {
    const parts = await render(source == null ? root : await imported(source, file, folder, external));
    const text = typeof parts === 'string' ? `${parts}\n` : `${[generated(file), ...parts].join('\n\n')}\n`;
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    const before = readOrNothing(path);
    if (before !== text && process.argv.includes('--check')) {
      stale.push(file);
    } else if (before !== text) {
      writeFileSync(path, text);
      process.stdout.write(`wrote ${file}\n`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (stale.length > 0) {
  process.stderr.write(`${stale.join(', ')}: stale, run node tools/docs.mjs\n`);
  process.exitCode = 1;
}

function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
