import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../errors.ts';
import { header } from '../server/wire.ts';
import type { BlobInfo } from '../store/store.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { checkBody } from './checksums.ts';
import type { S3Request } from './request.ts';

/** A body that is kept and proved to be what its sender said. */
export interface Received extends BlobInfo {
  readonly checksums: Readonly<Record<string, string>>;
}

const isChunked = (request: S3Request): boolean =>
  header(request.wire, 'x-amz-content-sha256')?.startsWith('STREAMING-') === true ||
  header(request.wire, 'content-encoding')?.includes('aws-chunked') === true;

/** Keeps the body of a request as a blob, or refuses it and keeps nothing. */
export async function receiveBody(request: S3Request): Promise<Received> {
  const { store } = request.context;
  const trailers = new Map<string, string>();
  const check = checkBody(request.wire.headers, trailers);
  const limit = limited(request.limits.object);
  const source = isChunked(request) ? Readable.from(decodeAwsChunked(request.wire.body, trailers)) : request.wire.body;
  const announced = header(request.wire, isChunked(request) ? 'x-amz-decoded-content-length' : 'content-length');
  if (Number(announced ?? 0) > request.limits.object) {
    throw tooLarge();
  }
  // Two ends of one flow: either failing destroys the other, and both are awaited.
  const [blob] = await Promise.all([store.blobs.write(check.stream), pipeline(source, limit, check.stream)]);
  try {
    if (announced != null && Number(announced) !== blob.size) {
      throw new AwsError('IncompleteBody', 'The request body is not as long as it was said to be.');
    }
    return { ...blob, checksums: check.verify() };
  } catch (error) {
    await store.blobs.delete(blob.id);
    throw error;
  }
}

const tooLarge = (): AwsError =>
  new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed object size.');

function limited(most: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > most ? tooLarge() : null, chunk);
    },
  });
}
