import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/**
 * Keeps a stream in a file, at most `limit` bytes of it, and then a line that says so. The source is read to its end,
 * even when the disk refuses the log: a script must not break for it.
 */
export async function capture(source: Readable, file: string, limit: number): Promise<void> {
  let log = await open(file, 'a', 0o600).catch(() => undefined);
  let left = limit;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      const kept = left < 0 ? undefined : chunk.subarray(0, left);
      left -= chunk.length;
      if (kept != null && log != null) {
        const end = left < 0 ? `\ngluepipeline: the log ends here, it is larger than ${limit} bytes\n` : '';
        log = await append(log, Buffer.concat([kept, Buffer.from(end)]));
      }
    }
  } catch {
    // A stream cut off with its process is the end of the log.
  }
  await log?.close().catch(() => undefined);
}

/** The file to go on with; undefined when it takes no more. */
async function append(log: FileHandle, bytes: Buffer): Promise<FileHandle | undefined> {
  try {
    await log.appendFile(bytes);
    return log;
  } catch {
    await log.close().catch(() => undefined);
    return undefined;
  }
}
