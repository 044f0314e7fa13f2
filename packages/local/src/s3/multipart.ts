import { createHash, randomBytes } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { readBody } from '../server/body.ts';
import { header } from '../server/wire.ts';
import type { WireResponse } from '../server/wire.ts';
import { parseXml, xml } from '../xml.ts';
import { algorithms, checksumHeaders } from './checksums.ts';
import { checkWrite } from './conditions.ts';
import { copySource } from './copy.ts';
import { encryptionHeaders, headersToKeep, tagOf } from './object-headers.ts';
import { currentObject, replaceObject, wholeSeconds } from './object-operations.ts';
import { checkListedPart, checkPart, checksumMembers, compositeChecksum, uploadChecksum } from './part-checksums.ts';
import { parseRange } from './range.ts';
import { receiveBody } from './receive.ts';
import { uploadsOf } from './records.ts';
import type { Part, Upload } from './records.ts';
import { requireBucket, xmlResponse, xmlns } from './request.ts';
import type { S3Request } from './request.ts';

/** Parts but the last have at least 5 MiB (S3 user guide, "multipart upload limits"). */
const smallestPart = 5 * 1024 * 1024;

function requireUpload(request: S3Request): Upload {
  requireBucket(request);
  const upload = uploadsOf(request.context.store).get(request.wire.query.get('uploadId') ?? '');
  if (upload?.bucket !== request.bucket || upload.key !== request.key) {
    throw new AwsError('NoSuchUpload', 'The specified multipart upload does not exist.', 404);
  }
  return upload;
}

/** CreateMultipartUpload. */
export function createUpload(request: S3Request): Promise<WireResponse> {
  const { bucket, key, context } = request;
  requireBucket(request);
  const id = randomBytes(24).toString('base64url');
  const headers = headersToKeep(request.wire);
  const started = wholeSeconds(context);
  const checksum = uploadChecksum(request.wire);
  uploadsOf(context.store).put(id, { id, bucket, key, started, headers, parts: {}, ...(checksum && { checksum }) });
  const body = xml('InitiateMultipartUploadResult', { ...xmlns, Bucket: bucket, Key: key, UploadId: id });
  return Promise.resolve(
    xmlResponse(body, {
      ...encryptionHeaders(headers),
      ...(checksum && {
        'x-amz-checksum-algorithm': checksum.algorithm.toUpperCase(),
        'x-amz-checksum-type': checksum.type,
      }),
    }),
  );
}

async function savePart(request: S3Request, number: number, part: Part): Promise<void> {
  const { store } = request.context;
  const upload = requireUpload(request);
  const before = upload.parts[number];
  uploadsOf(store).put(upload.id, { ...upload, parts: { ...upload.parts, [number]: part } });
  if (before != null) {
    await store.settled();
    await store.blobs.delete(before.blob);
  }
}

/** UploadPart and UploadPartCopy. */
export async function uploadPart(request: S3Request): Promise<WireResponse> {
  const { context } = request;
  const upload = requireUpload(request);
  const number = Number(request.wire.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new AwsError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const modified = wholeSeconds(context);
  if (header(request.wire, 'x-amz-copy-source') != null) {
    const source = copySource(request);
    const range = parseRange(header(request.wire, 'x-amz-copy-source-range'), source.size);
    const { blob: copy, checksums } = await keep(request, upload, context.store.blobs.read(source.blob, range));
    await savePart(request, number, { blob: copy.id, size: copy.size, etag: copy.md5, modified, checksums });
    const times = { LastModified: new Date(modified).toISOString(), ETag: `"${copy.md5}"` };
    return xmlResponse(xml('CopyPartResult', { ...xmlns, ...times, ...checksumMembers(checksums) }));
  }
  const { id: blob, size, md5: etag, checksums } = await receiveBody(request);
  try {
    checkPart(upload, checksums);
  } catch (error) {
    await context.store.blobs.delete(blob);
    throw error;
  }
  await savePart(request, number, { blob, size, etag, modified, checksums });
  return { status: 200, headers: { etag: `"${etag}"`, ...checksumHeaders(checksums) } };
}

/** Keeps bytes of our own, with the checksum that the upload wants. */
async function keep({ context }: S3Request, { checksum }: Upload, bytes: Readable) {
  const sum = checksum == null ? undefined : algorithms[checksum.algorithm]?.();
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum?.update(chunk);
      done(null, chunk);
    },
  });
  const [blob] = await Promise.all([context.store.blobs.write(meter), pipeline(bytes, meter)]);
  const checksums: Record<string, string> =
    checksum == null || sum == null ? {} : { [checksum.algorithm]: sum.digest() };
  return { blob, checksums };
}

