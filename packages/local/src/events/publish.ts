import { randomUUID } from 'node:crypto';
import type { Context } from '../glue/handler.ts';
import type { JsonObject } from '../json.ts';
import { deliver } from './deliver.ts';
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

/** Gives an event to the targets of every rule of the bus that is on and matches it. */
export function publish(context: Context, bus: string, event: JsonObject & { readonly id: string }): void {
  for (const rule of rulesOf(context.store).values()) {
    if (rule.bus === bus && rule.state !== 'DISABLED' && rule.pattern != null) {
      if (matches(JSON.parse(rule.pattern) as JsonObject, event)) {
        rule.targets.forEach((target) => deliver(context, rule, target, event));
      }
    }
  }
}
