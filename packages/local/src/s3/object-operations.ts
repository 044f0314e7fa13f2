import type { Context } from '../glue/handler.ts';
import { header } from '../server/wire.ts';
import type { WireResponse } from '../server/wire.ts';
import { checksumHeaders } from './checksums.ts';
import { checkDelete, checkWrite, notModified } from './conditions.ts';
import { encryptionHeaders, headersToGive, headersToKeep, tagOf } from './object-headers.ts';
import { parseRange } from './range.ts';
import { receiveBody } from './receive.ts';
import { objectKey, objectsOf } from './records.ts';
import type { StoredObject } from './records.ts';
import { noSuchKey, requireBucket } from './request.ts';
import type { S3Request } from './request.ts';

/** The object a request names, if it exists. */
export const currentObject = (request: S3Request): StoredObject | undefined =>
  objectsOf(request.context.store).get(objectKey(request.bucket, request.key));

/** S3 tells times in whole seconds. */
export const wholeSeconds = (context: Context): number => Math.floor(context.clock.now() / 1000) * 1000;

/** Puts the object in the place of another, whose bytes are let go; the two are one step for every reader. */
export async function replaceObject(request: S3Request, object: StoredObject): Promise<void> {
  const { store } = request.context;
  const before = currentObject(request);
  try {
    checkWrite(request, before);
  } catch (error) {
    await store.blobs.delete(object.blob);
    throw error;
  }
  objectsOf(store).put(objectKey(object.bucket, object.key), object);
  await store.settled();
  if (before != null) {
    await store.blobs.delete(before.blob);
  }
}

/** PutObject. */
export async function putObject(request: S3Request): Promise<WireResponse> {
  requireBucket(request);
  checkWrite(request, currentObject(request));
  const body = await receiveBody(request);
  const headers = headersToKeep(request.wire);
  const { bucket, key, context } = request;
  const { id: blob, size, md5, checksums } = body;
  const etag = tagOf(headers, md5);
  const modified = wholeSeconds(context);
  await replaceObject(request, { bucket, key, blob, size, etag, modified, headers, checksums });
  const type = Object.keys(checksums).length > 0 ? { 'x-amz-checksum-type': 'FULL_OBJECT' } : {};
  return {
    status: 200,
    headers: { etag: `"${etag}"`, ...checksumHeaders(checksums), ...type, ...encryptionHeaders(headers) },
  };
}

/** GetObject and HeadObject. */
export async function getObject(request: S3Request): Promise<WireResponse> {
  requireBucket(request);
  const object = currentObject(request);
  if (object == null) {
    throw noSuchKey();
  }
  // Conditions come before the range; boto3 cannot read a 304 that bears the checksum of a body.
  if (notModified(request, object)) {
    return { status: 304, headers: headersToGive(object, false) };
  }
  const range = parseRange(header(request.wire, 'range'), object.size);
  const checksums = header(request.wire, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && range == null;
  const headers = headersToGive(object, checksums);
  const length = range == null ? object.size : range.end - range.start + 1;
  const answer = {
    status: range == null ? 200 : 206,
    headers: {
      ...headers,
      ...overrides(request),
      'content-length': String(length),
      ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${object.size}` }),
    },
  };
  const empty = request.wire.method === 'HEAD' || object.size === 0;
  return Promise.resolve(empty ? answer : { ...answer, body: request.context.store.blobs.read(object.blob, range) });
}

/** `response-content-type` and its like, which presigned links use. */
function overrides(request: S3Request): Record<string, string> {
  return Object.fromEntries(
    ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type'].flatMap((name) => {
      const value = request.wire.query.get(`response-${name}`);
      return value == null ? [] : [[name, value.replace(/[\r\n]/g, ' ')] as const];
    }),
  );
}

/** Deletes one object if it is there and its tag is the expected one. */
export async function removeObject(request: S3Request, key: string, match: string | undefined): Promise<void> {
  const { store } = request.context;
  const object = objectsOf(store).get(objectKey(request.bucket, key));
  checkDelete(match, object);
  if (object != null) {
    objectsOf(store).delete(objectKey(request.bucket, key));
    await store.settled();
    await store.blobs.delete(object.blob);
  }
}

/** DeleteObject: deleting what is gone is no error. */
export async function deleteObject(request: S3Request): Promise<WireResponse> {
  requireBucket(request);
  await removeObject(request, request.key, header(request.wire, 'if-match'));
  return { status: 204 };
}
