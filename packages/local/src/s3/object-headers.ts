import { createHash } from 'node:crypto';
import type { WireRequest } from '../server/wire.ts';
import { checksumHeaders } from './checksums.ts';
import type { StoredObject } from './records.ts';

const kept = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'];
const encryption = ['x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id'];

/** The headers of a put that a get gives back: content headers, user metadata, encryption (AES256 unless told). */
export function headersToKeep(request: Pick<WireRequest, 'headers'>): Readonly<Record<string, string>> {
  const all = Object.entries(request.headers).flatMap(([name, value]): [string, string][] => {
    const wanted = kept.includes(name) || encryption.includes(name) || name.startsWith('x-amz-meta-');
    return wanted && typeof value === 'string' ? [[name, value]] : [];
  });
  const encoding = (request.headers['content-encoding'] ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && item !== 'aws-chunked');
  return {
    'content-type': 'binary/octet-stream',
    'x-amz-server-side-encryption': 'AES256',
    ...Object.fromEntries(all),
    ...(encoding.length > 0 && { 'content-encoding': encoding.join(',') }),
  };
}

/** The tag of an object: of its bytes, but for one that is encrypted with a key of KMS (S3 API reference, Object). */
export const tagOf = (headers: Readonly<Record<string, string>>, md5: string): string =>
  headers['x-amz-server-side-encryption'] === 'aws:kms' ? createHash('md5').update(`kms ${md5}`).digest('hex') : md5;

/** The encryption headers alone, which a put answers with. */
export const encryptionHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => encryption.includes(name)));

/** The headers of a get or head; checksums only when the caller asks for them. */
export function headersToGive(object: StoredObject, withChecksums: boolean): Record<string, string> {
  return {
    ...object.headers,
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modified).toUTCString(),
    'accept-ranges': 'bytes',
    ...(withChecksums && checksumHeaders(object.checksums)),
    ...(withChecksums &&
      Object.keys(object.checksums).length > 0 && {
        'x-amz-checksum-type': object.checksumType ?? 'FULL_OBJECT',
      }),
  };
}
