import { AwsError } from '../errors.ts';
import { header } from '../server/wire.ts';
import type { WireResponse } from '../server/wire.ts';
import { xml } from '../xml.ts';
import { checkCopySource } from './conditions.ts';
import { encryptionHeaders, headersToKeep } from './object-headers.ts';
import { replaceObject, wholeSeconds } from './object-operations.ts';
import { objectKey, objectsOf } from './records.ts';
import type { StoredObject } from './records.ts';
import { noSuchKey, requireBucket, xmlResponse, xmlns } from './request.ts';
import type { S3Request } from './request.ts';

/** The object that x-amz-copy-source names, `bucket/key` percent-encoded, with or without a leading slash. */
export function copySource(request: S3Request): StoredObject {
  const source = (header(request.wire, 'x-amz-copy-source') ?? '').split('?')[0] ?? '';
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decode(source)) ?? [];
  if (bucket == null || key == null) {
    throw new AwsError('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  }
  requireBucket(request, bucket);
  const object = objectsOf(request.context.store).get(objectKey(bucket, key));
  if (object == null) {
    throw noSuchKey();
  }
  checkCopySource(request, object);
  return object;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** CopyObject; metadata is the source's unless the request replaces it. */
export async function copyObject(request: S3Request): Promise<WireResponse> {
  const { bucket, key, context } = request;
  requireBucket(request);
  const source = copySource(request);
  const replace = header(request.wire, 'x-amz-metadata-directive') === 'REPLACE';
  if (!replace && source.bucket === bucket && source.key === key) {
    throw new AwsError(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  }
  const { id: blob } = await context.store.blobs.write(context.store.blobs.read(source.blob));
  const headers = replace ? headersToKeep(request.wire) : source.headers;
  const modified = wholeSeconds(context);
  await replaceObject(request, { ...source, bucket, key, blob, headers, modified });
  const result = { ...xmlns, LastModified: new Date(modified).toISOString(), ETag: `"${source.etag}"` };
  return xmlResponse(xml('CopyObjectResult', result), encryptionHeaders(headers));
}
