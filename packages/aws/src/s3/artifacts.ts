import { createHash } from 'node:crypto';

import type { Live, ResourceOf } from '@gluepipeline/core';
import { UserError } from '@gluepipeline/core';

import { hasAwsCode } from '../client/errors.ts';
import { inFlight } from '../client/in-flight.ts';
import { allPages } from '../client/pages.ts';
import type { S3 } from '../connection.ts';
import { isMissing, readObject } from './objects.ts';

type Artifact = ResourceOf<'artifact'>;

/** Where artifacts are kept, and where their content comes from. */
export interface Shelf {
  readonly s3: S3;
  /** The account that the bucket must belong to. */
  readonly owner: string;
  /** The content of a file of the project, by the path in its artifact. */
  readonly content: (path: string) => Promise<Uint8Array>;
}

/**
 * Those of the artifacts that are stored, each with the digest of what is stored: one listing for all, and a closer
 * look only at what does not show its digest in it.
 */
export async function readArtifacts(shelf: Shelf, wanted: readonly Artifact[]): Promise<Live<Artifact>[]> {
  const buckets = [...new Set(wanted.map(({ definition }) => definition.bucket))];
  const found = await inFlight(buckets, async (bucket) => {
    const here = wanted.filter(({ definition }) => definition.bucket === bucket);
    const etags = await listEtags(shelf, bucket, commonPrefix(here.map(({ name }) => name)));
    const stored = here.filter(({ name }) => etags.has(name));
    return inFlight(stored, async (artifact) => {
      const sha256 = await storedDigest(shelf, artifact, etags.get(artifact.name) ?? '');
      const definition = { bucket, sha256, path: '' };
      return { kind: 'artifact' as const, name: artifact.name, label: artifact.name, tags: {}, definition };
    });
  });
  return found.flat();
}

/** Uploads a file under its own digest; S3 refuses it when it arrives otherwise (S3 API reference, PutObject: x-amz-checksum-sha256). */
export async function putArtifact({ s3, owner, content }: Shelf, artifact: Artifact): Promise<void> {
  const { bucket, sha256, path } = artifact.definition;
  const body = await content(path);
  const digest = createHash('sha256').update(body).digest();
  if (digest.toString('hex') !== sha256) {
    throw new UserError('GP306', `the file ${path} has changed since it was read`, 'run again');
  }
  await s3.client.send(
    new s3.PutObjectCommand({
      Bucket: bucket,
      Key: artifact.name,
      Body: body,
      ChecksumSHA256: digest.toString('base64'),
      ExpectedBucketOwner: owner,
    }),
  );
}

/** Deletes an artifact; one that is gone already is done. */
export async function deleteArtifact({ s3, owner }: Shelf, artifact: Artifact): Promise<void> {
  const { bucket } = artifact.definition;
  await s3.client.send(new s3.DeleteObjectCommand({ Bucket: bucket, Key: artifact.name, ExpectedBucketOwner: owner }));
}

/** The longest text that all keys begin with. */
export function commonPrefix(keys: readonly string[]): string {
  const [first = '', ...rest] = keys;
  let length = first.length;
  for (const key of rest) {
    while (!key.startsWith(first.slice(0, length))) {
      length -= 1;
    }
  }
  return first.slice(0, length);
}

/** A bucket that does not exist holds nothing. */
async function listEtags({ s3, owner }: Shelf, bucket: string, prefix: string): Promise<ReadonlyMap<string, string>> {
  try {
    const objects = await allPages(async (token) => {
      const page = await s3.client.send(
        new s3.ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ExpectedBucketOwner: owner,
          ...(token == null ? {} : { ContinuationToken: token }),
        }),
      );
      return { items: page.Contents ?? [], next: page.NextContinuationToken };
    });
    return new Map(objects.map(({ Key = '', ETag = '' }) => [Key, ETag.replaceAll('"', '')]));
  } catch (error) {
    if (hasAwsCode(error, 'NoSuchBucket')) {
      return new Map();
    }
    throw error;
  }
}

/** The ETag is the MD5 of an object that was put at once and not encrypted with a key of one's own (S3 API reference, Object). */
async function storedDigest(shelf: Shelf, artifact: Artifact, etag: string): Promise<string> {
  const { path, sha256, bucket } = artifact.definition;
  if (
    path !== '' &&
    createHash('md5')
      .update(await shelf.content(path))
      .digest('hex') === etag
  ) {
    return sha256;
  }
  const { s3, owner } = shelf;
  const place = { Bucket: bucket, Key: artifact.name, ExpectedBucketOwner: owner };
  const head = await s3.client.send(new s3.HeadObjectCommand({ ...place, ChecksumMode: 'ENABLED' }));
  if (head.ChecksumSHA256 != null && head.ChecksumType !== 'COMPOSITE') {
    return Buffer.from(head.ChecksumSHA256, 'base64').toString('hex');
  }
  return createHash('sha256')
    .update(await readObject(s3, place))
    .digest('hex');
}

/** True when an object exists, whoever owns its bucket: for scripts that the config names by URI. */
export async function objectExists(s3: S3, bucket: string, key: string): Promise<boolean> {
  try {
    await s3.client.send(new s3.HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}
