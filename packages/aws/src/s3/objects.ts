import { hasAwsCode, isAwsCallError } from '../client/errors.ts';
import type { S3 } from '../connection.ts';

/** Where an object lies, and whose bucket it must be. */
export interface ObjectPlace {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner: string;
}

/** The whole content of an object. */
export async function readObject(s3: S3, place: ObjectPlace): Promise<Uint8Array> {
  const { Body: body } = await s3.client.send(new s3.GetObjectCommand({ ...place }));
  return body == null ? new Uint8Array() : body.transformToByteArray();
}

/** True when S3 says that there is no such object or bucket; HeadObject has no body to say which. */
export function isMissing(error: unknown): boolean {
  return hasAwsCode(error, 'NoSuchKey', 'NoSuchBucket', 'NotFound') || (isAwsCallError(error) && error.status === 404);
}
