import { hasAwsCode, isAwsCallError } from '../client/errors.ts';

/** Where an object lies, and whose bucket it must be. */
export interface ObjectPlace {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner: string;
}

/** True when S3 says that there is no such object or bucket; HeadObject has no body to say which. */
export function isMissing(error: unknown): boolean {
  return hasAwsCode(error, 'NoSuchKey', 'NoSuchBucket', 'NotFound') || (isAwsCallError(error) && error.status === 404);
}
