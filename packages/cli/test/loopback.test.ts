import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

// The machine may be busy, and the command is built first.
jest.setTimeout(180_000);

const run = promisify(execFile);
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gluepipeline-loopback-')));
const record = join(folder, 'record.jsonl');
const hook = pathToFileURL(join(import.meta.dirname, 'loopback-hook.mjs')).href;
const project = join(folder, 'project');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every process of Node notes its addresses; what would lead it away from this machine is all there. */
const environment = {
  PATH: process.env.PATH,
  HOME: join(folder, 'home'),
  NODE_OPTIONS: `--import=${hook}`,
  LOOPBACK_RECORD: record,
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_REGION: 'eu-central-1',
  AWS_ENDPOINT_URL: 'http://192.0.2.1:4566',
  AWS_ENDPOINT_URL_GLUE: 'http://192.0.2.1:4566',
  AWS_ENDPOINT_URL_S3: 'http://192.0.2.1:4566',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
  HTTP_PROXY: 'http://192.0.2.1:3128',
  HTTPS_PROXY: 'http://192.0.2.1:3128',
  http_proxy: 'http://192.0.2.1:3128',
  https_proxy: 'http://192.0.2.1:3128',
};

/** Python's own hook: it notes the sockets of the launcher, of our awsglue and of the script. */
const audit = `
import json, os, sys
def note(event, args):
    if event in ('socket.connect', 'socket.bind', 'socket.sendto'):
        address = args[1]
        entry = {'what': event, 'host': address[0] if isinstance(address, tuple) else 'localhost'}
    elif event in ('socket.getaddrinfo', 'socket.gethostbyname'):
        entry = {'what': event, 'host': args[0]}
    else:
        return
    with open(${JSON.stringify(record)}, 'a') as out:
        out.write(json.dumps(entry) + '\\n')
sys.addaudithook(note)
`;

/** What a script does that asks the endpoint, as boto3 would. */
const asking = `
import os, urllib.request
request = urllib.request.Request(os.environ['AWS_ENDPOINT_URL'] + '/', headers={
  'Authorization': 'AWS4-HMAC-SHA256 Credential=' + os.environ['AWS_ACCESS_KEY_ID'] + '/20260214/x/s3/aws4_request'})
print(urllib.request.urlopen(request).status)
`;

interface Note {
  readonly what: string;
  readonly host: string;
}

/** What was noted since the last look. */
function notes(): readonly Note[] {
  const lines = existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];
  rmSync(record, { force: true });
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Note);
}

const leaving = (all: readonly Note[]): readonly Note[] =>
  all.filter(({ host }) => !['127.0.0.1', '::1', 'localhost'].includes(host));

let python = '';

/** A command line of the built command; a failure shows what it wrote. */
async function gluepipeline(...argv: readonly string[]): Promise<string> {
  const bin = join(folder, 'dist', 'gluepipeline.cjs');
  const { stdout } = await run(process.execPath, [bin, ...argv], { cwd: project, env: environment });
  return stdout;
}

beforeAll(async () => {
  mkdirSync(project);
  mkdirSync(environment.HOME);
  await run(process.execPath, [join(import.meta.dirname, '..', 'esbuild.config.mjs'), join(folder, 'dist')], {
    env: { PATH: process.env.PATH },
  });
  const venv = join(folder, 'venv');
  await run('python3', ['-m', 'venv', '--without-pip', venv]);
  const [version] = readdirSync(join(venv, 'lib'));
  // Not as sitecustomize: Debian's python has one of its own, which comes first.
  const packages = join(venv, 'lib', version!, 'site-packages');
  writeFileSync(join(packages, 'loopback_audit.py'), audit);
  writeFileSync(join(packages, 'loopback_audit.pth'), 'import loopback_audit\n');
  python = join(venv, 'bin', 'python');
});

describe('the proof itself', () => {
  it.each([
    ['a connection', 'require("net").connect(80, "192.0.2.1")'],
    ['a request', 'fetch("http://192.0.2.1/").catch((error) => { throw error.cause ?? error })'],
    ['a name', 'require("dns").lookup("aws.example", () => {})'],
    ['a name, asked of a server', 'require("dns").promises.resolve4("aws.example")'],
    ['a port on every interface', 'require("http").createServer().listen(0)'],
  ])('notes and ends %s that leaves the machine', async (_what, code) => {
    await expect(run(process.execPath, ['-e', code], { env: environment })).rejects.toMatchObject({
      stderr: expect.stringContaining('not on this machine'),
    });
    expect(leaving(notes())).toHaveLength(1);
  });
});

describe('init, deploy, plan and run with --local', () => {
  it('reach for nothing outside this machine, whatever the environment holds', async () => {
    await gluepipeline('init', '--name', 'sales', '--template', 'csv-etl');
    writeFileSync(join(project, 'scripts', 'extract.py'), asking, { flag: 'a' });
    notes();

    await gluepipeline('deploy', '--local', '--yes');
    const deploying = notes();
    await gluepipeline('plan', '--local');
    await gluepipeline('run', '--local', '--python', python);
    const all = [...deploying, ...notes()];

    expect(leaving(all)).toEqual([]);
    // Each kind was seen, so nothing was missed for want of a hook.
    const seen = new Set(all.map(({ what }) => what));
    expect([...seen].sort()).toEqual(expect.arrayContaining(['connect', 'listen', 'socket.connect']));
    expect(deploying.filter(({ what }) => what === 'listen')).toEqual([{ what: 'listen', host: '127.0.0.1' }]);
  });
});
