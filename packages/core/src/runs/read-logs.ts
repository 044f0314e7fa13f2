import type { Clock } from '../deploy/ports.ts';
import { isNoise } from './noise.ts';
import type { LogEvent, RunLogs } from './ports.ts';
import type { RunLogStream } from './log-streams.ts';

/** Which lines are wanted. */
export interface LogFilter {
  /** From that time on, in milliseconds since 1970. */
  readonly since: number | undefined;
  readonly grep: RegExp | undefined;
  /** With what Spark writes whatever the job does. */
  readonly noise: boolean;
}

/** A line, and where it is from. */
export interface LogLine<Stream extends RunLogStream = RunLogStream> {
  readonly timestamp: number;
  readonly text: string;
  readonly stream: Stream;
}

/** A stream that is being read: never more of it is held than a page. */
interface Reader<Stream extends RunLogStream> {
  readonly stream: Stream;
  token: string | undefined;
  page: readonly LogEvent[];
  at: number;
  /** True where the last page said that there is nothing more by now. */
  dry: boolean;
}

/** Events of all streams that are held at one time: a page each, but together no more than this. More is hardly faster and costs memory. */
const heldEvents = 4_000;

/** Reads streams to where they end now, merged by time; what is equally old comes in the order of the streams. */
export async function* readLogs<Stream extends RunLogStream>(
  logs: Pick<RunLogs, 'events'>,
  streams: readonly Stream[],
  filter: LogFilter,
): AsyncGenerator<LogLine<Stream>> {
  yield* drain(logs, streams.map(readerOf), filter);
}

/** How a log is followed. */
export interface Following<Stream extends RunLogStream> {
  /** Looks for the streams that are there by now. */
  readonly find: () => Promise<readonly Stream[]>;
  /** True once nothing more is written. */
  readonly over: () => Promise<boolean>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly pollMilliseconds: number;
  /** How long what was written may be on its way: after the end it is waited for. */
  readonly lagMilliseconds: number;
  readonly signal?: { readonly aborted: boolean };
}

/** Looking for new streams and for the end costs calls of its own: once in so many polls. */
const lookEvery = 5;

/** Reads streams and goes on reading until nothing more is written or the signal is given. */
export async function* followLogs<Stream extends RunLogStream>(
  logs: Pick<RunLogs, 'events'>,
  { find, over, clock, pollMilliseconds, lagMilliseconds, signal }: Following<Stream>,
  filter: LogFilter,
): AsyncGenerator<LogLine<Stream>> {
  const readers = new Map<string, Reader<Stream>>();
  let ended: number | undefined;
  for (let poll = 0; signal?.aborted !== true; poll++) {
    if (poll % lookEvery === 0 || ended != null) {
      // Asked before the streams are read: what was written before the end is then read after it.
      ended ??= (await over()) ? clock.now() : undefined;
      for (const stream of await find()) {
        const key = `${stream.group} ${stream.name}`;
        readers.set(key, readers.get(key) ?? readerOf(stream));
      }
    }
    const all = [...readers.values()];
    all.forEach((reader) => (reader.dry = false));
    yield* drain(logs, all, filter);
    if (ended != null && clock.now() - ended >= lagMilliseconds) {
      return;
    }
    await clock.sleep(pollMilliseconds);
  }
}

function readerOf<Stream extends RunLogStream>(stream: Stream): Reader<Stream> {
  return { stream, token: undefined, page: [], at: 0, dry: false };
}

async function* drain<Stream extends RunLogStream>(
  logs: Pick<RunLogs, 'events'>,
  readers: readonly Reader<Stream>[],
  filter: LogFilter,
): AsyncGenerator<LogLine<Stream>> {
  const most = Math.max(100, Math.floor(heldEvents / Math.max(1, readers.length)));
  for (;;) {
    const empty = readers.filter((reader) => reader.at >= reader.page.length && !reader.dry);
    await Promise.all(empty.map((reader) => fill(logs, reader, laterOf(filter.since, reader.stream.since), most)));
    const next = earliest(readers);
    if (next == null) {
      return;
    }
    // Up to the end of its page, or to what another stream has before that: no need to compare again for each line.
    const limit = readers.reduce(
      (least, reader) => (reader === next ? least : Math.min(least, timeOf(reader))),
      Infinity,
    );
    do {
      const event = next.page[next.at++];
      yield* linesOf(event, next.stream, filter);
    } while (next.at < next.page.length && timeOf(next) < limit);
  }
}

function timeOf({ page, at }: Pick<Reader<RunLogStream>, 'page' | 'at'>): number {
  return page[at]?.timestamp ?? Infinity;
}

function earliest<Stream extends RunLogStream>(readers: readonly Reader<Stream>[]): Reader<Stream> | undefined {
  return readers
    .filter((reader) => reader.at < reader.page.length)
    .reduce<Reader<Stream> | undefined>(
      (best, reader) => (best == null || timeOf(reader) < timeOf(best) ? reader : best),
      undefined,
    );
}

/** Pages may be empty though more follows: only a token that comes back unchanged says that there is nothing more. */
async function fill(
  logs: Pick<RunLogs, 'events'>,
  reader: Reader<RunLogStream>,
  since: number | undefined,
  most: number,
): Promise<void> {
  do {
    const { events, token } = await logs.events(reader.stream, { token: reader.token, since, most });
    reader.dry = token === reader.token;
    reader.token = token;
    reader.page = events;
    reader.at = 0;
  } while (reader.page.length === 0 && !reader.dry);
}

function laterOf(left: number | undefined, right: number | undefined): number | undefined {
  return left == null || right == null ? (left ?? right) : Math.max(left, right);
}

/** An event may hold several lines. */
function* linesOf<Stream extends RunLogStream>(
  event: LogEvent | undefined,
  stream: Stream,
  { since = -Infinity, grep, noise }: LogFilter,
): Generator<LogLine<Stream>> {
  const { since: begun = -Infinity, until = Infinity } = stream;
  if (event == null || event.timestamp < Math.max(since, begun) || event.timestamp > until) {
    return;
  }
  for (const text of event.message.replace(/\r?\n$/, '').split(/\r?\n/)) {
    if ((noise || !isNoise(text)) && grep?.test(text) !== false) {
      yield { timestamp: event.timestamp, text, stream };
    }
  }
}
