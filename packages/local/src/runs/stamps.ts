import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/**
 * When the bytes of a log came: a file of pairs of doubles beside it, (first byte, milliseconds since 1970), both
 * growing. The log itself stays the plain text that the script wrote.
 */
export const stampsOf = (log: string): string => `${log}.times`;

const pair = 16;

/** Writes the stamps of one log. */
export class StampWriter {
  readonly #file: FileHandle | undefined;
  readonly #now: () => number;
  #last = -1;

  private constructor(file: FileHandle | undefined, now: () => number) {
    this.#file = file;
    this.#now = now;
  }

  /** For a log that is being appended to; where the disk refuses, nothing is stamped. */
  static async open(log: string, now: () => number): Promise<StampWriter> {
    return new StampWriter(await open(stampsOf(log), 'a', 0o600).catch(() => undefined), now);
  }

  /** To be called before the bytes from `offset` on are written: who sees them finds their time. */
  async note(offset: number): Promise<void> {
    const now = Math.floor(this.#now());
    if (now <= this.#last) {
      return;
    }
    this.#last = now;
    const bytes = Buffer.alloc(pair);
    bytes.writeDoubleLE(offset, 0);
    bytes.writeDoubleLE(now, 8);
    await this.#file?.appendFile(bytes).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#file?.close().catch(() => undefined);
  }
}

interface Stamp {
  readonly offset: number;
  readonly time: number;
}

/** Reads the stamps of one log; a log without any has the time 0. */
export class StampReader {
  readonly #file: FileHandle | undefined;

  private constructor(file: FileHandle | undefined) {
    this.#file = file;
  }

  static async open(log: string): Promise<StampReader> {
    return new StampReader(await open(stampsOf(log)).catch(() => undefined));
  }

  /** The time of each byte, given in ascending order. */
  async timesOf(bytes: readonly number[]): Promise<readonly number[]> {
    const first = bytes[0];
    const last = bytes.at(-1);
    if (first == null || last == null) {
      return [];
    }
    const stamps = await this.#between(await this.#lastWhere((stamp) => stamp.offset <= first), last);
    let at = 0;
    return bytes.map((byte) => {
      while ((stamps[at + 1]?.offset ?? Infinity) <= byte) {
        at += 1;
      }
      return stamps[at]?.time ?? 0;
    });
  }

  /** A byte before which everything is older than that time. */
  async offsetOf(time: number): Promise<number> {
    const [stamp] = await this.#read(await this.#lastWhere((each) => each.time < time), 1);
    return stamp == null || stamp.time >= time ? 0 : stamp.offset;
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  /** The index of the last stamp for which that holds, which holds for the earlier ones alone; 0 where it holds for none. */
  async #lastWhere(holds: (stamp: Stamp) => boolean): Promise<number> {
    let low = 0;
    let high = Math.floor(((await this.#file?.stat())?.size ?? 0) / pair) - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const [stamp] = await this.#read(middle, 1);
      if (stamp != null && holds(stamp)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The stamps from that index up to the first that is beyond a byte. */
  async #between(index: number, byte: number): Promise<readonly Stamp[]> {
    const found: Stamp[] = [];
    for (let from = index; (found.at(-1)?.offset ?? 0) <= byte;) {
      const more = await this.#read(from, 1024);
      if (more.length === 0) {
        break;
      }
      found.push(...more);
      from += more.length;
    }
    return found;
  }

  async #read(index: number, count: number): Promise<readonly Stamp[]> {
    if (this.#file == null) {
      return [];
    }
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(count * pair), 0, count * pair, index * pair);
    return Array.from({ length: Math.floor(bytesRead / pair) }, (_, at) => ({
      offset: buffer.readDoubleLE(at * pair),
      time: buffer.readDoubleLE(at * pair + 8),
    }));
  }
}
