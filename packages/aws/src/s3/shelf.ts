import type { S3 } from '../connection.ts';
import type { ContentSource } from './content.ts';

/** Where artifacts are kept, and where their content comes from. */
export interface Shelf {
  readonly s3: S3;
  /** The account that the bucket must belong to. */
  readonly owner: string;
  readonly content: ContentSource;
  /** What all uploads of a run go through, so that together they stay within the calls in flight, and memory. */
  readonly gate: <T>(work: () => Promise<T>) => Promise<T>;
}
