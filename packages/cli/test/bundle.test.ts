import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { chain, folderWith, type Json, until } from './harness.ts';

const build = fileURLToPath(new URL('../esbuild.config.mjs', import.meta.url));
const dist = folderWith();
const bundle = join(dist, 'gluepipeline.cjs');
const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8')) as {
  version: string;
};

beforeAll(() => {
  const built = spawnSync(process.execPath, [build, dist], { encoding: 'utf8', env: clean });
  expect(built).toMatchObject({ status: 0 });
}, 60_000);

/** The environment of the tests without what only they have. */
const ownNames = ['NODE_OPTIONS', 'FORCE_COLOR', 'USER', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'];
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownNames.includes(name)));

const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
  running.clear();
});

function run(argv: readonly string[], cwd: string, more: readonly string[] = [], env: object = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...more, bundle, ...argv], {
    cwd,
    encoding: 'utf8',
    env: { ...clean, ...env },
  });
  return { status, stdout, stderr };
}

function begin(argv: readonly string[], cwd: string, env: object = {}): ChildProcess {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const child = spawn(process.execPath, [bundle, ...argv], { cwd, env: { ...clean, ...env }, stdio: [...stdio] });
  running.add(child);
  return child;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the bundle', () => {
  const cwd = folderWith(chain({ extract: 'print(1)', load: 'print(2)' }));

  it('says its version', () => {
    expect(run(['--version'], cwd)).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('deploys and runs with what it carries, and without a word of the SDK on stderr', () => {
    const deployed = run(['deploy', '--local', '-q'], cwd);
    expect(deployed).toEqual({
      status: 0,
      stdout: 'Deployed: 7 added, 0 changed, 0 deleted (deployment #1)\n',
      stderr: '',
    });
    expect(run(['run', '--local', '-q'], cwd)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('2 succeeded'),
      stderr: '',
    });
  });

  it('carries its templates', () => {
    expect(run(['init', '--name', 'p', '--template', 'csv-etl'], folderWith()).status).toBe(0);
  });

  it('goes on quietly when nobody reads its output', () => {
    const jobs = Array.from({ length: 5000 }, (_, at) => ({ name: `job-${String(at)}`, script: 's3://b/a.py' }));
    const many = folderWith({ 'config.json': JSON.stringify({ pipeline_name: 'p', jobs }) });
    const line = `"${process.execPath}" "${bundle}" list | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: many, encoding: 'utf8', env: clean });
    expect({ stdout, stderr }).toEqual({ stdout: 'p · environment dev · config.json\n0\n', stderr: '' });
  });

  it('finishes a deployment that nobody watches any more', () => {
    const line = `"${process.execPath}" "${bundle}" deploy --local -e unwatched 2>&1 | head -1`;
    spawnSync('bash', ['-c', line], { cwd, env: clean });
    expect(JSON.parse(run(['plan', '--local', '-e', 'unwatched', '--json'], cwd).stdout)).toMatchObject({
      hasChanges: false,
    });
  });
});

describe('what is loaded', () => {
  /** A text that stands in one part of the bundle and in no other. */
  const marks = {
    'the AWS SDK': 'com.amazonaws.glue',
    YAML: 'tag:yaml.org,2002',
    'the embedded endpoint': '/_gluepipeline/health',
    pino: 'levelComparison',
  };
  /** What stands in a part that only a setting asks for. */
  const settingMarks = { proxies: 'Proxy-Authorization', providers: 'fromTemporaryCredentials (STS)' };
  const hook = join(folderWith(), 'record.cjs');

  beforeAll(() => {
    writeFileSync(
      hook,
      `process.on('exit', () => require('node:fs').writeSync(2, '\\nloaded ' + JSON.stringify(Object.keys(require.cache))));`,
    );
  });

  /** The parts whose mark stands in a file that the command has loaded. */
  function loadedBy(argv: readonly string[], cwd: string, wanted: object = marks, env: object = {}): string[] {
    const { stderr } = run(argv, cwd, ['--require', hook], env);
    const files = JSON.parse(/\nloaded (.*)$/.exec(stderr)?.[1] ?? '[]') as string[];
    const texts = files.filter((file) => file.startsWith(dist)).map((file) => readFileSync(file, 'utf8'));
    return Object.entries(wanted)
      .filter(([, mark]) => texts.some((text) => text.includes(String(mark))))
      .map(([part]) => part);
  }

  it.each<[string, string[]]>([
    ['--help', ['--help']],
    ['validate', ['validate']],
    ['list', ['list']],
    ['list --json', ['list', '--json']],
    ['init', ['init', '--name', 'p']],
    ['add-job', ['add-job', '--job-name', 'x', '--script', 's3://b/x.py']],
    ['completion', ['completion', 'bash']],
    ['a wrong command line', ['lst']],
  ])('by %s is nothing that it does not need', (_what, argv) => {
    expect(loadedBy(argv, folderWith(chain({ load: '' })))).toEqual([]);
  });

  it('by a deployment of YAML with a log is everything: the marks are still right', () => {
    const cwd = folderWith({
      'gluepipeline.yaml': 'pipeline_name: p\nglue_version: "6.0"\njobs:\n  - name: a\n    script: s3://b/a.py\n',
    });
    expect(loadedBy(['deploy', '--local', '-v', '--log-format', 'json'], cwd)).toEqual(Object.keys(marks));
  });

  it.each<[string, object, string[]]>([
    ['keys alone is no provider and no proxy', { AWS_ENDPOINT_URL: 'https://127.0.0.1:9' }, []],
    ['a proxy is what speaks to it', { HTTPS_PROXY: 'http://127.0.0.1:9' }, ['proxies']],
    ['a profile is its provider', { AWS_ACCESS_KEY_ID: '', AWS_PROFILE: 'work' }, ['providers']],
  ])('to sign in with %s', (_what, env, parts) => {
    const cwd = folderWith(chain({ load: '' }));
    const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' };
    const nowhere = { AWS_ENDPOINT_URL: 'https://nowhere.invalid', NO_PROXY: '', ...keys };
    expect(loadedBy(['plan'], cwd, settingMarks, { ...nowhere, ...env })).toEqual(parts);
  });

  it('by validate of YAML is YAML and no more', () => {
    expect(loadedBy(['validate'], folderWith({ 'gluepipeline.yaml': 'pipeline_name: p\njobs: []\n' }))).toEqual([
      'YAML',
    ]);
  });
});

describe('the first request', () => {
  const credentials = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' };
  const cwd = folderWith(chain({ load: '' }));

  async function planAt(server: Server, scheme: string, more: readonly string[] = []): Promise<ChildProcess> {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `${scheme}://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const child = spawn(process.execPath, [...more, bundle, 'plan', '--endpoint-url', url], {
      cwd,
      env: { ...clean, ...credentials },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.add(child);
    return child;
  }

  it('needs neither TLS over plain http nor the SDK of Glue, which is loaded once it has been sent', async () => {
    const hook = join(folderWith(), 'modules.cjs');
    writeFileSync(
      hook,
      `require('node:diagnostics_channel').subscribe('http.client.request.start', () => require('node:fs').writeSync(2, 'loaded ' + JSON.stringify([
        process.moduleLoadList.filter((name) => /tls|https/.test(name)),
        Object.keys(require.cache).filter((path) => path !== __filename && require('node:fs').readFileSync(path, 'utf8').includes('com.amazonaws.glue')),
      ]) + '\\n'));`,
    );
    const refusal =
      '<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>no</Message></Error></ErrorResponse>';
    const server = createHttpServer((_request, response) => response.writeHead(403).end(refusal));
    const child = await planAt(server, 'http', ['--require', hook]);
    let said = '';
    for await (const text of child.stderr as NodeJS.ReadableStream) {
      said += String(text);
    }
    server.close();
    expect(said).toContain('GP401');
    expect(said).toMatch(/^loaded \[\[\],\[\]\]\n/);
  });

  it('to an https endpoint is a TLS handshake', async () => {
    const server = createServer();
    const child = await planAt(server, 'https');
    const [socket] = (await once(server, 'connection')) as [Socket];
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    child.kill('SIGKILL');
    socket.destroy();
    server.close();
    // The record type of a handshake (RFC 8446, section 5.1).
    expect(bytes[0]).toBe(22);
  });
});

describe('a signal', () => {
  it('ends local start with 130, and the folder is free again', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = begin(['local', 'start'], cwd);
    await once(server.stdout as NodeJS.ReadableStream, 'data');
    expect(JSON.parse(run(['local', 'status', '--json'], cwd).stdout) as Json).toMatchObject({ running: true });
    expect(run(['deploy', '--local', '-q'], cwd).status).toBe(0);
    server.kill('SIGINT');
    expect((await once(server, 'exit'))[0]).toBe(130);
    expect(
      readdirSync(join(cwd, '.gluepipeline/local')).filter((name) => name === 'lock' || name === 'server.json'),
    ).toEqual([]);
    expect(run(['plan', '--local', '--detailed-exitcode'], cwd).status).toBe(0);
  });

  it('of the hardest kind leaves a folder that the next command can use', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const server = begin(['local', 'start'], cwd);
    await once(server.stdout as NodeJS.ReadableStream, 'data');
    server.kill('SIGKILL');
    await once(server, 'exit');
    expect(run(['deploy', '--local', '-q'], cwd).status).toBe(0);
  });

  it('to the endpoint in the middle of a run, of the hardest kind, ends who follows it, the script and the run', async () => {
    const script =
      'import os, time\nprint(os.getpid(), file=open("made", "w"))\nos.rename("made", "pid")\ntime.sleep(600)\n';
    const files = chain({ load: script });
    const cwd = folderWith({
      ...files,
      'config.json': (files['config.json'] ?? '').replace('"load"', '"load", "max_retries": 2'),
    });
    const server = begin(['local', 'start'], cwd);
    await once(server.stdout as NodeJS.ReadableStream, 'data');
    expect(run(['deploy', '--local', '-q'], cwd).status).toBe(0);
    const following = begin(['run', 'load', '--local'], cwd);
    let said = '';
    following.stderr?.on('data', (text) => (said += String(text)));
    await until('the script runs', () => existsSync(join(cwd, 'pid')));
    const pid = Number(readFileSync(join(cwd, 'pid'), 'utf8'));
    server.kill('SIGKILL');
    expect((await once(following, 'close'))[0]).toBe(9);
    expect(said).toContain('hint: the local endpoint has ended, and what ran on it too');
    await until('the script is gone', () => !isThere(pid));

    const status = run(['status', '--local', '--json'], cwd);
    expect(status.stdout).toMatch(/"state": ?"FAILED"/);
    writeFileSync(join(cwd, 'load.py'), 'pass\n');
    expect(run(['deploy', '--local', '-q'], cwd).status).toBe(0);
    expect(run(['retry', 'load', '--local'], cwd)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^SUCCEEDED in .*: 1 succeeded\n$/),
    });
  }, 60_000);

  it('in the middle of a deployment, of the hardest kind, is mended by deploying again', async () => {
    const jobs = Array.from({ length: 60 }, (_, at) => ({ name: `job-${String(at)}`, script: 's3://b/a.py' }));
    const cwd = folderWith({
      'config.json': JSON.stringify({ pipeline_name: 'p', glue_version: '6.0', role: 'R', jobs }),
    });
    const deploying = begin(['deploy', '--local'], cwd);
    let seen = '';
    for await (const text of deploying.stderr as NodeJS.ReadableStream) {
      seen += String(text);
      if (seen.includes('✓ created job')) {
        break;
      }
    }
    deploying.kill('SIGKILL');
    await (deploying.exitCode == null && deploying.signalCode == null ? once(deploying, 'exit') : undefined);
    expect(run(['deploy', '--local', '-q'], cwd).status).toBe(0);
    expect(run(['plan', '--local', '--detailed-exitcode'], cwd).status).toBe(0);
  });

  it('in the middle of a deployment lets the steps in flight end, says what never ran, and ends with 130', async () => {
    const jobs = Array.from({ length: 300 }, (_, at) => ({ name: `job-${String(at)}`, script: 's3://b/a.py' }));
    const cwd = folderWith({
      'config.json': JSON.stringify({ pipeline_name: 'p', glue_version: '6.0', role: 'R', jobs }),
    });
    const deploying = begin(['deploy', '--local'], cwd);
    let stdout = '';
    deploying.stdout?.on('data', (text) => (stdout += String(text)));
    let stderr = '';
    deploying.stderr?.on('data', (text) => {
      const before = stderr;
      stderr += String(text);
      // A second one would end it at once.
      if (!before.includes('✓ created job') && stderr.includes('✓ created job')) {
        deploying.kill('SIGINT');
      }
    });
    expect((await once(deploying, 'close'))[0]).toBe(130);
    expect(stdout).toMatch(/never run create job job-/);
    expect(stdout).toContain(
      'The deploy was stopped. To finish it, run it again, and it goes on where this one ended: gluepipeline deploy --local',
    );
    expect(JSON.parse(run(['lock', 'status', '--local', '--json'], cwd).stdout)).toMatchObject({ locked: false });
    expect(run(['deploy', '--local', '-q'], cwd).status).toBe(0);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('twice leaves at once, also while AWS does not answer: %s', async (signal, code) => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const url = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    const cwd = folderWith(chain({ load: '' }));
    const keys = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
    const deploying = begin(['deploy', '--endpoint-url', url, '--region', 'eu-west-1'], cwd, keys);
    await once(silent, 'connection');
    deploying.kill(signal);
    for await (const text of deploying.stderr as NodeJS.ReadableStream) {
      if (String(text).includes('a second signal leaves at once')) {
        deploying.kill(signal);
        break;
      }
    }
    expect(deploying.exitCode ?? (await once(deploying, 'exit'))[0]).toBe(code);
    silent.close();
  });
});
