import { createHash } from 'node:crypto';

import { type ResourceOf, UserError } from '@gluepipeline/core';

import { hasAwsCode, isAwsCallError } from '../client/errors.ts';
import { type Content, partSize } from './content.ts';
import { encryptedWith } from './encryption.ts';
import type { Shelf } from './shelf.ts';
import { storedDigest } from './stored-digest.ts';
import { uploadParts } from './upload-parts.ts';
import { condition, hasChanged, type UploadMode, uploadPatience } from './upload-terms.ts';

type Artifact = ResourceOf<'artifact'>;

/** Whole uploads that are begun at most, when S3 lost one to another writer. */
const mostTries = 3;

/**
 * Uploads a file under its own digest: exactly the bytes that were planned, or none. S3 refuses what arrives otherwise
 * than it was read (S3 API reference, PutObject: x-amz-checksum-sha256). Above 8 MiB it goes in parts.
 */
export async function upload(shelf: Shelf, artifact: Artifact, mode: UploadMode): Promise<void> {
  const content = await shelf.content(artifact.definition.path);
  try {
    for (let tries = 1; ; tries++) {
      try {
        await (content.size <= partSize
          ? uploadWhole(shelf, artifact, mode, content)
          : uploadParts(shelf, artifact, mode, content));
        return;
      } catch (error) {
        if (await isThere(shelf, artifact, error)) {
          return;
        }
        if (tries === mostTries || !isLost(error)) {
          throw isTaken(error) ? otherContent(artifact) : error;
        }
      }
    }
  } finally {
    await content.close();
  }
}

async function uploadWhole(shelf: Shelf, artifact: Artifact, mode: UploadMode, content: Content): Promise<void> {
  const { s3, owner, gate } = shelf;
  const { bucket, sha256, path, kmsKey } = artifact.definition;
  await gate(async () => {
    const body = await content.read(0, content.size);
    const digest = createHash('sha256').update(body).digest();
    if (digest.toString('hex') !== sha256) {
      throw hasChanged(path);
    }
    const command = new s3.PutObjectCommand({
      Bucket: bucket,
      Key: artifact.name,
      Body: body,
      ChecksumSHA256: digest.toString('base64'),
      ExpectedBucketOwner: owner,
      ...encryptedWith(kmsKey),
      ...condition(mode),
    });
    await s3.client.send(command, uploadPatience);
  });
}

/** A refusal may be the echo of our own upload whose answer was lost (docs/aws-facts.md#lost-answers): only the content tells. */
async function isThere(shelf: Shelf, artifact: Artifact, error: unknown): Promise<boolean> {
  return (isTaken(error) || isLost(error)) && (await storedDigest(shelf, artifact)) === artifact.definition.sha256;
}

const isTaken = (error: unknown): boolean => isAwsCallError(error) && error.status === 412;

/** The upload is gone, or came into conflict: S3 wants it begun anew (S3 API reference, CompleteMultipartUpload). */
const isLost = (error: unknown): boolean => hasAwsCode(error, 'NoSuchUpload', 'ConditionalRequestConflict');

function otherContent({ name, definition }: Artifact): UserError {
  return new UserError(
    'GP306',
    `somebody else has put other content at s3://${definition.bucket}/${name} since the plan was made`,
    'run again: the plan will show it',
  );
}
