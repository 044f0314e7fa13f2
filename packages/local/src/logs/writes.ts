import { appendFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { requireEngine } from '../runs/job-handlers.ts';
import { groupsOf, invalidParameter, noGroup, noStream, streamKey, streamsOf } from './records.ts';
import { eventLine } from './source.ts';
import type { LogEvent } from './source.ts';
import { groupNames, putFile } from './streams.ts';

/** Bytes that one stream may hold. */
const streamLimit = 256 * 1024 * 1024;

const taken = (what: string): AwsError =>
  new AwsError('ResourceAlreadyExistsException', `The specified ${what} already exists`);

function createGroup({ logGroupName: name }: { logGroupName: string }, context: Context): object {
  if (groupNames(context).includes(name)) {
    throw taken('log group');
  }
  groupsOf(context.store).put(name, { name, createdAt: context.clock.now() });
  return {};
}

interface StreamName {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

function createStream({ logGroupName: group, logStreamName: name }: StreamName, context: Context): object {
  if (!groupNames(context).includes(group)) {
    throw noGroup();
  }
  const key = streamKey(group, name);
  if (streamsOf(context.store).get(key) != null) {
    throw taken('log stream');
  }
  streamsOf(context.store).put(key, { group, name, createdAt: context.clock.now() });
  return {};
}

async function putEvents(input: StreamName & { logEvents: readonly LogEvent[] }, context: Context): Promise<object> {
  requireEngine(context);
  const { logGroupName: group, logStreamName: name, logEvents: events } = input;
  const stream = streamsOf(context.store).get(streamKey(group, name));
  if (stream == null) {
    throw groupNames(context).includes(group) ? noStream() : noGroup();
  }
  if (events.some(({ timestamp }, at) => timestamp < (events[at - 1]?.timestamp ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  const file = putFile(context, group, name);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > streamLimit) {
    throw new AwsError('LimitExceededException', `the embedded endpoint keeps ${streamLimit} bytes of a log stream`);
  }
  await appendFile(file, events.map(eventLine).join(''), { mode: 0o600 });
  const last = events.at(-1)?.timestamp;
  streamsOf(context.store).put(streamKey(group, name), {
    ...stream,
    first: stream.first ?? events[0]?.timestamp ?? 0,
    last: Math.max(stream.last ?? 0, last ?? 0),
  });
  return {};
}

/** The operations that write. */
export const logWriteHandlers: HandlerTable = {
  CreateLogGroup: operation(createGroup),
  CreateLogStream: operation(createStream),
  PutLogEvents: operation(putEvents),
};
