// `npm run bench`: how long the command takes to start, load a config and reach AWS, as ratios to bare node.
// `--quick` makes few runs, for CI; `--write` puts the tables into docs/performance.md. Nothing here fails because
// something is slow: a figure depends on the machine, so a person compares it (docs/performance.md says how).
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { measureAction } from './bench/action.mjs';
import { look, measureDeploy, measureLoads, measureStarts } from './bench/measure.mjs';
import { node24 } from './bench/node24.mjs';
import { makeProject } from './bench/project.mjs';
import { measureReads } from './bench/reads.mjs';
import { reportReads } from './bench/reads-report.mjs';
import { report } from './bench/report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'docs/performance.md');
const quick = process.argv.includes('--quick');
const times = quick ? 3 : 25;

const say = (text) => process.stderr.write(`${text}\n`);

const project = await makeProject(root);
try {
  const other = node24(root);
  if (other.binary == null) {
    say(`Node 24 is left out: ${other.reason}`);
  }
  const binaries = [process.execPath, ...(other.binary == null ? [] : [other.binary])];
  const nodes = [];
  for (const binary of binaries) {
    const version = binary === process.execPath ? process.versions.node : other.version.slice(1);
    say(`Node ${version}: ${times} rounds`);
    nodes.push({
      version,
      starts: await measureStarts(binary, project, times),
      loads: measureLoads(binary, project, times),
    });
  }
  const best = binaries.at(-1);
  const tables = report({
    machine: `${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}, ${process.platform}`,
    nodes: [nodes.at(-1), ...nodes.slice(0, -1)],
    looked: look(best, project, root),
    deployed: measureDeploy(best, project, quick ? 1 : 3),
    action: await measureAction(best, project, root, times),
    times,
  });
  const reads = reportReads(await measureReads(best, project, quick ? 1 : 7));
  process.stdout.write(`${tables}\n\n${reads}\n`);
  if (process.argv.includes('--write')) {
    write(`${tables}\n\n${reads}`);
    say('docs/performance.md is written');
  }
} finally {
  project.remove();
}

function write(tables) {
  const marked = /(?<=<!-- bench -->\n\n).*?(?=\n\n<!-- \/bench -->)/s;
  const text = readFileSync(page, 'utf8');
  if (!marked.test(text)) {
    throw new Error(`${page} has no place for the tables: <!-- bench --> and <!-- /bench -->`);
  }
  writeFileSync(
    page,
    text.replace(marked, () => tables),
  );
}
