import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';

import { zipSync } from 'fflate';

import { reasonOf } from './config-file.ts';

/** What goes into the zip of a folder. */
export interface FolderListing {
  /** By the name in the zip, sorted by it; a folder's name ends in a slash and it has no path. */
  readonly entries: readonly { readonly name: string; readonly path: string | undefined }[];
  readonly files: number;
  /** Files that end in `.py`. */
  readonly modules: number;
}

/** Why a folder cannot be packed, as the end of a sentence about it. */
export class FolderError extends Error {}

/** More is no folder of code: somebody named the wrong one, or wants a wheel. */
const mostEntries = 10_000;
const mostBytes = 100 * 1024 * 1024;

/** Left out: what begins with a dot (.git, .venv, .env, .DS_Store, .ipynb_checkpoints), and what Python makes by itself. */
const leftOut = (name: string): boolean => name.startsWith('.') || name === '__pycache__' || name.endsWith('.pyc');

/**
 * Lists the folder `path` of a config in `folder`. One that is a package (has `__init__.py`) is packed as itself, so that
 * `import <its name>` works; of any other the content is at the root of the zip. Links are followed as long as they stay
 * in the project, or in a folder beside it that the config names. Throws a FolderError.
 */
export function listFolder(folder: string, path: string): FolderListing {
  const root = resolve(folder, path);
  const real = realpathSync(root);
  const bound = isInside(resolve(folder), root) ? realpathSync(folder) : real;
  refuseOutside(bound, real, path);
  const walk: Walk = { bound, entries: [], bytes: 0 };
  const isPackage = statSync(join(real, '__init__.py'), { throwIfNoEntry: false })?.isFile() === true;
  const above = isPackage ? `${basename(root)}/` : '';
  walkFolder(walk, real, above, [real]);
  if (isPackage) {
    walk.entries.push({ name: above, path: undefined });
  }
  const files = walk.entries.filter((entry) => entry.path != null);
  if (files.length === 0) {
    throw new FolderError('it holds no files');
  }
  return {
    entries: walk.entries.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    files: files.length,
    modules: files.filter(({ name }) => name.endsWith('.py')).length,
  };
}

/**
 * The zip of a folder: the same bytes for the same names and contents, whoever makes it, when and where. Not compressed,
 * so that they do not hang on the version of a compressor either; code is small.
 */
export function zipFolder({ entries }: FolderListing): Uint8Array {
  const content = entries.map(
    ({ name, path }) => [name, path == null ? new Uint8Array() : readFileSync(path)] as const,
  );
  // The local time: that is what a zip holds. 0o100644 and 0o40755 are Unix's words for a file and a folder.
  const mtime = new Date(1980, 0, 1);
  return zipSync(
    Object.fromEntries(
      content.map(([name, bytes]) => [
        name,
        [bytes, { attrs: (name.endsWith('/') ? 0o40755 : 0o100644) << 16, os: 3 }],
      ]),
    ),
    { level: 0, mtime },
  );
}

interface Walk {
  /** A real path, that no link may lead out of. */
  readonly bound: string;
  readonly entries: { name: string; path: string | undefined }[];
  bytes: number;
}

function walkFolder(walk: Walk, place: string, prefix: string, above: readonly string[]): void {
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    if (!leftOut(entry.name)) {
      addEntry(walk, entry, join(place, entry.name), prefix + entry.name, above);
    }
  }
}

function addEntry(walk: Walk, entry: Dirent, path: string, name: string, above: readonly string[]): void {
  const real = entry.isSymbolicLink() ? followed(walk, path, name) : path;
  const facts = statSync(real);
  if (facts.isDirectory()) {
    if (above.includes(real)) {
      throw new FolderError(`the link ${name} in it leads back to a folder around it`);
    }
    const before = walk.entries.length;
    walkFolder(walk, real, `${name}/`, [...above, real]);
    if (walk.entries.length > before) {
      // Python finds a folder without __init__.py in a zip only where the zip names it.
      add(walk, `${name}/`, undefined, 0);
    }
  } else if (facts.isFile()) {
    add(walk, name, real, facts.size);
  } else {
    throw new FolderError(`${name} in it is neither file nor folder`);
  }
}

function add(walk: Walk, name: string, path: string | undefined, size: number): void {
  walk.entries.push({ name, path });
  walk.bytes += size;
  if (walk.entries.length > mostEntries) {
    throw new FolderError(`it holds more than ${mostEntries.toLocaleString('en')} files and folders`);
  }
  if (walk.bytes > mostBytes) {
    throw new FolderError(`it holds more than ${mostBytes / 1024 / 1024} MiB`);
  }
}

function followed(walk: Walk, path: string, name: string): string {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    const dead = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new FolderError(dead ? `the link ${name} in it leads nowhere` : `${name} in it: ${reasonOf(error)}`);
  }
  refuseOutside(walk.bound, real, name);
  return real;
}

function refuseOutside(bound: string, real: string, name: string): void {
  if (!isInside(bound, real)) {
    throw new FolderError(`the link ${name} leads out of the project`);
  }
}

function isInside(bound: string, path: string): boolean {
  const way = relative(bound, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
