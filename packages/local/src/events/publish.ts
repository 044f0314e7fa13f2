import { randomUUID } from 'node:crypto';
import type { Context } from '../glue/handler.ts';
import type { JsonObject } from '../json.ts';
import { deliver } from './deliver.ts';
import type { Delivery } from './deliveries.ts';
import { matches } from './pattern.ts';
import { rulesOf } from './records.ts';

/** What an event says for itself. */
export interface EventContent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
  /** Milliseconds since 1970. @default now */
  readonly time?: number;
}

/** The event in the envelope of EventBridge, to the second (EventBridge user guide, eb-events-structure). */
export function envelope(context: Context, content: EventContent): JsonObject & { readonly id: string } {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': content.detailType,
    source: content.source,
    account: context.account,
    time: new Date(content.time ?? context.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: context.region,
    resources: content.resources ?? [],
    detail: content.detail,
  };
}

/** Gives an event to the targets of every rule of the bus that is on and matches it, and tells what came of each. */
export function publish(context: Context, bus: string, event: JsonObject & { readonly id: string }): Delivery[] {
  return rulesOf(context.store)
    .values()
    .filter(
      ({ bus: own, state, pattern }) =>
        own === bus && state !== 'DISABLED' && pattern != null && matches(JSON.parse(pattern) as JsonObject, event),
    )
    .flatMap((rule) => rule.targets.map((target) => deliver(context, rule, target, event)));
}
