import { stat } from 'node:fs/promises';
import { StampReader } from '../runs/stamps.ts';
import { linesAfter, linesBefore } from './lines.ts';
import type { Line } from './lines.ts';

/** One event of a log stream. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** An event and its place: from `start` to before `end`. */
export interface PlacedEvent extends LogEvent {
  readonly start: number;
  readonly end: number;
}

/** Events in the order of their times, by a position that only grows. Each piece is some of them, as many as are read at once. */
export interface LogSource {
  /** Events from a position on; none where there are no more by now. */
  after(position: number): Promise<readonly PlacedEvent[]>;
  /** Events that end at a position or before, in their order; none where there are no more. */
  before(position: number): Promise<readonly PlacedEvent[]>;
  /** A position before which everything is older than that time. */
  seek(time: number): Promise<number>;
  /** The position after everything. */
  end(): Promise<number>;
}

/** The output of a script: a line an event, with the time at which it came. */
export class TextSource implements LogSource {
  readonly #file: string;
  readonly #begun: number;
  readonly #ended: boolean;
  readonly #accept: (line: string) => boolean;

  /**
   * `begun`: the time of what was written before the script was (notes of the runner). `ended`: nothing will be added,
   * so that a last line without an end is one.
   */
  constructor(file: string, begun: number, ended: boolean, accept: (line: string) => boolean = () => true) {
    this.#file = file;
    this.#begun = begun;
    this.#ended = ended;
    this.#accept = accept;
  }

  async after(position: number): Promise<readonly PlacedEvent[]> {
    for (let at = position; ;) {
      const lines = await linesAfter(this.#file, at, this.#ended);
      const wanted = lines.filter(({ text }) => this.#accept(text));
      if (wanted.length > 0 || lines.length === 0) {
        return this.#stamped(wanted);
      }
      at = lines.at(-1)?.end ?? at;
    }
  }

  async before(position: number): Promise<readonly PlacedEvent[]> {
    for (let at = position; ;) {
      const lines = await linesBefore(this.#file, at, this.#ended);
      const wanted = lines.filter(({ text }) => this.#accept(text));
      if (wanted.length > 0 || lines.length === 0) {
        return this.#stamped(wanted);
      }
      at = lines[0]?.start ?? 0;
    }
  }

  async seek(time: number): Promise<number> {
    const stamps = await StampReader.open(this.#file);
    try {
      return await stamps.offsetOf(time);
    } finally {
      await stamps.close();
    }
  }

  end(): Promise<number> {
    return sizeOf(this.#file);
  }

  async #stamped(lines: readonly Line[]): Promise<readonly PlacedEvent[]> {
    const stamps = await StampReader.open(this.#file);
    try {
      const times = await stamps.timesOf(lines.map(({ end }) => end - 1));
      return lines.map(({ text, start, end }, at) => ({
        timestamp: Math.max(times[at] ?? 0, this.#begun),
        message: text,
        start,
        end,
      }));
    } finally {
      await stamps.close();
    }
  }
}

/** Events that a client has put: a line of JSON each. */
export class EventSource implements LogSource {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async after(position: number): Promise<readonly PlacedEvent[]> {
    return (await linesAfter(this.#file, position, false)).map(eventOf);
  }

  async before(position: number): Promise<readonly PlacedEvent[]> {
    return (await linesBefore(this.#file, position, false)).map(eventOf);
  }

  seek(): Promise<number> {
    return Promise.resolve(0);
  }

  end(): Promise<number> {
    return sizeOf(this.#file);
  }
}

/** An event as a line of an EventSource's file. */
export const eventLine = ({ timestamp, message }: LogEvent): string => `${JSON.stringify([timestamp, message])}\n`;

function eventOf({ text, start, end }: Line): PlacedEvent {
  const [timestamp, message] = JSON.parse(text) as [number, string];
  return { timestamp, message, start, end };
}

function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
