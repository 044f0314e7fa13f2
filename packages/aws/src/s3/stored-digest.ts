import { createHash } from 'node:crypto';

import type { ResourceOf } from '@gluepipeline/core';

import { AwsCallError } from '../client/errors.ts';
import type { S3 } from '../connection.ts';
import { measure, type Measured } from './content.ts';
import { isMissing, type ObjectPlace } from './objects.ts';
import type { Shelf } from './shelf.ts';

/**
 * The SHA-256 of what is stored for an artifact, nothing where nothing is; `etag` is the stored object's, where a
 * listing told it. Believed are only things that S3 computes itself, never metadata that a writer may choose: the ETag
 * (an MD5, or for parts one of MD5s) and the stored checksum (of the bytes, or for parts one of their SHA-256s: S3 has
 * no SHA-256 of the whole of an upload in parts, S3 user guide, checking-object-integrity-upload). Both are compared
 * with the local file cut the same way; where neither tells, the object is read.
 */
export async function storedDigest(
  shelf: Shelf,
  artifact: ResourceOf<'artifact'>,
  etag?: string,
): Promise<string | undefined> {
  const local = await measured(shelf, artifact.definition.path);
  if (local != null && local.etag === etag) {
    return local.sha256;
  }
  const place = { Bucket: artifact.definition.bucket, Key: artifact.name, ExpectedBucketOwner: shelf.owner };
  try {
    return await closerLook(shelf.s3, place, local);
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

async function measured({ content: open }: Shelf, path: string): Promise<Measured | undefined> {
  if (path === '') {
    return undefined;
  }
  const content = await open(path);
  try {
    return await measure(content);
  } finally {
    await content.close();
  }
}

async function closerLook(s3: S3, place: ObjectPlace, local: Measured | undefined): Promise<string> {
  const head = await s3.client.send(new s3.HeadObjectCommand({ ...place, ChecksumMode: 'ENABLED' }));
  const [checksum, parts] = head.ChecksumSHA256?.split('-') ?? [];
  if (checksum != null && parts == null && head.ChecksumType !== 'COMPOSITE') {
    return Buffer.from(checksum, 'base64').toString('hex');
  }
  return checksum != null && checksum === local?.composite ? local.sha256 : digestOfObject(s3, place);
}

async function digestOfObject(s3: S3, place: ObjectPlace): Promise<string> {
  const { Body: body } = await s3.client.send(new s3.GetObjectCommand({ ...place }));
  const hash = createHash('sha256');
  try {
    // In Node a body is a stream; it may be larger than memory should hold.
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
    }
  } catch (error) {
    const target = `s3://${place.Bucket}/${place.Key}`;
    const why = error instanceof Error ? error.message : String(error);
    throw new AwsCallError(`GetObject of ${target} broke off: ${why}`, {
      kind: 'network',
      operation: 'GetObject',
      target,
      hint: 'run the same command again',
      attempts: 1,
    });
  }
  return hash.digest('hex');
}
