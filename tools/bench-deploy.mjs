// `npm run bench:deploy`: how long a deployment of 1,000 new jobs takes where AWS is 50 ms away, and where it allows
// 20 calls a second. `--write` puts the table into docs/performance.md. It takes two minutes and is no part of CI.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { measureDeploys } from './bench/deploys.mjs';
import { reportDeploys } from './bench/deploys-report.mjs';
import { node24 } from './bench/node24.mjs';
import { makeProject } from './bench/project.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'docs/performance.md');

const project = await makeProject(root);
try {
  const other = node24(root);
  const node = other.binary ?? process.execPath;
  const version = other.binary == null ? process.versions.node : other.version.slice(1);
  const text = reportDeploys({
    machine: `${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}, ${process.platform}, Node ${version}`,
    ...(await measureDeploys(node, project, root)),
  });
  process.stdout.write(`${text}\n`);
  if (process.argv.includes('--write')) {
    write(text);
  }
} finally {
  project.remove();
}

function write(text) {
  const marked = /(?<=<!-- bench:deploy -->\n\n).*?(?=\n\n<!-- \/bench:deploy -->)/s;
  const whole = readFileSync(page, 'utf8');
  if (!marked.test(whole)) {
    throw new Error(`${page} has no place for the table: <!-- bench:deploy --> and <!-- /bench:deploy -->`);
  }
  writeFileSync(
    page,
    whole.replace(marked, () => text),
  );
}
