import { describe, expect, it } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { decodeAwsChunked } from '../src/s3/aws-chunked.ts';

/** Decodes a body that arrives in pieces of that size. */
async function decode(body: string, pieceSize = body.length): Promise<{ content: string; trailers: object }> {
  const bytes = Buffer.from(body, 'latin1');
  const pieces = function* (): Generator<Buffer> {
    for (let start = 0; start < bytes.length; start += pieceSize) {
      yield bytes.subarray(start, start + pieceSize);
    }
  };
  const trailers = new Map<string, string>();
  const source = Readable.from(pieces()) as AsyncIterable<Buffer>;
  const content = await buffer(Readable.from(decodeAwsChunked(source, trailers)));
  return { content: content.toString('latin1'), trailers: Object.fromEntries(trailers) };
}

const signed = `5;chunk-signature=${'a'.repeat(64)}\r\nhel\r\n\r\n6;chunk-signature=${'b'.repeat(64)}\r\n world\r\n0;chunk-signature=${'c'.repeat(64)}\r\n\r\n`;
const trailing = '3\r\nabc\r\n0\r\nx-amz-checksum-crc32: AAAAAA==\r\nX-Amz-Trailer-Signature:ff\r\n\r\n';

describe('decodeAwsChunked', () => {
  it('gives the same content however the body arrives', async () => {
    for (let size = 1; size <= signed.length; size++) {
      expect(await decode(signed, size)).toEqual({ content: 'hel\r\n world', trailers: {} });
    }
  });

  it('collects the trailers, names in lower case', async () => {
    for (const size of [1, 2, 7, trailing.length]) {
      expect(await decode(trailing, size)).toEqual({
        content: 'abc',
        trailers: { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-trailer-signature': 'ff' },
      });
    }
  });

  it.each([
    ['a cut chunk', '5\r\nhel'],
    ['a cut size', '5'],
    ['no size', 'hello\r\n'],
    ['a chunk that is longer than it says', '2\r\nhello\r\n0\r\n\r\n'],
    ['no last chunk', '5\r\nhello\r\n'],
    ['a size beyond all bounds', `${'f'.repeat(20)}\r\n`],
    ['a line without end', 'f'.repeat(20_000)],
    ['a trailer without colon', '0\r\nnonsense\r\n\r\n'],
  ])('refuses %s', async (_what, body) => {
    await expect(decode(body)).rejects.toThrow('not valid aws-chunked');
  });
});
