import { AwsError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { header } from '../server/wire.ts';
import type { WireRequest } from '../server/wire.ts';
import { algorithms } from './checksums.ts';
import type { ChecksumType, Part, Upload } from './records.ts';

/** The checksum that a multipart upload asks for. */
export type UploadChecksum = NonNullable<Upload['checksum']>;

/** As XML spells the member of an algorithm: ChecksumSHA256. */
const member = (algorithm: string): string => `Checksum${algorithm.toUpperCase()}`;

/**
 * What x-amz-checksum-algorithm and -type of CreateMultipartUpload ask for. CRC64NVME is always of the whole object,
 * SHA-1 and SHA-256 are always of the parts, the other two are of the parts unless asked otherwise
 * (S3UG, checking-object-integrity-upload).
 */
export function uploadChecksum(request: Pick<WireRequest, 'headers'>): UploadChecksum | undefined {
  const algorithm = header(request, 'x-amz-checksum-algorithm')?.toLowerCase();
  if (algorithm == null) {
    return undefined;
  }
  if (!Object.hasOwn(algorithms, algorithm)) {
    throw new AwsError('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  }
  const usual: ChecksumType = algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE';
  const type = (header(request, 'x-amz-checksum-type') ?? usual) as ChecksumType;
  const fixed = algorithm !== 'crc32' && algorithm !== 'crc32c';
  if (fixed ? type !== usual : !['FULL_OBJECT', 'COMPOSITE'].includes(type)) {
    throw new AwsError(
      'InvalidRequest',
      `The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
    );
  }
  return { algorithm, type };
}

/** Refuses a part that comes without the checksum of its upload. */
export function checkPart(upload: Upload, checksums: Readonly<Record<string, string>>): void {
  const expected = upload.checksum?.algorithm;
  if (expected != null && checksums[expected] == null) {
    const actual = Object.keys(checksums)[0] ?? 'null';
    throw new AwsError(
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`,
    );
  }
}

/** Compares what a completion says of part `number` with what it has; of a composite checksum each must be said. */
export function checkListedPart(upload: Upload, number: number, part: Part, entry: JsonObject): void {
  if (upload.checksum == null) {
    return;
  }
  const { algorithm, type } = upload.checksum;
  const said = entry[member(algorithm)];
  if (said == null && type === 'COMPOSITE') {
    throw new AwsError(
      'InvalidRequest',
      `The upload was created using a ${algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  if (said != null && said !== part.checksums?.[algorithm]) {
    throw new AwsError('InvalidPart', 'One or more of the specified parts could not be found.');
  }
}

/** The checksum of checksums of the parts, with their number as S3 tells it. */
export function compositeChecksum(algorithm: string, parts: readonly Part[]): string {
  const checksum = algorithms[algorithm]?.();
  parts.forEach((part) => checksum?.update(Buffer.from(part.checksums?.[algorithm] ?? '', 'base64')));
  return `${checksum?.digest() ?? ''}-${parts.length}`;
}

/** The members of an answer in XML that tell checksums. */
export function checksumMembers(
  checksums: Readonly<Record<string, string>>,
  type?: ChecksumType,
): Record<string, Json> {
  const entries = Object.entries(checksums).map(([algorithm, value]) => [member(algorithm), value] as const);
  return { ...Object.fromEntries(entries), ...(entries.length > 0 && type != null && { ChecksumType: type }) };
}
