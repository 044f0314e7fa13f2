import { AwsError } from '../errors.ts';

const malformed = (): AwsError => new AwsError('IncompleteBody', 'The request body is not valid aws-chunked content.');

/** Longest line of the framing: a chunk header with its signature, or one trailer. */
const longestLine = 8192;

/**
 * The content of an `aws-chunked` body: `size[;chunk-signature=…]CRLF data CRLF … 0 CRLF trailers CRLF`
 * (S3 user guide, "Signature calculations … multiple chunks"). Trailers end up in the map, names in lower case.
 * Signatures are not verified: the access key is what lets a request in.
 */
export async function* decodeAwsChunked(
  body: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const input = new LineReader(body);
  for (;;) {
    const line = (await input.line()) ?? '';
    const size = /^([0-9a-fA-F]{1,8})(;.*)?$/.exec(line)?.[1];
    if (size == null) {
      throw malformed();
    }
    const length = Number.parseInt(size, 16);
    if (length === 0) {
      break;
    }
    yield* input.bytes(length);
    if ((await input.line()) !== '') {
      throw malformed();
    }
  }
  for (let line = await input.line(); line != null && line !== ''; line = await input.line()) {
    const colon = line.indexOf(':');
    if (colon < 1) {
      throw malformed();
    }
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  await input.drain();
}

class LineReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next line without its CRLF; undefined at the end of the body. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#rest.subarray(0, end).toString('latin1');
        this.#rest = this.#rest.subarray(end + 2);
        return line;
      }
      if (this.#rest.length > longestLine) {
        throw malformed();
      }
      if (!(await this.#fill())) {
        if (this.#rest.length > 0) {
          throw malformed();
        }
        return undefined;
      }
    }
  }

  /** Exactly that many bytes, as they come. */
  async *bytes(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.#rest.length === 0 && !(await this.#fill())) {
        throw malformed();
      }
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Reads on to the end, so that the connection can be used again. */
  async drain(): Promise<void> {
    do {
      this.#rest = Buffer.alloc(0);
    } while (await this.#fill());
  }

  async #fill(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done === true) {
      return false;
    }
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
    return true;
  }
}
