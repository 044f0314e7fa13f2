import type { IncomingMessage } from 'node:http';
import { AwsError } from '../errors.ts';

/** The whole body, or a refusal with 413 as soon as it is known to be larger than allowed. */
export async function readBody(body: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = (): AwsError =>
    new AwsError('RequestEntityTooLargeException', `the request is larger than ${most} bytes`, 413);
  if (Number(body.headers['content-length'] ?? 0) > most) {
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) {
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
