import type { Collection } from './store.ts';

/** Told of every change: the new value, or undefined for a deletion. */
export type OnChange<T> = (key: string, value: T | undefined) => void;

/** A collection held in memory that tells of its changes, so that a folder can follow. */
export function memoryCollection<T extends object>(
  initial: Iterable<readonly [string, T]>,
  onChange: OnChange<T>,
): Collection<T> {
  const records = new Map(initial);
  const entries = (): readonly (readonly [string, T])[] =>
    [...records].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return {
    get: (key) => records.get(key),
    put(key, value) {
      records.set(key, value);
      onChange(key, value);
    },
    delete(key) {
      const existed = records.delete(key);
      if (existed) {
        onChange(key, undefined);
      }
      return existed;
    },
    entries,
    values: () => entries().map(([, value]) => value),
  };
}
