import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** The commands whose start counts, in the order of a first day; `exitCode` is what each ends with here. */
const commandLines = [
  { words: ['init', '--name', 'sales', '--template', 'csv-etl'], exitCode: 0 },
  { words: ['--help'], exitCode: 0 },
  { words: ['validate'], exitCode: 0 },
  { words: ['list'], exitCode: 0 },
  { words: ['status'], exitCode: 0 },
  { words: ['plan', '--role', 'GlueRole'], exitCode: 4, signedIn: true },
  { words: ['plan', '--role', 'GlueRole'], exitCode: 4, signedIn: true, byFlag: true },
];

/** A PATH on which nothing is found: the bundle must be the same wherever it is made, with a python and without. */
const noProgram = join(tmpdir(), 'gluepipeline-no-program');

/** Stands for whatever exit code. */
const any = 'any';

/** Prepares what the reading commands find: a run that has failed, for no machine has a python here. */
const preparing = [
  { words: ['deploy', '--yes', '--create-bucket', '--role', 'GlueRole'] },
  { words: ['run', '--role', 'GlueRole'], exitCode: 6 },
];

/** The commands that read what is there: what they do between the answers counts as well. */
const readingLines = [
  ['plan', '--role', 'GlueRole'],
  ['status', '--role', 'GlueRole'],
  ['cost', '--role', 'GlueRole'],
  ['doctor', '--role', 'GlueRole'],
  ['history'],
  ['lock', 'status'],
  ['runs'],
  ['runs', 'show'],
  ['logs', 'extract'],
];

/**
 * Runs a built command as its users do, in a folder of its own, and says of each of its files, by name, which of its
 * functions were called (`offsets`, at which they begin) and in which of the runs (`runs`). Nothing leaves this machine.
 */
export async function watched(bin) {
  const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-build-'));
  const aws = await refusingEndpoint();
  try {
    const files = new Map();
    for (const [index, line] of commandLines.entries()) {
      const coverage = join(folder, `coverage-${index}`);
      await run(bin, line, { folder, coverage, endpoint: aws.url });
      addSeen(files, index, coverage);
    }
    await watchReading(bin, folder, files);
    return files;
  } finally {
    aws.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The reading commands, over the embedded endpoint in the place of AWS. */
async function watchReading(bin, folder, files) {
  const endpoint = await startEndpoint(bin, join(folder, 'project'));
  try {
    for (const line of preparing) {
      await run(bin, line, { folder, ...endpoint });
    }
    for (const [index, words] of readingLines.entries()) {
      const coverage = join(folder, `reading-${index}`);
      // What doctor does not like here is its own affair.
      const exitCode = words[0] === 'doctor' ? any : 0;
      await run(bin, { words, exitCode }, { folder, coverage, ...endpoint });
      addSeen(files, commandLines.length + index, coverage);
    }
  } finally {
    endpoint.stop();
  }
}

/** The embedded endpoint in a process of its own, and what its clients find in their environment. */
async function startEndpoint(bin, cwd) {
  const child = spawn(process.execPath, [bin, 'local', 'start', '--json'], {
    cwd,
    env: { PATH: noProgram, HOME: cwd, NODE_DISABLE_COMPILE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text;
    if (said.endsWith('\n')) {
      break;
    }
  }
  const { AWS_ENDPOINT_URL: url, ...keys } = JSON.parse(said).environment;
  return { endpoint: url, keys, stop: () => child.kill('SIGTERM') };
}

async function run(
  bin,
  { words, exitCode = 0, signedIn = false, byFlag = false },
  { folder, coverage, endpoint, keys },
) {
  const project = join(folder, 'project');
  mkdirSync(project, { recursive: true });
  const none = join(folder, 'none');
  const env = {
    HOME: folder,
    PATH: noProgram,
    ...(coverage == null ? {} : { NODE_V8_COVERAGE: coverage }),
    NODE_DISABLE_COMPILE_CACHE: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: none,
    AWS_SHARED_CREDENTIALS_FILE: none,
    AWS_REGION: 'eu-west-1',
    ...(byFlag ? {} : { AWS_ENDPOINT_URL: endpoint }),
    ...(signedIn ? { AWS_ACCESS_KEY_ID: 'build', AWS_SECRET_ACCESS_KEY: 'build' } : {}),
    ...keys,
  };
  const line = [bin, ...words, ...(byFlag ? ['--endpoint-url', endpoint] : [])];
  const child = spawn(process.execPath, line, { cwd: project, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const code = await new Promise((done) => child.on('close', done));
  if (code !== exitCode && exitCode !== any) {
    throw new Error(`the built command ends "${words.join(' ')}" with ${code}, not ${exitCode}:\n${said}`);
  }
}

/** Stands for AWS, and knows nobody. */
async function refusingEndpoint() {
  const refusal =
    '<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>nobody</Message></Error></ErrorResponse>';
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(403, { 'content-type': 'text/xml', connection: 'close' }).end(refusal);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Adds what V8 wrote of a run (https://nodejs.org/api/cli.html#node_v8_coveragedir). */
function addSeen(files, run, coverage) {
  for (const name of readdirSync(coverage)) {
    const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8'));
    for (const { url, functions } of result.filter((each) => each.url.startsWith('file:'))) {
      const file = files.get(basename(url)) ?? { offsets: new Set(), runs: new Set() };
      files.set(basename(url), file);
      file.runs.add(run);
      for (const { ranges } of functions.filter((each) => each.ranges[0].count > 0)) {
        file.offsets.add(ranges[0].startOffset);
      }
    }
  }
}
