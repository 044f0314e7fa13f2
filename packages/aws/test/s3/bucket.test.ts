import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';

import { endpoint } from '../support/endpoint.ts';

describe('createBucket', () => {
  it.each(['us-east-1', 'eu-west-1'])('makes a closed bucket in %s', async (region) => {
    const { aws, connection } = await endpoint({ region });
    expect(await aws.bucketExists('history')).toBe(false);
    await aws.createBucket('history');
    expect(await aws.bucketExists('history')).toBe(true);
    const { client } = await connection().s3();
    const place = { Bucket: 'history' };
    expect(await client.send(new GetPublicAccessBlockCommand(place))).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
    expect(await client.send(new GetBucketVersioningCommand(place))).toMatchObject({ Status: 'Enabled' });
    expect(await client.send(new GetBucketEncryptionCommand(place))).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(await client.send(new GetBucketLifecycleConfigurationCommand(place))).toMatchObject({
      Rules: [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    });
    const { Policy: policy } = await client.send(new GetBucketPolicyCommand(place));
    expect(JSON.parse(policy ?? '')).toMatchObject({
      Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    });
    const { TagSet: tags } = await client.send(new GetBucketTaggingCommand(place));
    expect(tags).toEqual([{ Key: 'gluepipeline:setup', Value: 'done' }]);
  });

  it('encrypts with a key of KMS where one is given', async () => {
    const { aws, connection } = await endpoint();
    await aws.createBucket('history', 'alias/sales');
    const { client } = await connection().s3();
    expect(await client.send(new GetBucketEncryptionCommand({ Bucket: 'history' }))).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/sales' },
            BucketKeyEnabled: true,
          },
        ],
      },
    });
  });

  it('leaves a bucket alone that somebody else of the account has made meanwhile', async () => {
    const { aws, connection, operations, clear } = await endpoint({ region: 'eu-west-1' });
    const { client } = await connection().s3();
    await client.send(new CreateBucketCommand({ Bucket: 'theirs' }));
    clear();
    await aws.createBucket('theirs');
    expect(operations().filter((operation) => operation !== 'GetCallerIdentity')).toEqual([
      'CreateBucket',
      'GetBucketTagging',
    ]);
  });

  it('makes the bucket all the same where a Region takes no tags with it', async () => {
    let refusals = 0;
    const { aws, connection } = await endpoint({
      fault: ({ operation }) =>
        operation === 'CreateBucket' && refusals++ === 0 ? { code: 'UnsupportedArgument', status: 400 } : undefined,
    });
    await aws.createBucket('history');
    const { client } = await connection().s3();
    expect(await client.send(new GetBucketVersioningCommand({ Bucket: 'history' }))).toMatchObject({
      Status: 'Enabled',
    });
  });

  it('keeps the tags that an account puts on every new bucket', async () => {
    const tagIt = async () => {
      const { client } = await all.connection().s3();
      const TagSet = [{ Key: 'cost', Value: '7' }];
      await client.send(new PutBucketTaggingCommand({ Bucket: 'history', Tagging: { TagSet } }));
    };
    let tagged: Promise<void> | undefined;
    const all = await endpoint({
      fault: ({ operation }) => {
        tagged ??= operation === 'PutPublicAccessBlock' ? tagIt() : undefined;
        return undefined;
      },
    });
    await all.aws.createBucket('history');
    await tagged;
    const { client } = await all.connection().s3();
    const { TagSet: tags } = await client.send(new GetBucketTaggingCommand({ Bucket: 'history' }));
    expect(tags).toContainEqual({ Key: 'cost', Value: '7' });
    expect(tags).toContainEqual({ Key: 'gluepipeline:setup', Value: 'done' });
  });
});

describe('finishBucket', () => {
  const settings = ['PublicAccessBlock', 'BucketEncryption', 'BucketVersioning', 'BucketLifecycle', 'BucketPolicy'];

  it.each(settings)('gives a bucket what it lacks when its making was cut short before Put%s', async (setting) => {
    const faults = { on: true };
    const { aws, connection } = await endpoint({
      fault: ({ operation }) =>
        faults.on && operation === `Put${setting}` ? { code: 'AccessDenied', status: 403 } : undefined,
    });
    await expect(aws.createBucket('history')).rejects.toMatchObject({ code: 'GP402' });
    faults.on = false;
    await aws.finishBucket('history');
    await aws.createBucket('whole');
    const { client } = await connection().s3();
    const of = async (bucket: string) => JSON.stringify(await settingsOf(client, bucket)).replaceAll(bucket, '');
    expect(await of('history')).toBe(await of('whole'));
  });

  it('does not touch what somebody else made, nor a finished bucket that was changed later', async () => {
    const { aws, connection, operations, clear } = await endpoint();
    const { client } = await connection().s3();
    await client.send(new CreateBucketCommand({ Bucket: 'theirs' }));
    await aws.createBucket('ours');
    await client.send(new DeleteBucketPolicyCommand({ Bucket: 'ours' }));
    clear();
    await aws.finishBucket('theirs');
    await aws.finishBucket('ours');
    expect(operations().filter((operation) => operation !== 'GetCallerIdentity')).toEqual([
      'GetBucketTagging',
      'GetBucketTagging',
    ]);
  });

  it('asks nothing more of somebody who may not read tags', async () => {
    const { aws } = await endpoint({
      fault: ({ operation }) => (operation === 'GetBucketTagging' ? { code: 'AccessDenied', status: 403 } : undefined),
    });
    await expect(aws.finishBucket('history')).resolves.toBeUndefined();
  });
});

/** All that a bucket may be told. */
async function settingsOf(client: S3Client, bucket: string): Promise<unknown[]> {
  const place = { Bucket: bucket };
  const answers = [
    await client.send(new GetPublicAccessBlockCommand(place)),
    await client.send(new GetBucketEncryptionCommand(place)),
    await client.send(new GetBucketVersioningCommand(place)),
    await client.send(new GetBucketLifecycleConfigurationCommand(place)),
    await client.send(new GetBucketPolicyCommand(place)),
    await client.send(new GetBucketTaggingCommand(place)),
  ];
  return answers.map((answer) => ({ ...answer, $metadata: undefined }));
}

describe('bucketExists', () => {
  it('takes a bucket that may not be seen for an error, not an absence', async () => {
    const { aws } = await endpoint({
      fault: ({ operation }) => (operation === 'HeadBucket' ? { code: 'AccessDenied', status: 403 } : undefined),
    });
    await expect(aws.bucketExists('theirs')).rejects.toMatchObject({
      code: 'GP402',
      missingPermission: 's3:ListBucket',
      hint: 'allow s3:ListBucket, and check that the bucket belongs to this account',
    });
  });
});

describe('objectExists', () => {
  it('tells whether a script is there', async () => {
    const { aws } = await endpoint();
    await aws.createBucket('scripts');
    await aws.blobs('scripts').putIfAbsent('a.py', 'print(1)');
    expect(await aws.objectExists('scripts', 'a.py')).toBe(true);
    expect(await aws.objectExists('scripts', 'b.py')).toBe(false);
    expect(await aws.objectExists('no-such-bucket', 'a.py')).toBe(false);
  });
});
