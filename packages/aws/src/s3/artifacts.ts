import type { Live, ResourceOf } from '@gluepipeline/core';

import { hasAwsCode } from '../client/errors.ts';
import { inFlight } from '../client/in-flight.ts';
import { allPages } from '../client/pages.ts';
import type { S3 } from '../connection.ts';
import { isMissing } from './objects.ts';
import type { Shelf } from './shelf.ts';
import { storedDigest } from './stored-digest.ts';

type Artifact = ResourceOf<'artifact'>;

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
      const sha256 = await storedDigest(shelf, artifact, etags.get(artifact.name));
      // Gone since the listing: then it is not there.
      return sha256 == null ? [] : [liveArtifact(artifact, sha256)];
    });
  });
  return found.flat(2);
}

function liveArtifact({ name, definition: { bucket } }: Artifact, sha256: string): Live<Artifact> {
  return { kind: 'artifact', name, label: name, tags: {}, definition: { bucket, sha256, path: '' } };
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
