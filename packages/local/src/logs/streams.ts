import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Context } from '../glue/handler.ts';
import { RunEngine } from '../runs/engine.ts';
import { isLoggerLine } from '../runs/log-streams.ts';
import type { RunStream } from '../runs/log-streams.ts';
import { isActive, jobRunsOf } from '../runs/records.ts';
import type { JobRunRecord } from '../runs/records.ts';
import { groupsOf, noGroup, streamKey, streamsOf } from './records.ts';
import type { LogStreamRecord } from './records.ts';
import { EventSource, TextSource } from './source.ts';
import type { LogSource } from './source.ts';

/** A stream as it can be described and read. */
export interface Stream {
  readonly group: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly lastEvent: number | undefined;
  readonly sources: readonly LogSource[];
}

/** The names of all groups, in order. */
export function groupNames(context: Context): readonly string[] {
  const ofRuns = jobRunsOf(context.store)
    .values()
    .flatMap(({ streams = [] }) => streams.map(({ group }) => group));
  const made = groupsOf(context.store)
    .values()
    .map(({ name }) => name);
  return [...new Set([...ofRuns, ...made])].sort();
}

/** The streams of a group whose names pass, in the order of their names; a group that nobody made or wrote to is refused. */
export function streamsIn(context: Context, group: string, wanted: (name: string) => boolean): readonly Stream[] {
  const ofRuns = jobRunsOf(context.store)
    .values()
    .flatMap((record) =>
      (record.streams ?? [])
        .filter((stream) => stream.group === group)
        .map((stream) => ({ name: stream.stream, make: () => runStream(context, record, stream) })),
    );
  const put = streamsOf(context.store)
    .values()
    .filter((record) => record.group === group)
    .map((record) => ({ name: record.name, make: () => putStream(context, record) }));
  if (ofRuns.length + put.length === 0 && groupsOf(context.store).get(group) == null) {
    throw noGroup();
  }
  const byName = new Map<string, Stream[]>();
  for (const { name, make } of [...ofRuns, ...put].filter((each) => wanted(each.name))) {
    byName.set(name, [...(byName.get(name) ?? []), make()]);
  }
  return [...byName].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, same]) => joined(same));
}

/** Runs whose streams are called alike (`--continuous-log-logStreamPrefix`) write to one. */
function joined(streams: readonly Stream[]): Stream {
  const [first, ...others] = streams as readonly [Stream, ...Stream[]];
  return others.reduce((one, other) => ({ ...one, sources: [...one.sources, ...other.sources] }), first);
}

function runStream(context: Context, record: JobRunRecord, { group, stream, parts, lines }: RunStream): Stream {
  const { run } = record;
  const folder = context.engine instanceof RunEngine ? context.engine.runs.folderOf(run.Id) : undefined;
  const files = { output: folder?.outputLog, error: folder?.errorLog };
  const accept = lines == null ? undefined : (line: string) => isLoggerLine(line) === (lines === 'logger');
  const begun = Math.floor(run.StartedOn * 1000);
  return {
    group,
    name: stream,
    createdAt: begun,
    lastEvent: run.CompletedOn == null ? undefined : Math.floor(run.CompletedOn * 1000),
    sources: parts.flatMap((part) => {
      const file = files[part];
      return file == null ? [] : [new TextSource(file, begun, !isActive(record), accept)];
    }),
  };
}

function putStream(context: Context, record: LogStreamRecord): Stream {
  const { group, name, createdAt, last } = record;
  return { group, name, createdAt, lastEvent: last, sources: [new EventSource(putFile(context, group, name))] };
}

/** Where the events lie that clients put to a stream: names come from strangers, so the path is made of their digest. */
export function putFile(context: Context, group: string, stream: string): string {
  const folder = context.engine instanceof RunEngine ? context.engine.logFolder : '';
  return path.join(folder, `${createHash('sha256').update(streamKey(group, stream)).digest('hex')}.jsonl`);
}
