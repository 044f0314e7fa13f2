import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Keeps a stream in a file, at most `limit` bytes of it, and then a line that says so; the source is read to its end. */
export async function capture(source: Readable, file: string, limit: number): Promise<void> {
  try {
    await pipeline(source, bounded(limit), createWriteStream(file, { flags: 'a', mode: 0o600 }));
  } catch {
    // A stream cut off with its process is the end of the log; a disk that refuses the log must not end the run.
    source.resume();
  }
}

function bounded(limit: number): Transform {
  let left = limit;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (left < 0) {
        done();
        return;
      }
      const kept = chunk.subarray(0, left);
      left -= chunk.length;
      done(
        null,
        left < 0
          ? Buffer.concat([kept, Buffer.from(`\ngluepipeline: the log ends here, it is larger than ${limit} bytes\n`)])
          : kept,
      );
    },
  });
}
