import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunnerName } from '../glue/handler.ts';
import { isObject } from '../json.ts';
import { writeAtomically } from '../store/atomic-write.ts';
import { FolderInUseError, folderHolder } from '../store/lock.ts';
import { readKeys } from './folder.ts';
import type { Keys } from './folder.ts';

/** Where a running server is and what to sign with. */
export interface ServerAddress extends Keys {
  readonly url: string;
  readonly region: string;
  readonly accountId: string;
  readonly pid: number;
  readonly runner: RunnerName;
}

/** Where a server proves that it knows the folder's secret, without the caller showing any key. */
export const healthPath = '/_gluepipeline/health';

/** The proof for one question. */
export const healthProof = (secret: string, nonce: string): string =>
  createHmac('sha256', secret).update(nonce).digest('hex');

/** Its process lives, so it will answer, if only after a while: on a busy machine seconds have not been enough. */
const patience = 30_000;

const addressPath = (folder: string): string => join(folder, 'server.json');

/** Writes down where the server is, for its owner only. */
export const writeAddress = (folder: string, address: ServerAddress): Promise<void> =>
  writeAtomically(addressPath(folder), JSON.stringify(address));

/** Forgets where the server was. */
export const removeAddress = (folder: string): void => rmSync(addressPath(folder), { force: true });

/**
 * The server that serves this folder now, or undefined. It is believed only when the folder's lock is held by that
 * process and the listener knows the folder's secret: after a crash anybody may have taken the port.
 */
export async function findServer(folder: string): Promise<ServerAddress | undefined> {
  const address = readAddress(folder);
  if (address == null || folderHolder(folder)?.pid !== address.pid) {
    return undefined;
  }
  const nonce = randomBytes(16).toString('hex');
  try {
    const answer = await fetch(`${address.url}${healthPath}?nonce=${nonce}`, { signal: AbortSignal.timeout(patience) });
    const given = Buffer.from(await answer.text());
    const wanted = Buffer.from(healthProof(address.secretAccessKey, nonce));
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? address : undefined;
  } catch {
    return undefined;
  }
}

function readAddress(folder: string): ServerAddress | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(addressPath(folder), 'utf8'));
    if (!isObject(value)) {
      return undefined;
    }
    const { url, region, accountId, pid, runner } = value;
    return typeof url === 'string' &&
      typeof region === 'string' &&
      typeof accountId === 'string' &&
      typeof pid === 'number'
      ? { url, region, accountId, pid, runner: runner === 'docker' ? 'docker' : 'script', ...readKeys(folder) }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Wipes everything a folder holds. Refuses a folder that is not ours (ForeignFolderError) and one that a living
 * server writes to (FolderInUseError); a folder that does not exist is wiped already.
 */
export function reset(folder: string): void {
  if (!existsSync(folder)) {
    return;
  }
  readKeys(folder);
  const holder = folderHolder(folder);
  if (holder != null) {
    throw new FolderInUseError(folder, holder.pid);
  }
  // The mark goes last: a wipe that is cut short can be repeated.
  const mark = 'identity.json';
  for (const name of [...readdirSync(folder).filter((entry) => entry !== mark), mark]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
