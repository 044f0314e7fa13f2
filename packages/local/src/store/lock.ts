import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pid } from 'node:process';
import { hasCode } from '../errors.ts';
import { identityOf, isAlive, parseIdentity } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** Thrown when another living process writes to the folder. */
export class FolderInUseError extends Error {
  readonly folder: string;
  readonly pid: number;

  constructor(folder: string, holder: number) {
    super(`the folder ${folder} is in use by process ${holder}: attach to it, or stop it first`);
    this.name = 'FolderInUseError';
    this.folder = folder;
    this.pid = holder;
  }
}

/** Each try that fails means that another process was quicker, so this many in a row mean that something is wrong. */
const mostTries = 1000;

const heldHere = new Set<string>();
const lockPath = (folder: string): string => join(folder, 'lock');

/** Takes the folder for this process, from a dead holder too; gives what lets go of it again. */
export function lockFolder(folder: string): () => void {
  const path = lockPath(folder);
  const mine = `${path}.${randomBytes(8).toString('hex')}`;
  writeFileSync(mine, JSON.stringify(identityOf(pid)), { mode: 0o600, flag: 'wx' });
  try {
    for (let tries = 0; tries < mostTries; tries += 1) {
      try {
        // A link appears whole or not at all, so nobody ever reads an empty lock.
        linkSync(mine, path);
        heldHere.add(path);
        return () => {
          heldHere.delete(path);
          rmSync(path, { force: true });
        };
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) {
          throw error;
        }
      }
      evict(folder, path);
    }
    throw new Error(`the lock of ${folder} could not be taken in ${String(mostTries)} tries`);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Who writes to the folder now; undefined when nobody alive does. */
export function folderHolder(folder: string): ProcessIdentity | undefined {
  return livingHolder(lockPath(folder), lockPath(folder));
}

function livingHolder(path: string, heldAs: string): ProcessIdentity | undefined {
  let holder: ProcessIdentity | undefined;
  try {
    holder = parseIdentity(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
  if (holder == null || (holder.pid === pid && !heldHere.has(heldAs))) {
    return undefined;
  }
  return isAlive(holder) ? holder : undefined;
}

function evict(folder: string, path: string): void {
  const holder = livingHolder(path, path);
  if (holder != null) {
    throw new FolderInUseError(folder, holder.pid);
  }
  const aside = `${path}.stale.${randomBytes(8).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return; // Somebody else evicted it: try again.
    }
    throw error;
  }
  const taken = livingHolder(aside, path);
  if (taken != null) {
    // Between the look and the rename another process had taken over: give it back.
    linkSync(aside, path);
    rmSync(aside, { force: true });
    throw new FolderInUseError(folder, taken.pid);
  }
  rmSync(aside, { force: true });
}
