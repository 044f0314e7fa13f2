import { createHash } from 'node:crypto';

/** The bytes of a file or folder of the project, opened: they may be more than memory should hold. */
export interface Content {
  /** Bytes, when it was opened. */
  readonly size: number;
  /** The bytes from `from` up to, not with, `to`; fewer where the file has become shorter. */
  read(from: number, to: number): Promise<Uint8Array>;
  /** Lets go of it; nothing is read afterwards. */
  close(): Promise<void>;
}

/** Opens what an artifact is uploaded from, by the path in it; throws a UserError where that cannot be read any more. */
export type ContentSource = (path: string) => Promise<Content>;

/** Bytes that are in memory anyway. */
export function contentOfBytes(bytes: Uint8Array): Content {
  return {
    size: bytes.length,
    read: (from, to) => Promise.resolve(bytes.subarray(from, to)),
    close: () => Promise.resolve(),
  };
}

/** Files above this go in parts of this size; it decides ETags, so another size makes the next plan look closer once. */
export const partSize = 8 * 1024 * 1024;

/** S3 takes so many parts of one object (S3 user guide, qfacts). */
const mostParts = 10_000;

/** One piece of content on its way to S3. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly sha256: Buffer;
}

/** Content as S3 will see it. */
export interface Measured {
  /** Hex, of the whole. */
  readonly sha256: string;
  /** One where it goes in one request. */
  readonly pieces: readonly Piece[];
  /** The ETag that S3 gives it unless it is encrypted with a key of one's own (S3 API reference, Object). */
  readonly etag: string;
  /** The SHA-256 of the pieces' SHA-256s in base64: the checksum that S3 keeps of an upload in parts. */
  readonly composite: string;
}

/** Reads content once, a piece at a time. */
export async function measure(content: Content): Promise<Measured> {
  const whole = createHash('sha256');
  const pieces: Piece[] = [];
  const md5s: Buffer[] = [];
  const step = Math.max(partSize, Math.ceil(content.size / mostParts));
  for (let from = 0; from === 0 || from < content.size; from += step) {
    const to = Math.min(from + step, content.size);
    const bytes = await content.read(from, to);
    whole.update(bytes);
    pieces.push({ from, to, sha256: createHash('sha256').update(bytes).digest() });
    md5s.push(createHash('md5').update(bytes).digest());
  }
  return {
    sha256: whole.digest('hex'),
    pieces,
    etag: pieces.length === 1 ? Buffer.concat(md5s).toString('hex') : `${digestOf('md5', md5s, 'hex')}-${md5s.length}`,
    composite: digestOf(
      'sha256',
      pieces.map(({ sha256 }) => sha256),
      'base64',
    ),
  };
}

function digestOf(algorithm: string, all: readonly Buffer[], encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(Buffer.concat(all)).digest(encoding);
}
