import pLimit from 'p-limit';

import { UserError } from '../errors.ts';
import type { DeploymentRecord } from '../plan/record.ts';
import type { BlobStore } from './ports.ts';

/** How many records are read at once. */
const readsInFlight = 10;

/** Where the records of a stack are kept. */
export function historyPrefix(stackPrefix: string): string {
  return `${stackPrefix}history/`;
}

/** Where one record is kept; the number is padded so that names sort as numbers do. */
export function recordKey(stackPrefix: string, number: number): string {
  return `${historyPrefix(stackPrefix)}${String(number).padStart(8, '0')}.json`;
}

/** The newest record of a stack, or nothing where there has been no deployment; a record of a later version is refused. */
export async function lastRecord(store: BlobStore, stackPrefix: string): Promise<DeploymentRecord | undefined> {
  const [key] = await recordKeys(store, stackPrefix);
  return key == null ? undefined : readRecord(store, key);
}

/** The newest records of a stack, the newest first; `most` is how many at most. */
export async function newestRecords(
  store: BlobStore,
  stackPrefix: string,
  most: number,
): Promise<readonly DeploymentRecord[]> {
  const keys = (await recordKeys(store, stackPrefix)).slice(0, most);
  const limit = pLimit(readsInFlight);
  const records = await Promise.all(keys.map((key) => limit(() => readRecord(store, key))));
  return records.filter((record) => record != null);
}

/** One record by its number, or nothing where there is none. */
export function recordOfNumber(
  store: BlobStore,
  stackPrefix: string,
  number: number,
): Promise<DeploymentRecord | undefined> {
  return readRecord(store, recordKey(stackPrefix, number));
}

/** Writes the next record; records are never overwritten, so one that another deployment took first gets the number after. */
export async function writeRecord(
  store: BlobStore,
  stackPrefix: string,
  record: DeploymentRecord,
): Promise<DeploymentRecord> {
  for (let number = record.number; ; number++) {
    const numbered = { ...record, number };
    const body = `${JSON.stringify(numbered, null, 2)}\n`;
    if ((await store.putIfAbsent(recordKey(stackPrefix, number), body)) != null) {
      return numbered;
    }
  }
}

/** The newest first. */
async function recordKeys(store: BlobStore, stackPrefix: string): Promise<string[]> {
  const entries = await store.list(historyPrefix(stackPrefix));
  return entries.map(({ key }) => key).toReversed();
}

async function readRecord(store: BlobStore, key: string): Promise<DeploymentRecord | undefined> {
  const found = await store.get(key);
  if (found == null) {
    return undefined;
  }
  const record = recordIn(found.body);
  if ((record?.schemaVersion as number | undefined) !== 1) {
    throw new UserError(
      'GP504',
      `the record of a deployment cannot be read: ${key}`,
      'if a later version of this tool wrote it, use that version; otherwise move it away',
    );
  }
  return record;
}

function recordIn(body: string): DeploymentRecord | undefined {
  try {
    return JSON.parse(body) as DeploymentRecord;
  } catch {
    return undefined;
  }
}
