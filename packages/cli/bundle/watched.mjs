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
    return files;
  } finally {
    aws.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(bin, { words, exitCode, signedIn = false, byFlag = false }, { folder, coverage, endpoint }) {
  const project = join(folder, 'project');
  mkdirSync(project, { recursive: true });
  const none = join(folder, 'none');
  const env = {
    HOME: folder,
    NODE_V8_COVERAGE: coverage,
    NODE_DISABLE_COMPILE_CACHE: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: none,
    AWS_SHARED_CREDENTIALS_FILE: none,
    AWS_REGION: 'eu-west-1',
    ...(byFlag ? {} : { AWS_ENDPOINT_URL: endpoint }),
    ...(signedIn ? { AWS_ACCESS_KEY_ID: 'build', AWS_SECRET_ACCESS_KEY: 'build' } : {}),
  };
  const line = [bin, ...words, ...(byFlag ? ['--endpoint-url', endpoint] : [])];
  const child = spawn(process.execPath, line, { cwd: project, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const code = await new Promise((done) => child.on('close', done));
  if (code !== exitCode) {
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
