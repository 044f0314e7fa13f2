import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';

import { endpoint } from '../support/endpoint.ts';

describe('createBucket', () => {
  it.each(['us-east-1', 'eu-west-1'])('makes a closed bucket in %s, and may be repeated', async (region) => {
    const { aws, connection } = await endpoint({ region });
    expect(await aws.bucketExists('history')).toBe(false);
    await aws.createBucket('history');
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
  });
});

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
