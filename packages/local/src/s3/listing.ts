import { AwsError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { WireResponse } from '../server/wire.ts';
import { xml } from '../xml.ts';
import { objectsOf } from './records.ts';
import type { StoredObject } from './records.ts';
import { requireBucket, xmlResponse, xmlns } from './request.ts';
import type { S3Request } from './request.ts';

interface Entry {
  /** What the page is ordered and continued by: a key, or a common prefix. */
  readonly name: string;
  readonly object?: StoredObject;
}

/** S3 orders by bytes of UTF-8, not by UTF-16 units. */
const byBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

function entriesOf(objects: readonly StoredObject[], prefix: string, delimiter: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const object of objects) {
    const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const name = cut < 0 ? object.key : object.key.slice(0, cut + delimiter.length);
    entries.set(name, cut < 0 ? { name, object } : { name });
  }
  return [...entries.values()].sort((left, right) => byBytes(left.name, right.name));
}

const decodeToken = (token: string): string => Buffer.from(token, 'base64url').toString();

interface Listing {
  readonly prefix: string;
  readonly delimiter: string;
  readonly size: number;
  readonly shown: readonly Entry[];
  readonly truncated: boolean;
  readonly last: string;
}

function list(request: S3Request, after: string): Listing {
  requireBucket(request);
  const { query } = request.wire;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const asked = Number(query.get('max-keys') ?? 1000);
  if (!Number.isInteger(asked) || asked < 0) {
    throw new AwsError('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  }
  const size = request.context.quirks.has('short-pages') ? Math.min(asked, 2) : Math.min(asked, 1000);
  const objects = objectsOf(request.context.store)
    .values()
    .filter((object) => object.bucket === request.bucket && object.key.startsWith(prefix));
  const rest = entriesOf(objects, prefix, delimiter).filter(
    // A common prefix that the last page ended with must not come back for the keys below it.
    (entry) => after === '' || byBytes(entry.name, after) > 0,
  );
  const shown = rest.slice(0, size);
  const truncated = size > 0 && rest.length > shown.length;
  return { prefix, delimiter, size: asked, shown, truncated, last: shown.at(-1)?.name ?? '' };
}

function members(request: S3Request, listing: Listing): JsonObject {
  const url = request.wire.query.get('encoding-type') === 'url';
  const show = (name: string): string => (url ? encodeURIComponent(name).replaceAll('%2F', '/') : name);
  const contents = listing.shown.flatMap(({ object }): Json[] =>
    object == null
      ? []
      : [
          {
            Key: show(object.key),
            LastModified: new Date(object.modified).toISOString(),
            ETag: `"${object.etag}"`,
            Size: object.size,
            StorageClass: 'STANDARD',
          },
        ],
  );
  const prefixes = listing.shown.filter((entry) => entry.object == null);
  return {
    Name: request.bucket,
    Prefix: show(listing.prefix),
    MaxKeys: listing.size,
    IsTruncated: listing.truncated,
    ...(listing.delimiter !== '' && { Delimiter: show(listing.delimiter) }),
    ...(url && { EncodingType: 'url' }),
    Contents: contents,
    CommonPrefixes: prefixes.map((entry) => ({ Prefix: show(entry.name) })),
  };
}

/** ListObjectsV2. */
export function listObjectsV2(request: S3Request): Promise<WireResponse> {
  const { query } = request.wire;
  const token = query.get('continuation-token');
  const start = query.get('start-after');
  const listing = list(request, token == null ? (start ?? '') : decodeToken(token));
  const shown = members(request, listing);
  const body = xml('ListBucketResult', {
    ...xmlns,
    ...shown,
    KeyCount: listing.shown.length,
    ...(token != null && { ContinuationToken: token }),
    ...(start != null && { StartAfter: start }),
    ...(listing.truncated && { NextContinuationToken: Buffer.from(listing.last).toString('base64url') }),
  });
  return Promise.resolve(xmlResponse(body));
}

/** ListObjects, the first version: pages go on by key. */
export function listObjectsV1(request: S3Request): Promise<WireResponse> {
  const marker = request.wire.query.get('marker') ?? '';
  const listing = list(request, marker);
  const body = xml('ListBucketResult', {
    ...xmlns,
    ...members(request, listing),
    Marker: marker,
    ...(listing.truncated && listing.delimiter !== '' && { NextMarker: listing.last }),
  });
  return Promise.resolve(xmlResponse(body));
}
