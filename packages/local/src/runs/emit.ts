import { AwsError } from '../errors.ts';
import type { Delivery } from '../events/deliveries.ts';
import { envelope, publish } from '../events/publish.ts';
import { busesOf } from '../events/records.ts';
import type { Context } from '../glue/handler.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Waiting } from './batches.ts';
import type { RunEngine } from './engine.ts';

/** An event as EventBridge shows it; what is left out is filled in. */
export interface EventToEmit {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
  /** ISO 8601. */
  readonly time?: string;
}

/** What came of an event. */
export interface Emitted {
  readonly id: string;
  /** What came of each target of each rule that matched; none where no rule did. */
  readonly deliveries: readonly Delivery[];
  /** The workflows among them that wait for further events. */
  readonly waiting: readonly Waiting[];
}

/**
 * Plays an event on a bus, one of AWS's own services too, which PutEvents refuses: it matches rules and reaches their
 * targets as an event on AWS does. A text that is no event, and a bus that is not there, are refused.
 */
export function emit(text: string, bus: string, context: Context, engine: RunEngine): Emitted {
  if (bus !== 'default' && busesOf(context.store).get(bus) == null) {
    throw new AwsError('ResourceNotFoundException', `Event bus ${bus} does not exist.`, 404);
  }
  const { source, 'detail-type': detailType, detail, resources, time } = eventOf(text);
  const at = time == null ? undefined : Date.parse(time);
  engine.due();
  const event = envelope(context, {
    source,
    detailType,
    detail,
    resources: resources ?? [],
    ...(at == null || Number.isNaN(at) ? {} : { time: at }),
  });
  const deliveries = publish(context, bus, event);
  const workflows = new Set(deliveries.flatMap((each) => (each.kind === 'workflow' ? [each.workflow] : [])));
  return { id: event.id, deliveries, waiting: [...workflows].flatMap((name) => engine.waiting(name) ?? []) };
}

function eventOf(text: string): EventToEmit {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (
    !isObject(value) ||
    typeof value.source !== 'string' ||
    typeof value['detail-type'] !== 'string' ||
    !isObject(value.detail)
  ) {
    throw new AwsError('ValidationException', 'an event has a source, a detail-type and a detail that is an object');
  }
  return value as unknown as EventToEmit;
}
