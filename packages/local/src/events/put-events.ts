import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { matches } from './pattern.ts';
import { envelope, publish } from './publish.ts';
import { busesOf } from './records.ts';
import { invalid, readPattern } from './rules.ts';

interface Entry {
  /** Seconds since 1970. */
  readonly Time?: number;
  readonly Source?: string;
  readonly Resources?: readonly string[];
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
}

/** Each entry has its own answer: an id, or why it was not taken (SDK PutEvents). */
function put({ Entries }: { Entries: readonly Entry[] }, context: Context): object {
  const answers = Entries.map((entry) => putOne(entry, context));
  return { FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode != null).length, Entries: answers };
}

function putOne(entry: Entry, context: Context): { EventId?: string; ErrorCode?: string; ErrorMessage?: string } {
  const { Source: source, DetailType: detailType, Detail, Resources: resources, Time } = entry;
  const refused = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
  if (source == null || detailType == null || Detail == null) {
    const missing = source == null ? 'Source' : detailType == null ? 'DetailType' : 'Detail';
    return refused('InvalidArgument', `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`);
  }
  if (source.startsWith('aws.')) {
    return refused('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = objectOf(Detail);
  if (detail == null) {
    return refused('MalformedDetail', 'Detail is malformed.');
  }
  const content = { source, detailType, detail, resources: resources ?? [] };
  const event = envelope(context, Time == null ? content : { ...content, time: Time * 1000 });
  const bus = (entry.EventBusName ?? 'default').replace(/^arn:[^/]*:event-bus\//, '');
  // An event for a bus that is not there is taken, and lost.
  if (bus === 'default' || busesOf(context.store).get(bus) != null) {
    publish(context, bus, event);
  }
  return { EventId: event.id };
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function test({ EventPattern, Event }: { EventPattern: string; Event: string }): object {
  const event = objectOf(Event);
  const needed = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];
  if (event == null || needed.some((member) => event[member] == null)) {
    throw event == null
      ? new AwsError('ValidationException', 'Parameter Event is not valid.')
      : invalid(`Parameter Event must have ${needed.join(', ')}.`);
  }
  return { Result: matches(readPattern(EventPattern), event) };
}

/** The operations on events. */
export const putEventHandlers: HandlerTable = { PutEvents: operation(put), TestEventPattern: operation(test) };
