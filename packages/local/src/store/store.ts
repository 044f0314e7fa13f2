import type { Readable } from 'node:stream';

/**
 * A set of records by key. Reads and writes are synchronous on memory, so a handler that does not await is atomic;
 * what it wrote is on disk once `Store.settled` resolves, which the server awaits before it answers.
 */
export interface Collection<T extends object> {
  /** The record as last put; treat it as frozen and put a changed copy. */
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  /** True when there was something to delete. */
  delete(key: string): boolean;
  /** Every record, ordered by key (code units), which makes pages stable. */
  entries(): readonly (readonly [key: string, value: T])[];
  values(): readonly T[];
}

/** Bytes by an id that the store chose: bodies of S3 objects, logs. */
export interface Blobs {
  /** Keeps a whole stream, or nothing: a stream that fails leaves no blob behind. */
  write(content: Readable | Buffer): Promise<BlobInfo>;
  /** The bytes from `start` to `end`, both included, as node:fs counts. */
  read(id: string, range?: { readonly start: number; readonly end: number }): Readable;
  /** Deleting what is gone is no error. */
  delete(id: string): Promise<void>;
  /** The ids of all that is kept. */
  list(): Promise<readonly string[]>;
}

/** What is known of a blob once it is kept. */
export interface BlobInfo {
  readonly id: string;
  readonly size: number;
  readonly md5: string;
}

/** Everything that outlives a request. One process writes to it. */
export interface Store {
  /** The folder on disk, or undefined when everything is in memory. */
  readonly folder: string | undefined;
  readonly blobs: Blobs;
  /** The collection of that name; the name is a constant of the code, lower case and dashes. */
  collection<T extends object>(name: string): Collection<T>;
  /** Resolves when all that was put so far is on disk; rejects when it could not be written. */
  settled(): Promise<void>;
  /** Writes what is pending and lets go of the folder. */
  close(): Promise<void>;
}
