import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { ChecksumAlgorithm, ChecksumType } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { endpoint, refusal } from './endpoint.ts';

const MiB = 1024 * 1024;
const place = { Bucket: 'bucket', Key: 'a/large.whl' };
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const base64 = (bytes: Uint8Array): string => sha256(bytes).toString('base64');
const [first, last] = [Buffer.alloc(5 * MiB, 1), Buffer.from('the end')];

async function begun(ChecksumAlgorithm?: ChecksumAlgorithm, ChecksumType?: ChecksumType) {
  const clients = await endpoint();
  await clients.s3.send(new CreateBucketCommand({ Bucket: place.Bucket }));
  const created = await clients.s3.send(
    new CreateMultipartUploadCommand({ ...place, ChecksumAlgorithm, ChecksumType }),
  );
  const upload = { ...place, UploadId: created.UploadId };
  const part = (PartNumber: number, Body: Buffer, more: object = {}) =>
    clients.s3.send(new UploadPartCommand({ ...upload, PartNumber, Body, ...more }));
  const complete = (Parts: object[], more: object = {}) =>
    clients.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));
  return { ...clients, created, upload, part, complete };
}

/** An upload with SHA-256 whose two parts are there, and the list that completes it. */
async function withParts() {
  const all = await begun('SHA256');
  const bodies = [first, last];
  const Parts = [];
  for (const [index, body] of bodies.entries()) {
    const { ETag } = await all.part(index + 1, body, { ChecksumSHA256: base64(body) });
    Parts.push({ PartNumber: index + 1, ETag, ChecksumSHA256: base64(body) });
  }
  return { ...all, Parts };
}

describe('a multipart upload with checksums', () => {
  it('of SHA-256 has the checksum of its parts, and says how many there are', async () => {
    const { s3, created, complete, Parts } = await withParts();
    expect(created).toMatchObject({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'COMPOSITE' });
    const ChecksumSHA256 = `${base64(Buffer.concat([sha256(first), sha256(last)]))}-2`;
    const told = { ChecksumSHA256, ChecksumType: 'COMPOSITE' };
    expect(await complete(Parts, { MpuObjectSize: first.length + last.length })).toMatchObject(told);
    expect(await s3.send(new HeadObjectCommand({ ...place, ChecksumMode: 'ENABLED' }))).toMatchObject(told);
    const { Body } = await s3.send(new GetObjectCommand({ ...place, ChecksumMode: 'ENABLED' }));
    expect(Buffer.compare(await Body!.transformToByteArray(), Buffer.concat([first, last]))).toBe(0);
  });

  it('of CRC64NVME has that of the whole object, which the SDK proves on reading', async () => {
    const { s3, part, complete } = await begun('CRC64NVME');
    const { ETag } = await part(1, last, { ChecksumAlgorithm: 'CRC64NVME' });
    const { ChecksumCRC64NVME, ChecksumType } = await complete([{ PartNumber: 1, ETag }]);
    expect([ChecksumType, ChecksumCRC64NVME?.includes('-')]).toEqual(['FULL_OBJECT', false]);
    await s3.send(new PutObjectCommand({ ...place, Key: 'whole', Body: last, ChecksumAlgorithm: 'CRC64NVME' }));
    const whole = await s3.send(new HeadObjectCommand({ ...place, Key: 'whole', ChecksumMode: 'ENABLED' }));
    expect(ChecksumCRC64NVME).toBe(whole.ChecksumCRC64NVME);
  });

  it.each([
    ['SHA256', 'FULL_OBJECT'],
    ['CRC64NVME', 'COMPOSITE'],
  ] as const)('takes no %s checksum of the kind %s', async (algorithm, type) => {
    expect(await refusal(begun(algorithm, type))).toContain('InvalidRequest');
  });

  it('takes no part with another checksum, nor one that arrives otherwise than it was sent', async () => {
    const { s3, upload, part } = await begun('SHA256');
    expect(await refusal(part(1, last, { ChecksumAlgorithm: 'CRC32' }))).toContain('expected checksum Type: sha256');
    expect(await refusal(part(1, last, { ChecksumSHA256: base64(first) }))).toContain('BadDigest');
    expect((await s3.send(new ListPartsCommand(upload))).Parts).toBeUndefined();
  });

  it('is completed only with the checksums of its parts and the size that was said', async () => {
    const { complete, Parts } = await withParts();
    const without = Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    expect(await refusal(complete(without))).toContain('must include the checksum for each part');
    const wrong = Parts.map((part) => ({ ...part, ChecksumSHA256: base64(last) }));
    expect(await refusal(complete(wrong))).toContain('InvalidPart');
    expect(await refusal(complete(Parts, { MpuObjectSize: 7 }))).toContain('InvalidRequest');
    expect(await complete(Parts)).toMatchObject({ Key: place.Key });
  });

  it('does not replace an object that may not be there, and can then be given up', async () => {
    const { s3, upload, complete, Parts } = await withParts();
    await s3.send(new PutObjectCommand({ ...place, Body: 'earlier' }));
    expect(await refusal(complete(Parts, { IfNoneMatch: '*' }))).toContain('PreconditionFailed');
    await s3.send(new AbortMultipartUploadCommand(upload));
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket: place.Bucket }));
    expect(Uploads).toBeUndefined();
    const { Body } = await s3.send(new GetObjectCommand(place));
    expect(await Body!.transformToString()).toBe('earlier');
  });

  it('knows the checksum of a part that was copied', async () => {
    const { s3, upload, complete } = await begun('SHA256');
    await s3.send(new PutObjectCommand({ ...place, Key: 'source', Body: last }));
    const { CopyPartResult } = await s3.send(
      new UploadPartCopyCommand({ ...upload, PartNumber: 1, CopySource: `${place.Bucket}/source` }),
    );
    expect(CopyPartResult?.ChecksumSHA256).toBe(base64(last));
    const { ETag, ChecksumSHA256 } = CopyPartResult!;
    expect(await complete([{ PartNumber: 1, ETag, ChecksumSHA256 }])).toMatchObject({
      ChecksumSHA256: `${base64(sha256(last))}-1`,
    });
  });
});
