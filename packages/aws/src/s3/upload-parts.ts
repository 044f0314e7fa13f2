import { createHash } from 'node:crypto';

import type { ResourceOf } from '@gluepipeline/core';

import type * as PartsSdk from '../client/sdk-s3-parts.ts';
import { type Content, measure, type Piece } from './content.ts';
import { encryptedWith } from './encryption.ts';
import type { Shelf } from './shelf.ts';
import { condition, hasChanged, type UploadMode, uploadPatience } from './upload-terms.ts';

/** An upload that has been begun. */
interface Begun {
  readonly shelf: Shelf;
  readonly sdk: typeof PartsSdk;
  readonly place: { readonly Bucket: string; readonly Key: string; readonly ExpectedBucketOwner: string };
  readonly id: string | undefined;
}

/**
 * Uploads in parts, each with its checksum: the content is read once to know that it is what was planned, and each part
 * again to be sent, only if it is still the same. Where anything fails the upload is given up, so that nobody pays for
 * its parts. Our own and not the SDK's `Upload`, which knows no digest planned before and no limit shared by uploads.
 */
export async function uploadParts(
  shelf: Shelf,
  artifact: ResourceOf<'artifact'>,
  mode: UploadMode,
  content: Content,
): Promise<void> {
  const { bucket, sha256, path, kmsKey } = artifact.definition;
  const { pieces, sha256: found } = await measure(content);
  if (found !== sha256) {
    throw hasChanged(path);
  }
  const { client } = shelf.s3;
  const sdk = await import('../client/sdk-s3-parts.ts');
  const place = { Bucket: bucket, Key: artifact.name, ExpectedBucketOwner: shelf.owner };
  const wanted = { ChecksumAlgorithm: 'SHA256', ChecksumType: 'COMPOSITE', ...encryptedWith(kmsKey) } as const;
  const { UploadId: id } = await client.send(new sdk.CreateMultipartUploadCommand({ ...place, ...wanted }));
  const begun = { shelf, sdk, place, id };
  try {
    const parts = await sendParts(begun, content, pieces, path);
    await client.send(
      new sdk.CompleteMultipartUploadCommand({
        ...place,
        UploadId: id,
        MultipartUpload: { Parts: parts },
        MpuObjectSize: content.size,
        ...condition(mode),
      }),
      uploadPatience,
    );
  } catch (error) {
    await giveUp(begun);
    throw error;
  }
}

/** Sends all parts; comes back, well or badly, only when none is under way any more. */
async function sendParts(begun: Begun, content: Content, pieces: readonly Piece[], path: string) {
  const { shelf, sdk, place, id } = begun;
  let failed = false;
  const send = async ({ from, to, sha256 }: Piece, index: number) => {
    const body = await content.read(from, to);
    if (!createHash('sha256').update(body).digest().equals(sha256)) {
      throw hasChanged(path);
    }
    const part = { PartNumber: index + 1, ChecksumSHA256: sha256.toString('base64') };
    const command = new sdk.UploadPartCommand({ ...place, ...part, UploadId: id, Body: body });
    const { ETag } = await shelf.s3.client.send(command, uploadPatience);
    return { ...part, ETag };
  };
  const results = await Promise.allSettled(
    pieces.map((piece, index) =>
      shelf.gate(async () => {
        if (failed) {
          return [];
        }
        try {
          return [await send(piece, index)];
        } catch (error) {
          failed = true;
          throw error;
        }
      }),
    ),
  );
  return results.flatMap((result) => {
    if (result.status === 'rejected') {
      throw result.reason;
    }
    return result.value;
  });
}

/** What failed is told by its own error; parts that could not be deleted go by the bucket's own rule (bucket.ts). */
async function giveUp({ shelf, sdk, place, id }: Begun): Promise<void> {
  await shelf.s3.client.send(new sdk.AbortMultipartUploadCommand({ ...place, UploadId: id })).catch(() => undefined);
}
