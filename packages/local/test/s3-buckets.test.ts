import { describe, expect, it } from '@jest/globals';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  UploadPartCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { endpoint, refusal } from './endpoint.ts';

const Bucket = 'bucket';

async function bucket(keys: readonly string[] = []): Promise<S3Client> {
  const { s3 } = await endpoint();
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of keys) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  }
  return s3;
}

describe('buckets', () => {
  it('are made, found, listed, and deleted when empty', async () => {
    const s3 = await bucket(['k']);
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map((one) => one.Name)).toEqual([Bucket]);
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined();
    expect(await refusal(s3.send(new DeleteBucketCommand({ Bucket })))).toMatch(/^BucketNotEmpty/);
    expect(await refusal(s3.send(new HeadBucketCommand({ Bucket: 'nobody' })))).toMatch(/^NotFound/);
    expect(await refusal(s3.send(new PutObjectCommand({ Bucket: 'nobody', Key: 'k', Body: '' })))).toMatch(
      /^NoSuchBucket/,
    );
    expect(await refusal(s3.send(new CreateBucketCommand({ Bucket: 'Bad_Name' })))).toMatch(/^InvalidBucketName/);
    await s3.send(new HeadBucketCommand({ Bucket }));
  });

  it('have the tags that they are made with, and say so when they have none', async () => {
    const s3 = await bucket();
    expect(await refusal(s3.send(new GetBucketTaggingCommand({ Bucket })))).toMatch(/^NoSuchTagSet/);
    const Tags = [
      { Key: 'cost', Value: '<7>' },
      { Key: 'team', Value: 'a' },
    ];
    await s3.send(new CreateBucketCommand({ Bucket: 'tagged', CreateBucketConfiguration: { Tags } }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket: 'tagged' }))).TagSet).toEqual(Tags);
  });

  it('keep what is put on them and say what was never put', async () => {
    const s3 = await bucket();
    expect(await refusal(s3.send(new GetPublicAccessBlockCommand({ Bucket })))).toMatch(/^NoSuchPublicAccessBlock/);
    expect(await refusal(s3.send(new GetBucketPolicyCommand({ Bucket })))).toMatch(/^NoSuchBucketPolicy/);
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true, BlockPublicPolicy: true };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: '{"Version":"2012-10-17"}' }));
    expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toEqual(
      PublicAccessBlockConfiguration,
    );
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe('{"Version":"2012-10-17"}');
    const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
    expect(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe('AES256');
  });
});

describe('ListObjectsV2', () => {
  it('folds keys at the delimiter, over pages, each prefix once', async () => {
    const s3 = await bucket(['a/1', 'a/2', 'b/1', 'b/c/1', 'top', 'z/ü 1']);
    const pages: unknown[] = [];
    for await (const page of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket, Delimiter: '/' })) {
      pages.push([page.CommonPrefixes?.map((one) => one.Prefix), page.Contents?.map((one) => one.Key)]);
    }
    expect(pages).toEqual([
      [['a/', 'b/'], undefined],
      [['z/'], ['top']],
    ]);
    const below = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'b/', Delimiter: '/' }));
    expect([below.Contents?.map((one) => one.Key), below.CommonPrefixes?.map((one) => one.Prefix)]).toEqual([
      ['b/1'],
      ['b/c/'],
    ]);
    const later = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: 'b/c/1' }));
    expect(later.Contents?.map((one) => one.Key)).toEqual(['top', 'z/ü 1']);
  });

  it('encodes keys for who asks for it, and says how many there are', async () => {
    const s3 = await bucket(['a b&+']);
    const listed = await s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
    expect([listed.Contents?.[0]?.Key, listed.KeyCount, listed.IsTruncated]).toEqual(['a%20b%26%2B', 1, false]);
  });

  it('has its older sister', async () => {
    const s3 = await bucket(['a', 'b', 'c']);
    const first = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2 }));
    expect([first.IsTruncated, first.Contents?.map((one) => one.Key)]).toEqual([true, ['a', 'b']]);
    const next = await s3.send(new ListObjectsCommand({ Bucket, Marker: 'b' }));
    expect(next.Contents?.map((one) => one.Key)).toEqual(['c']);
  });
});

describe('multipart uploads', () => {
  const MiB = 1024 * 1024;

  async function upload(s3: S3Client, parts: readonly Buffer[]) {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'big', Metadata: { m: '1' } }));
    const Parts = [];
    for (const [index, Body] of parts.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key: 'big', UploadId, PartNumber, Body }));
      Parts.push({ ETag, PartNumber });
    }
    return { UploadId, Parts };
  }

  it('become one object, whose tag counts its parts', async () => {
    const s3 = await bucket();
    const parts = [Buffer.alloc(5 * MiB, 'a'), Buffer.from('end')];
    const { UploadId, Parts } = await upload(s3, parts);
    expect((await s3.send(new ListPartsCommand({ Bucket, Key: 'big', UploadId }))).Parts).toHaveLength(2);
    const MultipartUpload = { Parts };
    const done = await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'big', UploadId, MultipartUpload }));
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(parts))).toBe(true);
    expect(got.Metadata).toEqual({ m: '1' });
    expect(await refusal(s3.send(new ListPartsCommand({ Bucket, Key: 'big', UploadId })))).toMatch(/^NoSuchUpload/);
  });

  it('are refused with small parts, unknown parts, or when the condition does not hold', async () => {
    const s3 = await bucket(['big']);
    const { UploadId, Parts } = await upload(s3, [Buffer.from('small'), Buffer.from('end')]);
    const complete = (over: object): Promise<string> =>
      refusal(s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'big', UploadId, ...over })));
    expect(await complete({ MultipartUpload: { Parts } })).toMatch(/^EntityTooSmall/);
    expect(await complete({ MultipartUpload: { Parts: [{ PartNumber: 9, ETag: 'x' }] } })).toMatch(/^InvalidPart/);
    const last = { MultipartUpload: { Parts: Parts.slice(1) }, IfNoneMatch: '*' };
    expect(await complete(last)).toMatch(/^PreconditionFailed/);
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'big', UploadId }));
    expect(await complete(last)).toMatch(/^NoSuchUpload/);
  });
});
