import type { Readable } from 'node:stream';

/** Reads objects from the inside, for the script runner. */
export interface ObjectReader {
  /** The object's bytes, or undefined when bucket or key does not exist. */
  read(bucket: string, key: string): Readable | undefined;
}
