import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../json.ts';

/** What a folder's clients sign with; made once, so that it outlives restarts. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Thrown for a folder that holds something else: it is neither used nor wiped. */
export class ForeignFolderError extends Error {
  readonly folder: string;

  constructor(folder: string) {
    super(`the folder ${folder} holds other files: it was not made by the embedded endpoint`);
    this.name = 'ForeignFolderError';
    this.folder = folder;
  }
}

const kind = 'gluepipeline-local';
const identityPath = (folder: string): string => join(folder, 'identity.json');

/** Keys that no AWS account has: they neither look like AKIA… nor leak anything when they are logged. */
export const newKeys = (): Keys => ({
  accessKeyId: `GPLOCAL${randomBytes(16).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(24).toString('base64url'),
});

/** Makes the folder ours, for its owner's eyes only; refuses one that holds anything else. */
export function claimFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(identityPath(folder))) {
    readKeys(folder);
    chmodSync(folder, 0o700);
    return;
  }
  // A first start that was killed leaves only its own unfinished draft.
  const foreign = readdirSync(folder).filter((name) => !/^identity\.json\.[0-9a-f]+$/.test(name));
  if (foreign.length > 0 && !existsSync(identityPath(folder))) {
    throw new ForeignFolderError(folder);
  }
  chmodSync(folder, 0o700);
  const draft = `${identityPath(folder)}.${randomBytes(8).toString('hex')}`;
  writeFileSync(draft, JSON.stringify({ kind, version: 1, ...newKeys() }), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, identityPath(folder)); // Of two first starts one wins, and both read the winner's keys.
  } catch (error) {
    if (!existsSync(identityPath(folder))) {
      throw error;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The keys of a folder that is ours. */
export function readKeys(folder: string): Keys {
  let identity: unknown;
  try {
    identity = JSON.parse(readFileSync(identityPath(folder), 'utf8'));
  } catch {
    throw new ForeignFolderError(folder);
  }
  if (
    !isObject(identity) ||
    identity.kind !== kind ||
    typeof identity.accessKeyId !== 'string' ||
    typeof identity.secretAccessKey !== 'string'
  ) {
    throw new ForeignFolderError(folder);
  }
  return { accessKeyId: identity.accessKeyId, secretAccessKey: identity.secretAccessKey };
}
