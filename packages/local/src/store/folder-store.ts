import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../errors.ts';
import { isObject } from '../json.ts';
import { writeAtomically } from './atomic-write.ts';
import { folderBlobs } from './blobs.ts';
import { memoryCollection } from './memory-collection.ts';
import type { Collection, Store } from './store.ts';

/** Keys come from strangers, so a path is made of their digest, never of themselves. */
const fileName = (key: string): string => `${createHash('sha256').update(key).digest('hex')}.json`;
const isRecordFile = (name: string): boolean => /^[0-9a-f]{64}\.json$/.test(name);

/**
 * A store in a folder: one file a record, replaced atomically and synced. Opening it clears away what a killed
 * predecessor left half-written. The caller holds the folder's lock.
 */
export function folderStore(folder: string): Store {
  const collections = new Map<string, Collection<object>>();
  const pending = new Map<string, Promise<void>>();
  const blobs = join(folder, 'blobs');
  mkdirSync(blobs, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(blobs).filter((file) => file.endsWith('.part'))) {
    rmSync(join(blobs, name), { force: true });
  }

  function save(path: string, content: string | undefined): void {
    const before = pending.get(path) ?? Promise.resolve();
    const write = before
      .catch(() => undefined)
      .then(() => (content == null ? rm(path, { force: true }) : writeAtomically(path, content)))
      .then(() => {
        if (pending.get(path) === write) {
          pending.delete(path);
        }
      });
    // A failed write stays in `pending`, so that no later request is answered as though all were well.
    write.catch(() => undefined);
    pending.set(path, write);
  }

  async function settled(): Promise<void> {
    await Promise.all(pending.values());
  }

  return {
    folder,
    blobs: folderBlobs(blobs),
    collection<T extends object>(name: string) {
      const known = collections.get(name);
      if (known != null) {
        return known as Collection<T>;
      }
      const path = join(folder, name);
      const opened = memoryCollection<object>(openRecords(path), (key, value) =>
        save(join(path, fileName(key)), value == null ? undefined : JSON.stringify({ key, value })),
      );
      collections.set(name, opened);
      return opened as Collection<T>;
    },
    settled,
    close: settled,
  };
}

/** Clears away what a killed predecessor left, and reads the rest. */
function openRecords(path: string): (readonly [string, object])[] {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(path).filter((file) => !isRecordFile(file))) {
    rmSync(join(path, name), { force: true });
  }
  return readRecords(path);
}

/** The records of one collection's folder, changing nothing; a folder that is not there holds none. */
export function readRecords(path: string): (readonly [string, object])[] {
  if (!existsSync(path)) {
    return [];
  }
  return readdirSync(path)
    .filter(isRecordFile)
    .flatMap((name) => {
      const record = parse(readIfThere(join(path, name)));
      return record == null ? [] : [record];
    });
}

/** A server may delete a record between the listing and the reading. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return '';
    }
    throw error;
  }
}

/** A file that a crash of the machine has cut short reads as absent; every other file is whole, by the rename. */
function parse(text: string): readonly [string, object] | undefined {
  try {
    const record: unknown = JSON.parse(text);
    return isObject(record) && typeof record.key === 'string' && isObject(record.value)
      ? [record.key, record.value]
      : undefined;
  } catch {
    return undefined;
  }
}
