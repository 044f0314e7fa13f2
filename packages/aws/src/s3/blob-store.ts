import { createHash } from 'node:crypto';

import type { _Object } from '@aws-sdk/client-s3';
import type { BlobStore, Stored, StoredEntry } from '@gluepipeline/core';

import { type AwsCallError, hasAwsCode, isAwsCallError } from '../client/errors.ts';
import { allPages } from '../client/pages.ts';
import type { S3 } from '../connection.ts';
import { dateOf } from './dated.ts';
import { encryptedWith } from './encryption.ts';
import { isMissing } from './objects.ts';
import { readWhole } from './whole-body.ts';

/** Small texts in a bucket; a bucket that does not exist holds none, and takes none. */
export class S3BlobStore implements BlobStore {
  readonly #s3: () => Promise<S3>;
  readonly #owner: () => Promise<string>;
  readonly #bucket: string;
  readonly #kmsKey: string | undefined;

  constructor(s3: () => Promise<S3>, bucket: string, owner: () => Promise<string>, kmsKey?: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
    this.#owner = owner;
    this.#kmsKey = kmsKey;
  }

  async get(key: string): Promise<(Stored & { readonly body: string }) | undefined> {
    const s3 = await this.#s3();
    const command = new s3.GetObjectCommand({ ...(await this.#place()), Key: key });
    const date = dateOf(command);
    readWhole(command);
    try {
      const { Body: content, ETag: etag = '', LastModified: modified } = await s3.client.send(command);
      const body = content == null ? '' : await content.transformToString();
      return { body, ...stored(etag, date(), modified) };
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }

  putIfAbsent(key: string, body: string): Promise<Stored | undefined> {
    return this.#put(key, body, { IfNoneMatch: '*' });
  }

  replace(key: string, body: string, version: string): Promise<Stored | undefined> {
    return this.#put(key, body, { IfMatch: version });
  }

  async deleteVersion(key: string, version: string): Promise<boolean> {
    const s3 = await this.#s3();
    try {
      await s3.client.send(new s3.DeleteObjectCommand({ ...(await this.#place()), Key: key, IfMatch: version }));
      return true;
    } catch (error) {
      if (isMissing(error)) {
        return true;
      }
      if (isAwsCallError(error) && error.status === 412) {
        return false;
      }
      throw error;
    }
  }

  async list(prefix: string): Promise<StoredEntry[]> {
    const s3 = await this.#s3();
    const place = await this.#place();
    try {
      const entries = await allPages(async (token) => {
        const page = await s3.client.send(
          new s3.ListObjectsV2Command({
            ...place,
            Prefix: prefix,
            ...(token == null ? {} : { ContinuationToken: token }),
          }),
        );
        return { items: (page.Contents ?? []).map(entryOf), next: page.NextContinuationToken };
      });
      return entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    } catch (error) {
      if (isMissing(error)) {
        return [];
      }
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    const s3 = await this.#s3();
    await s3.client.send(new s3.DeleteObjectCommand({ ...(await this.#place()), Key: key }));
  }

  /** Nothing where the condition does not hold: then another version is there, or none where one should be. */
  async #put(
    key: string,
    body: string,
    condition: { readonly IfNoneMatch: '*' } | { readonly IfMatch: string },
  ): Promise<Stored | undefined> {
    const s3 = await this.#s3();
    const bytes = new TextEncoder().encode(body);
    const command = new s3.PutObjectCommand({
      ...(await this.#place()),
      ...condition,
      ...encryptedWith(this.#kmsKey),
      Key: key,
      Body: bytes,
      ContentType: key.endsWith('.json') ? 'application/json' : 'text/plain',
      ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
    });
    const date = dateOf(command);
    try {
      const { ETag: etag = '' } = await s3.client.send(command);
      return stored(etag, date());
    } catch (error) {
      if (!isAwsCallError(error) || !conditionFailed(error, condition)) {
        throw error;
      }
      // Where the answer to a first request was lost, the second finds our own object in the way.
      const found = error.attempts > 1 ? await this.get(key) : undefined;
      return found?.body === body ? found : undefined;
    }
  }

  async #place(): Promise<{ readonly Bucket: string; readonly ExpectedBucketOwner: string }> {
    return { Bucket: this.#bucket, ExpectedBucketOwner: await this.#owner() };
  }
}

/** 412 where the condition does not hold, and 404 where IfMatch finds no object (S3 user guide, "Conditional writes"). */
function conditionFailed(error: AwsCallError, condition: object): boolean {
  return error.status === 412 || ('IfMatch' in condition && hasAwsCode(error, 'NoSuchKey'));
}

/** Where an answer bears no date, the time of writing stands for it: then nothing ever looks old. */
function stored(version: string, date: number, modified?: Date): Stored {
  const written = modified?.getTime() ?? date;
  return { version, modified: written, now: Number.isNaN(date) ? written : date };
}

function entryOf({ Key: key = '', LastModified: modified, Size: size = 0 }: _Object): StoredEntry {
  return { key, modified: modified?.getTime() ?? 0, size };
}
