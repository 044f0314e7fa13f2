import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** An event as EventBridge shows it; what is left out is filled in. */
export interface EventToEmit {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
  /** ISO 8601. */
  readonly time?: string;
}

/** What keeps a value from being an event that can be played; nothing for an `EventToEmit`. */
export function eventProblem(value: unknown): string | undefined {
  if (
    !isObject(value) ||
    typeof value.source !== 'string' ||
    typeof value['detail-type'] !== 'string' ||
    !isObject(value.detail)
  ) {
    return 'an event has a "source", a "detail-type" and a "detail" that is an object';
  }
  const { resources, time } = value;
  if (time !== undefined && (typeof time !== 'string' || Number.isNaN(Date.parse(time)))) {
    return 'the "time" of an event is written as in 2026-11-27T02:00:00Z';
  }
  if (resources !== undefined && !(Array.isArray(resources) && resources.every((each) => typeof each === 'string'))) {
    return 'the "resources" of an event are a list of ARNs';
  }
  return undefined;
}
