import type { Readable } from 'node:stream';
import type { Store } from '../store/store.ts';
import { objectKey, objectsOf } from './records.ts';

/** Reads objects from the inside, for the script runner. */
export interface ObjectReader {
  /** The object's bytes, or undefined when bucket or key does not exist. */
  read(bucket: string, key: string): Readable | undefined;
}

/** A reader of the objects in the store. */
export function objectReader(store: Store): ObjectReader {
  return {
    read(bucket, key) {
      const object = objectsOf(store).get(objectKey(bucket, key));
      return object && store.blobs.read(object.blob);
    },
  };
}
