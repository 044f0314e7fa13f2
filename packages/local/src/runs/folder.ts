import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ObjectReader } from '../s3/objects.ts';

/** The private folder of one run; only the logs outlive it. */
export interface RunFolder {
  readonly root: string;
  readonly script: string;
  readonly modules: string;
  /** Wheels, unpacked by the launcher. */
  readonly unpacked: string;
  readonly work: string;
  readonly home: string;
  readonly temporary: string;
  /** What the launcher writes. */
  readonly notes: string;
  readonly runFile: string;
  readonly failureFile: string;
  readonly outputLog: string;
  readonly errorLog: string;
}

/** Where everything of a run lies; the id is our own (hex digits), so it is safe in a path. */
export function runFolder(runs: string, id: string): RunFolder {
  const root = path.join(runs, id);
  const inside = (name: string): string => path.join(root, name);
  return {
    root,
    script: inside('script'),
    modules: inside('modules'),
    unpacked: inside('unpacked'),
    work: inside('work'),
    home: inside('home'),
    temporary: inside('tmp'),
    notes: inside('notes'),
    runFile: inside('run.json'),
    failureFile: inside('notes/failure.json'),
    outputLog: inside('output.log'),
    errorLog: inside('error.log'),
  };
}

const scratch = ['script', 'modules', 'unpacked', 'work', 'home', 'temporary', 'notes'] as const;

/** Makes the folders and empty logs, readable by this user alone. */
export async function makeFolder(folder: RunFolder): Promise<void> {
  for (const name of scratch) {
    await mkdir(folder[name], { recursive: true, mode: 0o700 });
  }
  await writeFile(folder.outputLog, '', { mode: 0o600 });
  await writeFile(folder.errorLog, '', { mode: 0o600 });
}

/** Removes what the script used and made outside S3; the logs stay. */
export async function clearFolder(folder: RunFolder): Promise<void> {
  for (const place of [...scratch.map((name) => folder[name]), path.join(folder.root, 'runner'), folder.runFile]) {
    // The script may have made its folders unreadable, and what it left must not fail the run.
    await rm(place, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
  }
  // A container was let in.
  await chmod(folder.root, 0o700).catch(() => undefined);
}

/** Brings an object of the endpoint's own S3 into a folder; undefined when there is no such object. */
export async function fetchObject(objects: ObjectReader, uri: string, into: string): Promise<string | undefined> {
  const parts = /^s3[an]?:\/\/([^/]+)\/(.+)$/.exec(uri);
  const source = parts == null ? undefined : objects.read(parts[1] ?? '', parts[2] ?? '');
  if (source == null) {
    return undefined;
  }
  await mkdir(into, { recursive: true, mode: 0o700 });
  const file = path.join(into, fileNameOf(uri));
  await pipeline(source, createWriteStream(file, { mode: 0o600 }));
  return file;
}

/** The last part of a key as a file name: its letters are kept for tracebacks, anything a path could abuse is not. */
function fileNameOf(uri: string): string {
  const name = (uri.split('/').at(-1) ?? '').replaceAll(/[^\w.-]/gu, '_').slice(-120);
  return /^\.*$/.test(name) ? 'script.py' : name;
}
