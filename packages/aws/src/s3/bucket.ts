import type { Account } from '../account.ts';
import { hasAwsCode } from '../client/errors.ts';
import type { S3 } from '../connection.ts';
import { isMissing } from './objects.ts';

/** True when the bucket exists and belongs to the account; one of another account is an error, not an absence. */
export async function bucketExists(s3: S3, account: Account, bucket: string): Promise<boolean> {
  try {
    await s3.client.send(new s3.HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account.accountId }));
    return true;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

/**
 * Makes the artifact bucket: encrypted, not public, versioned, closed to requests without TLS, and rid of the parts of
 * uploads that were killed. Each part may be repeated, so a bucket that was left half made is finished.
 */
export async function createBucket(s3: S3, account: Account, bucket: string): Promise<void> {
  const place = { Bucket: bucket, ExpectedBucketOwner: account.accountId };
  try {
    await s3.client.send(new s3.CreateBucketCommand(creation(account, bucket)));
  } catch (error) {
    if (!hasAwsCode(error, 'BucketAlreadyOwnedByYou')) {
      throw error;
    }
  }
  const closed = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  await s3.client.send(new s3.PutPublicAccessBlockCommand({ ...place, PublicAccessBlockConfiguration: closed }));
  const rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
  await s3.client.send(
    new s3.PutBucketEncryptionCommand({ ...place, ServerSideEncryptionConfiguration: { Rules: rules } }),
  );
  await s3.client.send(new s3.PutBucketVersioningCommand({ ...place, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.client.send(new s3.PutBucketLifecycleConfigurationCommand({ ...place, LifecycleConfiguration: tidy }));
  await s3.client.send(new s3.PutBucketPolicyCommand({ ...place, Policy: JSON.stringify(tlsOnly(account, bucket)) }));
}

/** Parts that nobody puts together any more cost money until they are deleted (S3 user guide, mpu-abort-incomplete-mpu-lifecycle-config). */
const tidy = {
  Rules: [
    {
      ID: 'gluepipeline-unfinished-uploads',
      Status: 'Enabled' as const,
      Filter: { Prefix: '' },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    },
  ],
};

/** us-east-1 is where a bucket goes that names no place, and must not be named (S3 API reference, CreateBucket). */
function creation({ accountId, region }: Account, bucket: string) {
  const ownNamespace = bucket.endsWith(`-${accountId}-${region}-an`);
  return {
    Bucket: bucket,
    ObjectOwnership: 'BucketOwnerEnforced' as const,
    ...(ownNamespace ? { BucketNamespace: 'account-regional' as const } : {}),
    ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
  };
}

function tlsOnly({ partition }: Account, bucket: string) {
  const arn = `arn:${partition}:s3:::${bucket}`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