/** The parts that a completion names, in its order, each checked against what was uploaded. */
function chosenParts(upload: Upload, document: string): readonly Part[] {
  const { Part: listed = [] } = parseXml(document, 'CompleteMultipartUpload', ['Part']);
  const entries = Array.isArray(listed) ? (listed as readonly Json[]).map((item) => (isObject(item) ? item : {})) : [];
  const numbers = entries.map((entry) => Number(entry.PartNumber));
  if (numbers.length === 0 || numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new AwsError('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const parts = entries.map((entry) => {
    const part = upload.parts[Number(entry.PartNumber)];
    const etag = typeof entry.ETag === 'string' ? entry.ETag.replace(/^"|"$/g, '') : undefined;
    if (part == null || part.etag !== etag) {
      throw new AwsError('InvalidPart', 'One or more of the specified parts could not be found.');
    }
    checkListedPart(upload, Number(entry.PartNumber), part, entry);
    return part;
  });
  if (parts.slice(0, -1).some((part) => part.size < smallestPart)) {
    throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
  return parts;
}

/** CompleteMultipartUpload; its conditions are those of a put. */
export async function completeUpload(request: S3Request): Promise<WireResponse> {
  const { bucket, key, context } = request;
  const { blobs } = context.store;
  const document = (await readBody(request.wire.body, request.limits.document)).toString();
  const upload = requireUpload(request);
  const parts = chosenParts(upload, document);
  const expected = header(request.wire, 'x-amz-mp-object-size');
  if (expected != null && Number(expected) !== parts.reduce((sum, part) => sum + part.size, 0)) {
    throw new AwsError('InvalidRequest', 'The object is not as large as x-amz-mp-object-size said it would be.');
  }
  checkWrite(request, currentObject(request));
  const all = async function* (): AsyncGenerator<Buffer> {
    for (const part of parts) {
      yield* blobs.read(part.blob) as AsyncIterable<Buffer>;
    }
  };
  const { blob: whole, checksums: full } = await keep(request, upload, Readable.from(all()));
  const { id: blob, size } = whole;
  const type = upload.checksum?.type;
  const checksums =
    upload.checksum != null && type === 'COMPOSITE'
      ? { [upload.checksum.algorithm]: compositeChecksum(upload.checksum.algorithm, parts) }
      : full;
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')));
  const { headers } = upload;
  const etag = `${tagOf(headers, createHash('md5').update(digests).digest('hex'))}-${parts.length}`;
  const modified = wholeSeconds(context);
  const object = { bucket, key, blob, size, etag, modified, headers, checksums };
  await replaceObject(request, { ...object, ...(type && { checksumType: type }) });
  await dropUpload(request, upload);
  const place = { Location: `/${bucket}/${key}`, Bucket: bucket, Key: key, ETag: `"${etag}"` };
  const body = { ...xmlns, ...place, ...checksumMembers(checksums, type) };
  return xmlResponse(xml('CompleteMultipartUploadResult', body), encryptionHeaders(upload.headers));
}

async function dropUpload(request: S3Request, upload: Upload): Promise<void> {
  const { store } = request.context;
  uploadsOf(store).delete(upload.id);
  await store.settled();
  await Promise.all(Object.values(upload.parts).map((part) => store.blobs.delete(part.blob)));
}

/** AbortMultipartUpload. */
export async function abortUpload(request: S3Request): Promise<WireResponse> {
  await dropUpload(request, requireUpload(request));
  return { status: 204 };
}

/** ListParts; all of them on one page. */
export function listParts(request: S3Request): Promise<WireResponse> {
  const upload = requireUpload(request);
  const parts = Object.entries(upload.parts).map(([number, part]): Json => ({
    PartNumber: number,
    LastModified: new Date(part.modified).toISOString(),
    ETag: `"${part.etag}"`,
    Size: part.size,
    ...checksumMembers(part.checksums ?? {}),
  }));
  const head = {
    ...xmlns,
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.id,
    StorageClass: 'STANDARD',
    ...(upload.checksum && {
      ChecksumAlgorithm: upload.checksum.algorithm.toUpperCase(),
      ChecksumType: upload.checksum.type,
    }),
  };
  return Promise.resolve(xmlResponse(xml('ListPartsResult', { ...head, IsTruncated: false, Part: parts })));
}

/** ListMultipartUploads of a bucket; all of them on one page. */
export function listUploads(request: S3Request): Promise<WireResponse> {
  requireBucket(request);
  const uploads = uploadsOf(request.context.store)
    .values()
    .filter((upload) => upload.bucket === request.bucket)
    .map((upload): Json => ({
      Key: upload.key,
      UploadId: upload.id,
      Initiated: new Date(upload.started).toISOString(),
    }));
  const body = { ...xmlns, Bucket: request.bucket, IsTruncated: false, Upload: uploads };
  return Promise.resolve(xmlResponse(xml('ListMultipartUploadsResult', body)));
}
