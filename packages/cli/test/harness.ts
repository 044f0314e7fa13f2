import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';

import { afterAll, jest } from '@jest/globals';

import type { Io } from '../src/io.ts';
import { main } from '../src/main.ts';

// The AWS SDK looks for credentials in the process around it: here it finds none, and asks nobody outside this machine.
for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) {
  Reflect.deleteProperty(process.env, name);
}
Object.assign(process.env, {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

/** The moment at which every command of the tests is run. */
export const now = Date.UTC(2026, 1, 14, 12, 0, 0);

/** What stands around a command. */
export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is typed. */
  readonly stdin?: string;
  /** Which of the three are a terminal. */
  readonly tty?: 'all' | 'none' | 'stdout' | 'stderr';
  readonly columns?: number;
  readonly rows?: number;
  /** Time, where a test lets it pass. */
  readonly clock?: Pick<Io, 'now' | 'every'>;
}

/** What a command came to. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The one document on stdout, where --json was said. */
  readonly json: Json;
}

/** A JSON object whose members the tests look into. */
export type Json = Readonly<Record<string, unknown>>;

/** A command that goes on. */
export interface Going {
  readonly ran: Promise<Ran>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly signal: (name: 'SIGINT' | 'SIGTERM') => void;
}

/** Runs one command line in this process. */
export function gluepipeline(argv: readonly string[], surroundings: Surroundings): Promise<Ran> {
  return begin(argv, surroundings).ran;
}

/** Begins a command line that ends by a signal. */
export function begin(argv: readonly string[], surroundings: Surroundings): Going {
  const written = { stdout: '', stderr: '' };
  const handlers = new Set<(name: 'SIGINT' | 'SIGTERM') => void>();
  const io: Io = {
    stdout: (text) => (written.stdout += text),
    stderr: (text) => (written.stderr += text),
    stdin: Readable.from(surroundings.stdin == null ? [] : [surroundings.stdin]),
    stdoutIsTty: surroundings.tty === 'all' || surroundings.tty === 'stdout',
    stderrIsTty: surroundings.tty === 'all' || surroundings.tty === 'stderr',
    stdinIsTty: surroundings.tty === 'all',
    columns: () => surroundings.columns,
    rows: () => surroundings.rows,
    env: surroundings.env ?? {},
    cwd: surroundings.cwd,
    nodeVersion: 'v24.1.0',
    useProfile: (profile) => {
      process.env.AWS_PROFILE = profile;
    },
    onSignal: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    now: surroundings.clock?.now ?? (() => now),
    every: surroundings.clock?.every ?? (() => () => undefined),
  };
  const ran = main(argv, io, '1.2.3').then((exitCode) => ({
    ...written,
    exitCode,
    json: documentIn(argv, written.stdout),
  }));
  return {
    ran,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    signal: (name) => {
      handlers.forEach((handler) => {
        handler(name);
      });
    },
  };
}

/** With --json there is one document on stdout, whatever happens; the JSON Schema is a document of another kind. */
function documentIn(argv: readonly string[], stdout: string): Json {
  if (!argv.includes('--json')) {
    return {};
  }
  const document = JSON.parse(stdout) as Json;
  if (document.schemaVersion !== 1 && document.$schema == null) {
    throw new Error(`no schemaVersion in: ${stdout}`);
  }
  return document;
}

// The first test of a file loads everything that a deployment needs, on a machine that may be busy.
jest.setTimeout(60_000);

const folders: string[] = [];

/** A folder of its own for one test, with files in it. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gluepipeline-cli-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The text of a file in a folder. */
export function textIn(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** Every file under a folder, without what the embedded endpoint keeps. */
export function filesIn(folder: string): string[] {
  const under = (path: string): string[] =>
    readdirSync(path)
      .filter((name) => name !== '.gluepipeline')
      .map((name) => join(path, name))
      .flatMap((each) => (statSync(each).isDirectory() ? under(each) : [relative(folder, each)]));
  return under(folder).toSorted();
}

/** A pipeline of python jobs, each after the one before; `scripts` are what they do. */
export function chain(scripts: Readonly<Record<string, string>>, more: Json = {}): Record<string, string> {
  const names = Object.keys(scripts);
  const jobs = names.map((name, at) => ({
    name,
    script: `${name}.py`,
    type: 'pythonshell',
    ...(at === 0 ? {} : { depends_on: [names[at - 1]] }),
  }));
  return {
    'config.json': JSON.stringify(
      { pipeline_name: 'sales', glue_version: '6.0', role: 'GlueRole', jobs, ...more },
      null,
      2,
    ),
    ...Object.fromEntries(names.map((name) => [`${name}.py`, scripts[name] ?? ''])),
  };
}

/** Waits for a condition, and says which one was not met in time: so many milliseconds. */
export async function until(what: string, holds: () => boolean, limit = 50_000): Promise<void> {
  const end = Date.now() + limit;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error(`not in time: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
