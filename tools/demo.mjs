// `npm run demo`: a real pipeline, from nothing to a run, a failure, its cure and a second try, on the embedded endpoint.
// It prints each command before it runs it, so that it teaches.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'packages/cli/dist/gluepipeline.cjs');
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

/** Writes a file, and shows it. */
function write(name, text) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
  show(name, text);
}

/** Puts `added` behind a place in a file, and shows it. */
function edit(name, place, kept, added) {
  const file = join(folder, name);
  const before = readFileSync(file, 'utf8');
  expect(before.includes(place), `${name} is not as the demo knows it`);
  writeFileSync(file, before.replace(place, `${kept}${added}`));
  show(name, added);
}

function show(name, added) {
  console.log(bold(`$ edit ${name}`));
  console.log(added.trimEnd().replaceAll(/^/gm, '  + '));
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
  edit(
    'scripts/transform.py',
    'from decimal import Decimal\n',
    'from decimal import Decimal\n',
    'from money import rounded\n',
  );
  gluepipeline('plan --local --detailed-exitcode', { exitCode: 2 });
  gluepipeline('deploy --local --quiet');

  say('But its module did not go with it: the run fails, and says why and where');
  const failed = gluepipeline('run --local', { exitCode: 6 });
  expect(failed.includes('at scripts/transform.py:7'), 'the line of the script was not named');

  say('The module is written, the config says that it goes with the job, and what failed runs again');
  write('shared/money.py', 'def rounded(amount):\n    return amount.quantize(1)\n');
  const after = '"depends_on": [\n        "extract"\n      ]';
  edit('config.json', after, `${after},\n`, '      "extra_py_files": ["shared"]');
  gluepipeline('deploy --local --quiet');
  const retried = gluepipeline('retry --local');
  expect(retried.includes('3 succeeded'), 'the retry did not bring the run to its end');

  say('Everything that was deployed goes again, and nothing else');
  gluepipeline('destroy --local --yes');
  const gone = gluepipeline('destroy --local --yes');
  expect(gone.includes('Nothing to destroy'), 'something was left after destroy');

  say('Your turn');
  console.log(`  node ${cli} init --name sales --template csv-etl`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
