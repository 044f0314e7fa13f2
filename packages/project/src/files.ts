import {
  closeSync,
  type Dirent,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { type FileFacts, type Files, localPaths, type Pipeline, UserError } from '@gluepipeline/core';

import { reasonOf } from './config-file.ts';

/** Local paths that a config names, by what may stand there. */
export interface NamedPaths {
  readonly files: readonly string[];
  /** Where a folder may stand as well, which is then packed as a zip. */
  readonly filesOrFolders: readonly string[];
}

/** The local paths that a pipeline names; only Python code may come as a folder. */
export function pathsOf(pipeline: Pipeline): NamedPaths {
  const ofPython = pipeline.jobs.flatMap((job) => job.files['--extra-py-files'] ?? []);
  const filesOrFolders = ofPython.flatMap((file) => (file.kind === 'local' ? [file.path] : []));
  return { files: localPaths(pipeline), filesOrFolders };
}

/** What the disk says about local paths, which are relative to `folder`; each is looked at once. */
export async function readFiles(folder: string, { files, filesOrFolders }: NamedPaths): Promise<Files> {
  const facts: Record<string, FileFacts> = {};
  for (const path of filesOrFolders) {
    facts[path] ??= await factsOf(folder, path);
  }
  for (const path of files) {
    facts[path] ??= fileFacts(resolve(folder, path));
  }
  return facts;
}

async function factsOf(folder: string, path: string): Promise<FileFacts> {
  if (statSync(resolve(folder, path), { throwIfNoEntry: false })?.isDirectory() !== true) {
    return fileFacts(resolve(folder, path));
  }
  const { folderFacts } = await import('./folder-facts.ts');
  return folderFacts(folder, path);
}

/** Up to this size a file is read at once: what validate saw is what is planned. */
const small = 1024 * 1024;

function fileFacts(path: string): FileFacts {
  try {
    const problem = noFile(statSync(path));
    if (problem != null) {
      return { kind: 'missing', reason: problem };
    }
    const open = openSync(path, 'r');
    try {
      const { size } = statSync(path);
      const content = size <= small ? readFileSync(open) : undefined;
      let sha256: string | undefined;
      let text: string | undefined;
      let modules: readonly string[] | undefined;
      return {
        kind: 'file',
        size: content?.length ?? size,
        // Rules about scripts ask for it; nobody looks into a wheel.
        get text() {
          return (text ??= content?.toString('utf8'));
        },
        get modulesBeside() {
          return (modules ??= modulesBeside(path));
        },
        // validate never asks for it, and node:crypto takes long to load.
        get sha256() {
          return (sha256 ??= content == null ? digestOfFile(path) : digestOf([content]));
        },
      };
    } finally {
      closeSync(open);
    }
  } catch (error) {
    return { kind: 'missing', reason: whyNot(error) };
  }
}

/** The Python modules and packages in the folder of a file, itself apart. */
function modulesBeside(path: string): string[] {
  const folder = dirname(path);
  return entriesOf(folder).flatMap((entry) => {
    const module = /^([A-Za-z_]\w*)\.py$/.exec(entry.name)?.[1];
    const isPackage = entry.isDirectory() && existsSync(join(folder, entry.name, '__init__.py'));
    return isPackage ? [entry.name] : module != null && entry.name !== basename(path) ? [module] : [];
  });
}

/** Nothing where it may not be listed: a script in it may still be read. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Why nothing can be read there; a pipe or a device would be read for ever. */
function noFile(stats: Stats): string | undefined {
  return stats.isDirectory() ? 'it is a folder' : stats.isFile() ? undefined : 'it is neither file nor folder';
}

/** Why a path cannot be read, as the end of a sentence about it. */
export function whyNot(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : reasonOf(error);
}

/** What was there when the config was read is not there any more. */
export function goneSince(path: string, error: unknown): UserError {
  return new UserError('GP306', `${path} cannot be read any more: ${whyNot(error)}`, 'run again');
}

/** Hex, of pieces in a row. */
export function digestOf(pieces: Iterable<Uint8Array>): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const piece of pieces) {
    hash.update(piece);
  }
  return hash.digest('hex');
}

/** A wheel or jar may be hundreds of megabytes: they never are in memory as a whole. */
function digestOfFile(path: string): string {
  try {
    return digestOf(piecesOf(path));
  } catch (error) {
    throw goneSince(path, error);
  }
}

function* piecesOf(path: string): Generator<Uint8Array> {
  const buffer = new Uint8Array(small);
  const open = openSync(path, 'r');
  try {
    for (let length = readSync(open, buffer); length > 0; length = readSync(open, buffer)) {
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(open);
  }
}
