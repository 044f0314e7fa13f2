import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { StampWriter } from './stamps.ts';

/**
 * Keeps a stream in a file, at most `limit` bytes of it, and then a line that says so; beside it, when each part came.
 * The source is read to its end, even when the disk refuses the log: a script must not break for it.
 */
export async function capture(source: Readable, file: string, limit: number, now = Date.now): Promise<void> {
  let log = await open(file, 'a', 0o600).catch(() => undefined);
  const stamps = await StampWriter.open(file, now);
  const begun = (await log?.stat().catch(() => undefined))?.size ?? 0;
  let left = limit;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      const kept = left < 0 ? undefined : chunk.subarray(0, left);
      const offset = begun + limit - left;
      left -= chunk.length;
      if (kept != null && log != null) {
        const end = left < 0 ? `\ngluepipeline: the log ends here, it is larger than ${limit} bytes\n` : '';
        await stamps.note(offset);
        log = await append(log, Buffer.concat([kept, Buffer.from(end)]));
      }
    }
  } catch {
    // A stream cut off with its process is the end of the log.
  }
  await stamps.close();
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
