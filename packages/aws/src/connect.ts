import type { Access, BlobStore, Bookmarks, Platform, RunLogs, Runs } from '@gluepipeline/core';

import { accessOf } from './access/access.ts';
import { type Account, readAccount } from './account.ts';
import { bookmarksOf } from './bookmarks.ts';
import { glueOf } from './client/glue-client.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { type NamesByKind, namesIn } from './glue/names.ts';
import { AwsLogs } from './logs.ts';
import { AwsPlatform } from './platform.ts';
import { AwsRuns } from './runs.ts';
import { objectExists } from './s3/artifacts.ts';
import { S3BlobStore } from './s3/blob-store.ts';
import { bucketExists, createBucket, finishBucket } from './s3/bucket.ts';
import type { ContentSource } from './s3/content.ts';

/** AWS as core's ports know it, over one connection. */
export interface Aws {
  /** Whose credentials these are; asked once. */
  account(): Promise<Account>;
  /** `content` opens what artifacts are uploaded from. */
  platform(content: ContentSource): Platform;
  runs(): Runs;
  /** Who calls, and what is allowed. */
  access(): Promise<Access>;
  /** The names of all that is in the account and Region, whoever owns it. */
  names(): Promise<NamesByKind>;
  bookmarks(): Bookmarks;
  /** The output of runs. */
  logs(): RunLogs;
  /** What AWS's price list says of Glue in a Region, one JSON text a product. */
  priceList(region: string): Promise<readonly string[]>;
  /** What is written is encrypted with the key, where one is given. */
  blobs(bucket: string, kmsKey?: string): BlobStore;
  bucketExists(bucket: string): Promise<boolean>;
  /** Encrypted with the key, where one is given. */
  createBucket(bucket: string, kmsKey?: string): Promise<void>;
  /** Finishes a bucket that `createBucket` has left half made; any other is left as it is. */
  finishBucket(bucket: string, kmsKey?: string): Promise<void>;
  /** True when an object of any account can be seen: for scripts that the config names by URI. */
  objectExists(bucket: string, key: string): Promise<boolean>;
  /** Closes what is open; nothing of this is used afterwards. */
  close(): void;
}

/** Connects core's ports to AWS, or to the endpoint that the options name; nothing is sent before it is needed. */
export function connect(options: ConnectionOptions = {}): Aws {
  return over(new Connection(options));
}

/** The ports over a connection; `known` is its account, where that was asked for already. */
export function over(connection: Connection, known?: Promise<Account>): Aws {
  const account = () => (known ??= readAccount(connection));
  return {
    account,
    platform: (content) => new AwsPlatform(connection, { account, content }),
    access: async () => accessOf(connection, await account()),
    names: () => namesIn(glueOf(connection)),
    bookmarks: () => bookmarksOf(glueOf(connection)),
    runs: () => new AwsRuns(glueOf(connection)),
    logs: () => new AwsLogs(() => connection.logs()),
    priceList: async (region) => {
      const { priceList } = await import('./pricing.ts');
      return priceList(connection, await account(), region);
    },
    blobs: (bucket, kmsKey) =>
      new S3BlobStore(
        () => connection.s3(),
        bucket,
        async () => (await account()).accountId,
        kmsKey,
      ),
    bucketExists: async (bucket) => bucketExists(await connection.s3(), await account(), bucket),
    createBucket: async (bucket, kmsKey) => createBucket(await connection.s3(), await account(), bucket, kmsKey),
    finishBucket: async (bucket, kmsKey) => finishBucket(await connection.s3(), await account(), bucket, kmsKey),
    objectExists: async (bucket, key) => objectExists(await connection.s3(), bucket, key),
    close: () => connection.close(),
  };
}
