import { AwsError } from '../errors.ts';
import { header } from '../server/wire.ts';
import type { StoredObject } from './records.ts';
import { noSuchKey } from './request.ts';
import type { S3Request } from './request.ts';

const bare = (etag: string): string =>
  etag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');
const lists = (value: string, etag: string): boolean =>
  value.trim() === '*' || value.split(',').some((item) => bare(item) === etag);

const failed = (): AwsError =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);

/**
 * If-None-Match: * and If-Match of a write (S3 user guide, "Conditional writes"): 412 when it does not hold, 404 when
 * If-Match finds nothing. Called again right before the write, so that of many writers one wins.
 */
export function checkWrite(request: S3Request, current: StoredObject | undefined): void {
  const match = header(request.wire, 'if-match');
  const noneMatch = header(request.wire, 'if-none-match');
  if (match != null && current == null) {
    throw noSuchKey();
  }
  if (match != null && current != null && !lists(match, current.etag)) {
    throw failed();
  }
  if (noneMatch != null && current != null && lists(noneMatch, current.etag)) {
    throw failed();
  }
}

/** If-Match of a delete: an object that is gone is no failure. */
export function checkDelete(match: string | undefined, current: StoredObject | undefined): void {
  if (match != null && current != null && !lists(match, current.etag)) {
    throw failed();
  }
}

/** The conditions of a read; true when the caller has the object already (304). */
export function notModified(request: S3Request, object: StoredObject): boolean {
  const match = header(request.wire, 'if-match');
  const noneMatch = header(request.wire, 'if-none-match');
  const since = Date.parse(header(request.wire, 'if-modified-since') ?? '');
  const unmodifiedSince = Date.parse(header(request.wire, 'if-unmodified-since') ?? '');
  if (match == null ? object.modified > unmodifiedSince : !lists(match, object.etag)) {
    throw failed();
  }
  return noneMatch == null ? object.modified <= since : lists(noneMatch, object.etag);
}

/** The conditions on the source of a copy. */
export function checkCopySource(request: S3Request, source: StoredObject): void {
  const match = header(request.wire, 'x-amz-copy-source-if-match');
  const noneMatch = header(request.wire, 'x-amz-copy-source-if-none-match');
  if ((match != null && !lists(match, source.etag)) || (noneMatch != null && lists(noneMatch, source.etag))) {
    throw failed();
  }
}
