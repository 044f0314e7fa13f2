import { createHash } from 'node:crypto';

import type { BlobStore } from '@gluepipeline/core';

import { isAwsCallError } from '../client/errors.ts';
import { allPages } from '../client/pages.ts';
import type { S3 } from '../connection.ts';
import { encryptedWith } from './encryption.ts';
import { isMissing, readObject } from './objects.ts';

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

  async get(key: string): Promise<string | undefined> {
    const s3 = await this.#s3();
    try {
      return new TextDecoder().decode(await readObject(s3, { ...(await this.#place()), Key: key }));
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async putIfAbsent(key: string, body: string): Promise<boolean> {
    const s3 = await this.#s3();
    const bytes = new TextEncoder().encode(body);
    const command = new s3.PutObjectCommand({
      ...(await this.#place()),
      Key: key,
      Body: bytes,
      ContentType: key.endsWith('.json') ? 'application/json' : 'text/plain',
      IfNoneMatch: '*',
      ...encryptedWith(this.#kmsKey),
      ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
    });
    try {
      await s3.client.send(command);
      return true;
    } catch (error) {
      if (!isAwsCallError(error) || error.status !== 412) {
        throw error;
      }
      // Where the answer to a first request was lost, the second finds our own object in the way.
      return error.attempts > 1 && (await this.get(key)) === body;
    }
  }

  async list(prefix: string): Promise<string[]> {
    const s3 = await this.#s3();
    const place = await this.#place();
    try {
      const keys = await allPages(async (token) => {
        const page = await s3.client.send(
          new s3.ListObjectsV2Command({
            ...place,
            Prefix: prefix,
            ...(token == null ? {} : { ContinuationToken: token }),
          }),
        );
        return { items: (page.Contents ?? []).flatMap(({ Key: key }) => key ?? []), next: page.NextContinuationToken };
      });
      return keys.toSorted((a, b) => (a < b ? -1 : 1));
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

  async #place(): Promise<{ readonly Bucket: string; readonly ExpectedBucketOwner: string }> {
    return { Bucket: this.#bucket, ExpectedBucketOwner: await this.#owner() };
  }
}
