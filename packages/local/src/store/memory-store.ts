import { memoryBlobs } from './blobs.ts';
import { memoryCollection } from './memory-collection.ts';
import type { Collection, Store } from './store.ts';

/** A store that is gone with the process: for tests and throw-away servers. */
export function memoryStore(): Store {
  const collections = new Map<string, Collection<object>>();
  return {
    folder: undefined,
    blobs: memoryBlobs(),
    collection<T extends object>(name: string) {
      const known = collections.get(name) ?? memoryCollection<object>([], () => undefined);
      collections.set(name, known);
      return known as Collection<T>;
    },
    settled: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
