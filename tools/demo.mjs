// `npm run demo`: a real pipeline, from nothing to a run and a changed deployment, on the embedded endpoint.
// It prints each command before it runs it, so that it teaches.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'packages/cli/dist/gluepipeline.mjs');
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const bold = (text) => (colour ? `\u001B[1m${text}\u001B[0m` : text);

/** Ends the demo when a step does not do what the demo says it does. */
function expect(condition, what) {
  if (!condition) {
    console.error(`\nthe demo failed: ${what}`);
    process.exit(1);
  }
}

function say(text) {
  console.log(`\n${bold(`# ${text}`)}`);
}

/** Runs the tool as a user would, shows the command and its output, and gives the output back. */
function gluepipeline(words, { exitCode = 0 } = {}) {
  console.log(`${bold(`$ gluepipeline ${words}`)}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...(colour ? { FORCE_COLOR: '1' } : {}) },
  });
  process.stdout.write(stderr);
  process.stdout.write(stdout);
  expect(status === exitCode, `gluepipeline ${words} ended with exit code ${status}, not ${exitCode}`);
  return stdout;
}

const built = spawnSync(process.execPath, [join(root, 'packages/cli/esbuild.config.mjs')], { stdio: 'inherit' });
expect(built.status === 0, 'the command could not be built');

const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-demo-'));
try {
  say('A pipeline of three Python scripts over a CSV file');
  gluepipeline('init --name sales --template csv-etl');
  gluepipeline('list');

  say('Every mistake is found before anything is deployed');
  gluepipeline('validate');

  say('What a deployment would do, and then doing it: on an AWS Glue of your own, in this folder');
  gluepipeline('plan --local');
  gluepipeline('deploy --local');

  say('The three scripts really run, in their order');
  gluepipeline('run --local');
  console.log(bold('$ cat work/report.json'));
  const report = readFileSync(join(folder, 'work/report.json'), 'utf8');
  process.stdout.write(report);
  expect(JSON.parse(report).orders === 8, 'the report does not hold the eight sound orders');
  gluepipeline('status --local');

  say('Nothing has changed since, and the plan says so');
  const empty = gluepipeline('plan --local --detailed-exitcode');
  expect(empty.includes('No changes'), 'the second plan is not empty');

  say('A changed script is a changed job');
  console.log(bold(`$ echo '# reviewed' >> scripts/load.py`));
  appendFileSync(join(folder, 'scripts/load.py'), '# reviewed\n');
  gluepipeline('plan --local --detailed-exitcode', { exitCode: 2 });
  gluepipeline('deploy --local');

  say('Everything that was deployed goes again, and nothing else');
  gluepipeline('destroy --local --yes');
  const gone = gluepipeline('destroy --local --yes');
  expect(gone.includes('Nothing to destroy'), 'something was left after destroy');

  say('Your turn');
  console.log(`  node ${cli} init --name sales --template csv-etl`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
