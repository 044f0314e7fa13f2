import type { Account } from '../account.ts';
import { hasAwsCode, isAwsCallError } from '../client/errors.ts';
import type { S3 } from '../connection.ts';
import { closeBucket } from './bucket-settings.ts';
import { isMissing } from './objects.ts';

/** A bucket of the account, as a request names it. */
interface BucketPlace {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

interface BucketTag {
  readonly Key: string;
  readonly Value: string;
}

/**
 * Says how far the making of a bucket has come. It is given with the very call that makes the bucket, so that one whose
 * making was cut short can be told from one that its owner wants as it is.
 */
const setup = 'gluepipeline:setup';

/** True when the bucket exists and belongs to the account; one of another account is an error, not an absence. */
export async function bucketExists(s3: S3, account: Account, bucket: string): Promise<boolean> {
  try {
    await s3.client.send(new s3.HeadBucketCommand(placeOf(account, bucket)));
    return true;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

/**
 * Makes the artifact bucket where there was none: encrypted (with the key, where one is given), not public, versioned,
 * closed to requests without TLS, and rid of the parts of uploads that were killed. One that somebody of the account has
 * made meanwhile is left as it is, unless its making was cut short.
 */
export async function createBucket(s3: S3, account: Account, bucket: string, kmsKey?: string): Promise<void> {
  try {
    await s3.client.send(new s3.CreateBucketCommand(creation(account, bucket, true)));
  } catch (error) {
    if (hasAwsCode(error, 'BucketAlreadyOwnedByYou')) {
      await finishBucket(s3, account, bucket, kmsKey);
      return;
    }
    // Some Regions take no tags here (docs/aws-facts.md#buckets); the bucket is made all the same.
    if (!hasAwsCode(error, 'UnsupportedArgument')) {
      throw error;
    }
    await s3.client.send(new s3.CreateBucketCommand(creation(account, bucket, false)));
  }
  await settle(s3, account, bucket, kmsKey);
}

/** Finishes a bucket that `createBucket` has left half made; any other is left as it is. */
export async function finishBucket(s3: S3, account: Account, bucket: string, kmsKey?: string): Promise<void> {
  if (await isUnfinished(s3, placeOf(account, bucket))) {
    await settle(s3, account, bucket, kmsKey);
  }
}

/** Whoever may not read tags is no less allowed to use the bucket. */
async function isUnfinished(s3: S3, place: BucketPlace): Promise<boolean> {
  try {
    return (await tagsOf(s3, place)).some(({ Key: key, Value: value }) => key === setup && value === 'unfinished');
  } catch (error) {
    if (isAwsCallError(error) && error.kind === 'permission') {
      return false;
    }
    throw error;
  }
}

/** Gives the bucket its settings, and says last that it has them. */
async function settle(s3: S3, account: Account, bucket: string, kmsKey: string | undefined): Promise<void> {
  const place = placeOf(account, bucket);
  await closeBucket(s3, account, place, kmsKey);
  // Others may have put theirs beside ours: an account's own rules often do.
  const others = (await tagsOf(s3, place)).filter(({ Key: key }) => key !== setup);
  const tags = [...others, { Key: setup, Value: 'done' }];
  await s3.client.send(new s3.PutBucketTaggingCommand({ ...place, Tagging: { TagSet: tags } }));
}

async function tagsOf(s3: S3, place: BucketPlace): Promise<readonly BucketTag[]> {
  try {
    const { TagSet: tags = [] } = await s3.client.send(new s3.GetBucketTaggingCommand({ ...place }));
    return tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
  } catch (error) {
    if (hasAwsCode(error, 'NoSuchTagSet')) {
      return [];
    }
    throw error;
  }
}

function placeOf({ accountId }: Account, bucket: string): BucketPlace {
  return { Bucket: bucket, ExpectedBucketOwner: accountId };
}

/** us-east-1 is where a bucket goes that names no place, and must not be named (S3 API reference, CreateBucket). */
function creation({ accountId, region }: Account, bucket: string, tagged: boolean) {
  const ownNamespace = bucket.endsWith(`-${accountId}-${region}-an`);
  const configuration = {
    ...(region === 'us-east-1' ? {} : { LocationConstraint: region as 'eu-west-1' }),
    ...(tagged ? { Tags: [{ Key: setup, Value: 'unfinished' }] } : {}),
  };
  return {
    Bucket: bucket,
    ObjectOwnership: 'BucketOwnerEnforced' as const,
    ...(ownNamespace ? { BucketNamespace: 'account-regional' as const } : {}),
    ...(Object.keys(configuration).length === 0 ? {} : { CreateBucketConfiguration: configuration }),
  };
}
