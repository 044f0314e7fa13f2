import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { compact } from '../json.ts';
import { filterPattern } from './filter-pattern.ts';
import type { GroupInput, Paged } from './describe.ts';
import { pageAfter, pageBefore } from './merge.ts';
import type { PageLimits } from './merge.ts';
import { groupName, invalidParameter, noStream } from './records.ts';
import { streamsIn } from './streams.ts';

interface GetEvents extends GroupInput, Paged {
  readonly logStreamName: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly startFromHead?: boolean;
}

/** Tokens name a place in the stream, so they stay good: what is added later comes after it. */
async function getEvents(input: GetEvents, context: Context): Promise<object> {
  const [stream] = streamsIn(context, groupName(input), (name) => name === input.logStreamName);
  if (stream == null) {
    throw noStream();
  }
  const limits: PageLimits = { count: input.limit ?? 10_000, since: input.startTime, until: input.endTime };
  const { sources } = stream;
  const token = input.nextToken == null ? undefined : readToken(input.nextToken, sources.length);
  const ends = await Promise.all(sources.map((source) => source.end()));
  const onwards = token == null ? input.startFromHead === true : token.direction === 'f';
  const seek = (): Promise<readonly number[]> =>
    Promise.all(sources.map(async (source) => (input.startTime == null ? 0 : source.seek(input.startTime))));
  const from = token?.positions ?? (onwards ? await seek() : ends);
  const found = onwards ? await pageAfter(sources, from, limits) : await pageBefore(sources, from, limits);
  const now = context.clock.now();
  return {
    events: found.events.map(({ timestamp, message }) => ({ timestamp, message, ingestionTime: now })),
    nextForwardToken: tokenOf('f', onwards ? found.positions : from),
    nextBackwardToken: tokenOf('b', onwards ? from : found.positions),
  };
}

interface FilterEvents extends GroupInput, Paged {
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly filterPattern?: string;
}

async function filterEvents(input: FilterEvents, context: Context): Promise<object> {
  const names = input.logStreamNames;
  if (names != null && input.logStreamNamePrefix != null) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix are not allowed together.');
  }
  const wanted = (name: string): boolean =>
    names == null ? name.startsWith(input.logStreamNamePrefix ?? '') : names.includes(name);
  const streams = streamsIn(context, groupName(input), wanted);
  const all = streams.flatMap(({ name, sources }) =>
    sources.map((source, at) => ({ source, stream: name, key: `${name}/${at}` })),
  );
  const known = input.nextToken == null ? undefined : readPlaces(input.nextToken);
  const positions = await Promise.all(
    all.map(async ({ source, key }) => known?.[key] ?? (input.startTime == null ? 0 : source.seek(input.startTime))),
  );
  const found = await pageAfter(
    all.map(({ source }) => source),
    positions,
    {
      count: input.limit ?? 10_000,
      since: input.startTime,
      until: input.endTime,
      accept: filterPattern(input.filterPattern),
    },
  );
  const ends = await Promise.all(all.map(({ source }) => source.end()));
  const more =
    found.positions.some((position, at) => position < (ends[at] ?? 0)) && !isTheEnd(found.positions, positions);
  const places = Object.fromEntries(all.map(({ key }, at) => [key, found.positions[at] ?? 0]));
  const now = context.clock.now();
  return compact({
    events: found.events.map(({ timestamp, message, source, start }) => ({
      logStreamName: all[source]?.stream,
      timestamp,
      message,
      ingestionTime: now,
      eventId: `${all[source]?.key ?? ''}/${start}`,
    })),
    searchedLogStreams: [],
    nextToken: more ? Buffer.from(JSON.stringify(places)).toString('base64url') : undefined,
  });
}

/** Nothing was passed: what remains is beyond the time that was asked for, or a line without an end yet. */
function isTheEnd(now: readonly number[], before: readonly number[]): boolean {
  return now.every((position, at) => position === before[at]);
}

type Direction = 'f' | 'b';

const tokenOf = (direction: Direction, positions: readonly number[]): string =>
  `${direction}/${positions.map(String).join('-')}`;

function readToken(token: string, sources: number): { direction: Direction; positions: readonly number[] } {
  const [, direction, places] = /^([fb])\/((?:\d+-?)*)$/.exec(token) ?? [];
  const positions = (places ?? '').split('-').filter(Boolean).map(Number);
  if (direction == null || positions.length !== sources) {
    throw invalidParameter('The specified nextToken is invalid.');
  }
  return { direction: direction as Direction, positions };
}

function readPlaces(token: string): Readonly<Record<string, number>> {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Record<string, number>;
  } catch {
    throw invalidParameter('The specified nextToken is invalid.');
  }
}

/** The operations that read events. */
export const eventReadHandlers: HandlerTable = {
  GetLogEvents: operation(getEvents),
  FilterLogEvents: operation(filterEvents),
};
