import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, jest } from '@jest/globals';
import { parse } from 'yaml';

import { main } from '../../src/main.ts';

// The AWS SDK looks for credentials in the process around it: here it finds those of the endpoint, or none.
for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) {
  Reflect.deleteProperty(process.env, name);
}
const noAws = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};
Object.assign(process.env, noAws);

// The first test of a file loads everything that a deployment needs, on a machine that may be busy.
jest.setTimeout(120_000);

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** What action.yml says, as the runner reads it. */
export const manifest = parse(readFileSync(join(packageFolder, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
};

const folders: string[] = [];

afterAll(() => {
  folders.forEach((folder) => {
    rmSync(folder, { recursive: true, force: true });
  });
});

/** A folder that folderWith makes, as it stands in a text. */
export const folderPattern = /[\w./-]*\/gluepipeline-action-\w{6}/g;

/** A folder of its own for one test, with files in it. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gluepipeline-action-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** What a step is run with. */
export interface Step {
  /** The checked out repository. */
  readonly workspace: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload?: object };
  readonly env?: Readonly<Record<string, string>>;
  /** The job is cancelled as soon as the log says this. */
  readonly cancelAt?: string;
}

/** What a step came to. */
export interface Ran {
  readonly exitCode: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly path: string;
  /** Each `::error` and `::warning` of the log. */
  readonly annotations: readonly string[];
}

const sender = { login: 'ana', type: 'User' };
const repository = { full_name: 'acme/sales', default_branch: 'main' };
const pull = (head: string) => ({
  action: 'synchronize',
  number: 7,
  pull_request: {
    number: 7,
    base: { ref: 'main', sha: '1234567890', repo: repository },
    head: { ref: 'more-jobs', sha: 'abcdef1234', repo: { full_name: head } },
  },
  repository,
  sender,
});

/** The events of the workflows, with what of their payloads matters: of acme/sales, and its pull request 7. */
export const events = {
  push: { name: 'push', payload: { ref: 'refs/heads/main', after: '1234567890', repository, sender } },
  schedule: { name: 'schedule', payload: { schedule: '0 5 * * *', repository } },
  workflow_dispatch: { name: 'workflow_dispatch', payload: { ref: 'refs/heads/main', inputs: {}, repository, sender } },
  pull_request: { name: 'pull_request', payload: pull('acme/sales') },
  fork: { name: 'pull_request', payload: pull('eve/sales') },
} as const;

/** Runs one step in this process, with the environment that the runner would give. */
export async function step(given: Step): Promise<Ran> {
  const { env, files } = surroundings(given);
  const written: string[] = [];
  let cancel: (() => void) | undefined;
  const exitCode = await main({
    env,
    stdout: (text) => {
      written.push(text);
      if (given.cancelAt != null && text.includes(given.cancelAt)) {
        cancel?.();
      }
    },
    onSignal: (handler) => {
      cancel = handler;
      return () => undefined;
    },
    now: () => Date.UTC(2026, 1, 14, 12, 0, 0),
    node: process.execPath,
    folder: join(packageFolder, 'dist'),
  });
  return ranOf(exitCode, written.join(''), files);
}

/** Runs one step as the runner does: the built file, in a process of its own. */
export async function builtStep(given: Step): Promise<Ran> {
  const { env, files } = surroundings(given);
  const child = spawn(process.execPath, [join(packageFolder, manifest.runs.main)], {
    cwd: given.workspace,
    env: { PATH: process.env.PATH ?? '', ...noAws, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  const exitCode = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)));
  return ranOf(exitCode, log, files);
}

type Files = Readonly<Record<'output' | 'summary' | 'path', string>>;

/** Every input, its default where nothing was said, and what GitHub says of the run. */
function surroundings({ workspace, inputs = {}, event = events.push, env = {} }: Step) {
  const folder = folderWith({
    'event.json': JSON.stringify(event.payload ?? {}),
    ...{ output: '', summary: '', path: '' },
  });
  const unknown = Object.keys(inputs).find((name) => manifest.inputs[name] == null);
  if (unknown != null) {
    throw new Error(`action.yml has no input ${unknown}`);
  }
  const said = Object.entries(manifest.inputs).map(([name, { default: otherwise = '' }]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    inputs[name] ?? otherwise.replace('${{ github.token }}', 'ghs_test'),
  ]);
  const files: Files = {
    output: join(folder, 'output'),
    summary: join(folder, 'summary'),
    path: join(folder, 'path'),
  };
  return {
    files,
    env: {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'acme/sales',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '42',
      GITHUB_SHA: '1234567890',
      GITHUB_ACTOR: 'ana',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_PATH: files.path,
      RUNNER_TEMP: folder,
      ...(Object.fromEntries(said) as Record<string, string>),
      ...env,
    } as Record<string, string>,
  };
}

function ranOf(exitCode: number, log: string, files: Files): Ran {
  const summary = readFileSync(files.summary, 'utf8');
  if (Buffer.byteLength(summary) > 1024 * 1024) {
    throw new Error('GitHub drops a summary of more than 1,024 KiB');
  }
  return {
    exitCode,
    log,
    outputs: outputsIn(readFileSync(files.output, 'utf8')),
    summary,
    path: readFileSync(files.path, 'utf8'),
    annotations: log.split('\n').filter((line) => /^::(error|warning)/.test(line)),
  };
}

/** `name<<delimiter`, the value, the delimiter: as the runner reads the file of outputs. */
function outputsIn(text: string): Record<string, string> {
  const found = [...text.matchAll(/^(.*?)<<(.*)\n([\s\S]*?)\n\2\n/gm)];
  const unknown = found.map(([, name = '']) => name).find((name) => manifest.outputs[name] == null);
  if (unknown != null) {
    throw new Error(`action.yml has no output ${unknown}`);
  }
  return Object.fromEntries(found.map(([, name = '', , value = '']) => [name, value]));
}
