import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { followLogs, type LogFilter, readLogs } from '../../src/runs/read-logs.ts';
import type { RunLogStream } from '../../src/runs/log-streams.ts';
import type { LogEvent, LogPlace, LogStream } from '../../src/runs/ports.ts';

const all: LogFilter = { since: undefined, grep: undefined, noise: true };
const stream = (name: string, more: Partial<RunLogStream> = {}): RunLogStream => ({
  group: 'g',
  name,
  from: 'driver',
  output: 'output',
  ...more,
});

/** Streams that can be added to, read in pages of a few events; some pages are empty. */
function memoryLogs(events: Record<string, LogEvent[]>, pageSize = 2) {
  return {
    events: ({ name }: LogStream, { token, since = -Infinity, most }: LogPlace) => {
      const [at = 0, empty = 1] = (token ?? '0/1').split('/').map(Number);
      const own = (events[name] ?? []).filter(({ timestamp }) => timestamp >= since);
      const page = empty === 1 ? [] : own.slice(at, at + Math.min(most, pageSize));
      const next = empty === 1 && at < own.length ? `${String(at)}/0` : `${String(at + page.length)}/0`;
      return Promise.resolve({ events: page, token: next });
    },
  };
}

async function textsOf(lines: AsyncIterable<{ readonly text: string }>): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of lines) {
    texts.push(text);
  }
  return texts;
}

const event = (timestamp: number, message: string): LogEvent => ({ timestamp, message });

describe('readLogs', () => {
  it('merges streams by time, each event once, whatever the pages hold', async () => {
    const times = fc.array(fc.nat(50), { maxLength: 30 }).map((list) => list.toSorted((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(fc.array(times, { maxLength: 4 }), fc.integer({ min: 1, max: 7 }), async (lists, pageSize) => {
        const events = Object.fromEntries(
          lists.map((list, at) => [
            String(at),
            list.map((time, place) => event(time, `${String(at)}.${String(place)}`)),
          ]),
        );
        const logs = memoryLogs(events, pageSize);
        const texts = await textsOf(
          readLogs(
            logs,
            Object.keys(events).map((name) => stream(name)),
            all,
          ),
        );
        const expected = Object.values(events)
          .flat()
          .toSorted((a, b) => a.timestamp - b.timestamp)
          .map(({ message }) => message);
        expect(texts).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('splits events that hold several lines, and leaves out noise and what does not match', async () => {
    const logs = memoryLogs({
      a: [event(1, 'one\nNo 2\n'), event(2, '26/11/27 18:00:01 INFO X: No'), event(3, 'No 3')],
    });
    const quiet = { ...all, noise: false };
    expect(await textsOf(readLogs(logs, [stream('a')], quiet))).toEqual(['one', 'No 2', 'No 3']);
    expect(await textsOf(readLogs(logs, [stream('a')], { ...quiet, grep: /^No/ }))).toEqual(['No 2', 'No 3']);
  });

  it('reads from a time on, and of a shared stream only what is between its times', async () => {
    const events = [1, 2, 3, 4, 5].map((time) => event(time, String(time)));
    const logs = memoryLogs({ a: events });
    expect(await textsOf(readLogs(logs, [stream('a')], { ...all, since: 4 }))).toEqual(['4', '5']);
    expect(await textsOf(readLogs(logs, [stream('a', { since: 2, until: 4 })], all))).toEqual(['2', '3', '4']);
  });
});

describe('followLogs', () => {
  it('goes on with what is written later, also to streams that are new, to the end and what was on its way then', async () => {
    const events: Record<string, LogEvent[]> = { a: [event(1, 'a1')] };
    const streams = [stream('a')];
    let now = 0;
    // What happens at each moment; the run is over at 600, and its last line arrives at 900.
    const script: Record<number, () => void> = {
      200: () => events.a?.push(event(2, 'a2')),
      400: () => {
        events.b = [event(3, 'b1')];
        streams.push(stream('b'));
      },
      900: () => events.a?.push(event(5, 'late')),
    };
    const following = {
      find: () => Promise.resolve(streams),
      over: () => Promise.resolve(now >= 600),
      clock: {
        now: () => now,
        sleep: (milliseconds: number) => {
          now += milliseconds;
          script[now]?.();
          return Promise.resolve();
        },
      },
      pollMilliseconds: 100,
      lagMilliseconds: 500,
    };
    expect(await textsOf(followLogs(memoryLogs(events), following, all))).toEqual(['a1', 'a2', 'b1', 'late']);
  });

  it('ends at a signal', async () => {
    const signal = { aborted: false };
    const following = {
      find: () => Promise.resolve([stream('a')]),
      over: () => Promise.resolve(false),
      clock: {
        now: () => 0,
        sleep: () => {
          signal.aborted = true;
          return Promise.resolve();
        },
      },
      pollMilliseconds: 1,
      lagMilliseconds: 0,
      signal,
    };
    expect(await textsOf(followLogs(memoryLogs({ a: [event(1, 'x')] }), following, all))).toEqual(['x']);
  });
});
