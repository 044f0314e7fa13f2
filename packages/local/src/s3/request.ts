import { AwsError } from '../errors.ts';
import type { Context } from '../glue/handler.ts';
import { header } from '../server/wire.ts';
import type { WireRequest, WireResponse } from '../server/wire.ts';
import { bucketsOf } from './records.ts';
import type { Bucket } from './records.ts';

/** An S3 request after routing; `bucket` and `key` are decoded. */
export interface S3Request {
  readonly wire: WireRequest;
  readonly bucket: string;
  readonly key: string;
  readonly context: Context;
  readonly limits: { readonly document: number; readonly object: number };
}

/** One S3 operation. */
export type S3Handler = (request: S3Request) => Promise<WireResponse>;

/** An XML answer. */
export const xmlResponse = (body: string, headers: Readonly<Record<string, string>> = {}): WireResponse => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body,
});

/** The namespace of every S3 answer. */
export const xmlns = { '@xmlns': 'http://s3.amazonaws.com/doc/2006-03-01/' };

/** The bucket, or NoSuchBucket. */
export function requireBucket(request: S3Request, name = request.bucket): Bucket {
  const bucket = bucketsOf(request.context.store).get(name);
  if (bucket == null) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }
  return bucket;
}

/** NoSuchKey. */
export const noSuchKey = (): AwsError => new AwsError('NoSuchKey', 'The specified key does not exist.', 404);

/** Refuses a request that expects another owner than the one local account (S3 user guide, "bucket owner condition"). */
export function checkOwner(request: S3Request): void {
  for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
    const expected = header(request.wire, name);
    if (expected != null && expected !== request.context.account) {
      throw new AwsError('AccessDenied', 'Access Denied', 403);
    }
  }
}
