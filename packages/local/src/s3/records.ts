import type { Collection, Store } from '../store/store.ts';

/** A bucket; `settings` are the documents that were put on it, by the name of their query parameter. */
export interface Bucket {
  readonly name: string;
  readonly created: number;
  readonly region: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** An object whose bytes are a blob of the store. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly blob: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds, whole seconds, as S3 tells it in headers. */
  readonly modified: number;
  /** Headers to give back: content-type, cache-control, x-amz-meta-… */
  readonly headers: Readonly<Record<string, string>>;
  /** Base64 checksums by algorithm, as the header spells it. */
  readonly checksums: Readonly<Record<string, string>>;
  /** What the checksums are of: the whole object unless this says that they are of the checksums of its parts. */
  readonly checksumType?: ChecksumType;
}

/** Whether a checksum is of an object's bytes or of its parts' checksums (S3UG, checking-object-integrity-upload). */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** One part of an upload. */
export interface Part {
  readonly blob: string;
  readonly size: number;
  readonly etag: string;
  readonly modified: number;
  /** As an object's; of the algorithm of the upload where it has one. */
  readonly checksums?: Readonly<Record<string, string>>;
}

/** A multipart upload that is not yet complete. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly started: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, Part>>;
  /** Which checksum the object is to have, where one was asked for. */
  readonly checksum?: { readonly algorithm: string; readonly type: ChecksumType };
}

/** The buckets of a store by name. */
export const bucketsOf = (store: Store): Collection<Bucket> => store.collection<Bucket>('s3-buckets');

/** The objects of a store by `objectKey`. */
export const objectsOf = (store: Store): Collection<StoredObject> => store.collection<StoredObject>('s3-objects');

/** The unfinished uploads of a store by id. */
export const uploadsOf = (store: Store): Collection<Upload> => store.collection<Upload>('s3-uploads');

/** Bucket names hold no slash, so no two objects share a key. */
export const objectKey = (bucket: string, key: string): string => `${bucket}/${key}`;
