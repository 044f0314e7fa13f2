import { AwsError } from '../errors.ts';
import type { Delivery } from '../events/deliveries.ts';
import { envelope, publish } from '../events/publish.ts';
import { busesOf } from '../events/records.ts';
import type { Context } from '../glue/handler.ts';
import type { Waiting } from './batches.ts';
import type { RunEngine } from './engine.ts';
import { type EventToEmit, eventProblem } from './event-to-emit.ts';

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
  engine.due();
  const event = envelope(context, {
    source,
    detailType,
    detail,
    resources: resources ?? [],
    ...(time == null ? {} : { time: Date.parse(time) }),
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
  const problem = eventProblem(value);
  if (problem != null) {
    throw new AwsError('ValidationException', problem);
  }
  return value as EventToEmit;
}
