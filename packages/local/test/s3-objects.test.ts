import { describe, expect, it } from '@jest/globals';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ServeOptions } from '../src/index.ts';
import { emptyFolder, endpoint, refusal } from './endpoint.ts';

const Bucket = 'bucket';

async function bucket(options: ServeOptions = {}): Promise<S3Client> {
  const { s3 } = await endpoint(options);
  await s3.send(new CreateBucketCommand({ Bucket }));
  return s3;
}

const put = (s3: S3Client, Key: string, Body: PutObjectCommandInput['Body'] = 'hello', over: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...over }));

const text = async (s3: S3Client, Key: string, over: object = {}): Promise<string | undefined> =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...over }))).Body?.transformToString();

describe('PutObject and GetObject', () => {
  it('give back bytes, metadata and content headers as they were put', async () => {
    const s3 = await bucket();
    const Metadata = { sha256: 'abc', 'made-by': 'test' };
    const { ETag } = await put(s3, 'a b/ü+&.py', 'hello', { ContentType: 'text/x-python', Metadata });
    expect(ETag).toBe(`"${createHash('md5').update('hello').digest('hex')}"`);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a b/ü+&.py' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({ ETag, Metadata, ContentType: 'text/x-python', ContentLength: 5 });
    expect(got.ServerSideEncryption).toBe('AES256');
  });

  it('have a tag that tells nothing of the bytes where a key of KMS encrypts them', async () => {
    const s3 = await bucket();
    const { ETag } = await put(s3, 'k', 'hello', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/a' });
    expect(ETag).not.toBe(`"${createHash('md5').update('hello').digest('hex')}"`);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(head).toMatchObject({ ETag, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/a' });
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)('agree with the SDK on %s and keep it', async (name) => {
    const s3 = await bucket();
    const member = `Checksum${name}` as const;
    const { [member]: proved } = await put(s3, 'k', 'hello'.repeat(1000), { ChecksumAlgorithm: name });
    expect(proved).toEqual(expect.any(String));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }));
    expect(head[member]).toBe(proved);
  });

  it('know CRC64NVME by its published check value', async () => {
    const s3 = await bucket();
    // CRC RevEng catalogue, CRC-64/NVME: check=0xae8b14860a799888 for "123456789".
    const ChecksumCRC64NVME = Buffer.from('ae8b14860a799888', 'hex').toString('base64');
    expect(await put(s3, 'k', '123456789', { ChecksumCRC64NVME })).toMatchObject({ ChecksumCRC64NVME });
  });

  it('refuse a body that is not what its checksum says, and keep nothing', async () => {
    const s3 = await bucket();
    const wrong = createHash('sha256').update('other').digest('base64');
    expect(await refusal(put(s3, 'k', 'hello', { ChecksumSHA256: wrong }))).toMatch(/^BadDigest/);
    expect(await refusal(put(s3, 'k', 'hello', { ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' }))).toMatch(/^BadDigest/);
    expect(await refusal(text(s3, 'k'))).toMatch(/^NoSuchKey/);
  });

  it('take a stream of unknown bytes, chunked with its checksum behind it', async () => {
    const s3 = await bucket();
    const body = Buffer.alloc(300_000, 'abcdefg');
    const pieces = [body.subarray(0, 70_000), body.subarray(70_000, 70_001), body.subarray(70_001)];
    const answer = await put(s3, 'k', Readable.from(pieces), {
      ContentLength: body.length,
      ChecksumAlgorithm: 'CRC32C',
    });
    expect(answer.ChecksumCRC32C).toEqual(expect.any(String));
    expect(Buffer.from((await text(s3, 'k')) ?? '')).toEqual(body);
  });

  it('give ranges from the front, the middle and the end', async () => {
    const s3 = await bucket();
    await put(s3, 'k', '0123456789');
    expect(await text(s3, 'k', { Range: 'bytes=2-4' })).toBe('234');
    expect(await text(s3, 'k', { Range: 'bytes=8-' })).toBe('89');
    expect(await text(s3, 'k', { Range: 'bytes=-3' })).toBe('789');
    expect(await text(s3, 'k', { Range: 'bytes=8-100' })).toBe('89');
    expect(await refusal(text(s3, 'k', { Range: 'bytes=10-' }))).toMatch(/^InvalidRange/);
    const part = await s3.send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=2-4' }));
    expect(part.ContentRange).toBe('bytes 2-4/10');
  });

  it('answer an empty object', async () => {
    const s3 = await bucket();
    await put(s3, 'k', '');
    expect(await text(s3, 'k')).toBe('');
  });

  it('refuse what is larger than allowed and keep nothing', async () => {
    const s3 = await bucket({ limits: { object: 1000 } });
    expect(await refusal(put(s3, 'k', 'x'.repeat(1001)))).toMatch(/^EntityTooLarge/);
    await put(s3, 'k', 'x'.repeat(1000));
  });

  it('refuse another owner', async () => {
    const s3 = await bucket();
    await put(s3, 'k');
    const other = { ExpectedBucketOwner: '111111111111' };
    expect(await refusal(text(s3, 'k', other))).toMatch(/^AccessDenied/);
    expect(await refusal(put(s3, 'k', 'x', other))).toMatch(/^AccessDenied/);
    expect(await text(s3, 'k', { ExpectedBucketOwner: '000000000000' })).toBe('hello');
  });
});

describe('conditional writes', () => {
  it('let one of many If-None-Match writers win', async () => {
    // On disk and with large bodies, so that all of them pass the first look before any is written.
    const s3 = await bucket({ folder: await emptyFolder() });
    const bodyOf = (index: number): string => `holder ${index} `.repeat(50_000);
    const puts = Array.from({ length: 8 }, (_, index) => put(s3, 'lock', bodyOf(index), { IfNoneMatch: '*' }));
    const outcomes = await Promise.allSettled(puts);
    const winners = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [index] : []));
    expect(winners).toHaveLength(1);
    expect((await text(s3, 'lock')) === bodyOf(winners[0] ?? -1)).toBe(true);
    expect(outcomes.filter((one) => one.status === 'rejected').map((one) => (one.reason as Error).name)).toEqual(
      Array.from({ length: 7 }, () => 'PreconditionFailed'),
    );
  });

  it('replace only the tag they expect', async () => {
    const s3 = await bucket();
    const { ETag } = await put(s3, 'k', 'one');
    expect(await refusal(put(s3, 'k', 'x', { IfMatch: '"0"' }))).toMatch(/^PreconditionFailed/);
    expect(await refusal(put(s3, 'none', 'x', { IfMatch: ETag }))).toMatch(/^NoSuchKey/);
    await put(s3, 'k', 'two', { IfMatch: ETag });
    const stale = new DeleteObjectCommand({ Bucket, Key: 'k', IfMatch: ETag });
    expect(await refusal(s3.send(stale))).toMatch(/^PreconditionFailed/);
    expect(await text(s3, 'k')).toBe('two');
  });

  it('answer 304 to a reader who has it', async () => {
    const s3 = await bucket();
    const { ETag } = await put(s3, 'k');
    const error: unknown = await s3
      .send(new GetObjectCommand({ Bucket, Key: 'k', IfNoneMatch: ETag }))
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });
});

describe('CopyObject', () => {
  it('copies bytes and metadata, or replaces the metadata', async () => {
    const s3 = await bucket();
    await put(s3, 'von/ä', 'bytes', { Metadata: { a: '1' } });
    const CopySource = encodeURI(`${Bucket}/von/ä`);
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource }));
    await s3.send(
      new CopyObjectCommand({ Bucket, Key: 'other', CopySource, MetadataDirective: 'REPLACE', Metadata: { b: '2' } }),
    );
    expect(await text(s3, 'to')).toBe('bytes');
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ a: '1' });
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'other' }))).Metadata).toEqual({ b: '2' });
  });
});

describe('DeleteObjects', () => {
  it('deletes what is there, forgives what is not, and reads odd keys', async () => {
    const s3 = await bucket();
    await put(s3, 'a&<b>"c" ');
    await put(s3, 'stays');
    const Objects = [{ Key: 'a&<b>"c" ' }, { Key: 'nobody' }];
    const answer = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted?.map((one) => one.Key)).toEqual(['a&<b>"c" ', 'nobody']);
    const left = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(left.Contents?.map((one) => one.Key)).toEqual(['stays']);
  });
});
