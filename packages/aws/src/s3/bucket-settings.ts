import type { Account } from '../account.ts';
import type { S3 } from '../connection.ts';

/**
 * Gives a bucket the settings of an artifact bucket: not public, encrypted, versioned, rid of the parts of uploads that
 * were killed, closed to requests without TLS. Each call may be repeated.
 */
export async function closeBucket(
  s3: S3,
  account: Account,
  place: { readonly Bucket: string; readonly ExpectedBucketOwner: string },
  kmsKey: string | undefined,
): Promise<void> {
  const closed = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  await s3.client.send(new s3.PutPublicAccessBlockCommand({ ...place, PublicAccessBlockConfiguration: closed }));
  await s3.client.send(
    new s3.PutBucketEncryptionCommand({
      ...place,
      ServerSideEncryptionConfiguration: { Rules: [encryption(kmsKey)] },
    }),
  );
  await s3.client.send(new s3.PutBucketVersioningCommand({ ...place, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.client.send(new s3.PutBucketLifecycleConfigurationCommand({ ...place, LifecycleConfiguration: tidy }));
  const policy = JSON.stringify(tlsOnly(account, place.Bucket));
  await s3.client.send(new s3.PutBucketPolicyCommand({ ...place, Policy: policy }));
}

/** A bucket key of S3 saves most of the calls to KMS, which cost money (S3 user guide, bucket-key). */
function encryption(kmsKey: string | undefined) {
  return kmsKey == null
    ? { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }
    : {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: kmsKey },
        BucketKeyEnabled: true,
      };
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
