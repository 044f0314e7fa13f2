import { open } from 'node:fs/promises';

/** A line of a file, without its end; `start` and `end` are bytes, `end` the first of what follows. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Bytes that are read at once; a line that is longer is cut, as CloudWatch Logs takes no event above 1 MiB. */
export const windowBytes = 1 << 20;

const newline = 10;

/** The lines of a piece of a file from that byte on; a last line without an end counts only where `complete`. */
export async function linesAfter(file: string, from: number, complete: boolean): Promise<readonly Line[]> {
  const bytes = await read(file, from, windowBytes);
  const lines: Line[] = [];
  let at = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, at)) {
    lines.push(lineOf(bytes, from, at, end, end + 1));
    at = end + 1;
  }
  const whole = bytes.length < windowBytes;
  if (at < bytes.length && (whole ? complete : at === 0)) {
    lines.push(lineOf(bytes, from, at, bytes.length, bytes.length));
  }
  return lines;
}

/** The lines of a piece of a file that ends at that byte, in their order. */
export async function linesBefore(file: string, to: number, complete: boolean): Promise<readonly Line[]> {
  const from = Math.max(0, to - windowBytes);
  const bytes = await read(file, from, to - from);
  // The first is cut in two when the file is longer.
  const cut = from === 0 ? 0 : bytes.indexOf(newline) + 1;
  const lines: Line[] = [];
  for (let at = cut; at < bytes.length;) {
    const end = bytes.indexOf(newline, at);
    if (end < 0) {
      return complete ? [...lines, lineOf(bytes, from, at, bytes.length, bytes.length)] : lines;
    }
    lines.push(lineOf(bytes, from, at, end, end + 1));
    at = end + 1;
  }
  return lines;
}

function lineOf(bytes: Buffer, base: number, start: number, textEnd: number, end: number): Line {
  return { text: bytes.subarray(start, textEnd).toString().replace(/\r$/, ''), start: base + start, end: base + end };
}

async function read(file: string, from: number, length: number): Promise<Buffer> {
  const handle = await open(file).catch(() => undefined);
  if (handle == null) {
    // A run that has not begun has no files yet.
    return Buffer.alloc(0);
  }
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
