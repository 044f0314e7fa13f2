import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../errors.ts';
import { crc32, crc32c, crc64nvme } from './crc.ts';
import type { Checksum } from './crc.ts';

const hashed = (algorithm: string, encoding: 'base64' | 'hex') => (): Checksum => {
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest(encoding) };
};

/** The algorithms of `x-amz-checksum-…`. */
export const algorithms: Readonly<Record<string, () => Checksum>> = {
  crc32,
  crc32c,
  crc64nvme,
  sha1: hashed('sha1', 'base64'),
  sha256: hashed('sha256', 'base64'),
};

interface Expectation {
  readonly name: string;
  readonly checksum: Checksum;
  readonly code: string;
  readonly expected: () => string | undefined;
}

/** Watches a body go by and knows afterwards whether it is what its sender said. */
export interface BodyCheck {
  readonly stream: Transform;
  /** Throws BadDigest and its like; gives the `x-amz-checksum` values that were proved, by algorithm. */
  verify(): Readonly<Record<string, string>>;
}

/** Checks Content-MD5, x-amz-content-sha256 and x-amz-checksum-…, the last one also where it comes as a trailer. */
export function checkBody(headers: IncomingHttpHeaders, trailers: ReadonlyMap<string, string>): BodyCheck {
  const expectations = [...declared(headers, trailers)];
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      expectations.forEach(({ checksum }) => checksum.update(chunk));
      done(null, chunk);
    },
  });
  return {
    stream,
    verify() {
      const proved = expectations.flatMap(({ name, checksum, code, expected }) => {
        const actual = checksum.digest();
        if (actual !== expected()) {
          throw new AwsError(code, `The ${name} you specified did not match the calculated checksum.`);
        }
        return Object.hasOwn(algorithms, name) ? [[name, actual] as const] : [];
      });
      return Object.fromEntries(proved);
    },
  };
}

function* declared(headers: IncomingHttpHeaders, trailers: ReadonlyMap<string, string>): Generator<Expectation> {
  const md5 = headers['content-md5'];
  if (typeof md5 === 'string') {
    yield { name: 'Content-MD5', checksum: hashed('md5', 'base64')(), code: 'BadDigest', expected: () => md5 };
  }
  const sha256 = headers['x-amz-content-sha256'];
  if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)) {
    const code = 'XAmzContentSHA256Mismatch';
    yield { name: 'x-amz-content-sha256', checksum: hashed('sha256', 'hex')(), code, expected: () => sha256 };
  }
  const announced = String(headers['x-amz-trailer'] ?? '')
    .toLowerCase()
    .split(/[\s,]+/);
  for (const [name, make] of Object.entries(algorithms)) {
    const member = `x-amz-checksum-${name}`;
    const value = headers[member];
    if (typeof value === 'string') {
      yield { name, checksum: make(), code: 'BadDigest', expected: () => value };
    } else if (announced.includes(member)) {
      yield { name, checksum: make(), code: 'BadDigest', expected: () => trailers.get(member) };
    }
  }
}

/** The headers that tell an object's checksums. */
export const checksumHeaders = (checksums: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]));
