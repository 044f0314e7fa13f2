import { readRecords } from '../store/folder-store.ts';
import type { Context } from '../glue/handler.ts';
import type { JsonObject } from '../json.ts';
import type { Store } from '../store/store.ts';
import { join } from 'node:path';

/** How many are kept, of each folder the newest. */
const kept = 1000;

/** What came of an event or a message. */
export type Outcome =
  | {
      /** Published to a topic, by EventBridge (then `rule` says by which of its rules) or by hand. */
      readonly kind: 'message';
      readonly topicArn: string;
      readonly messageId: string;
      readonly message: string;
      readonly subject?: string;
      readonly rule?: string;
    }
  | {
      /** The mail that asks the owner of an address to confirm. */
      readonly kind: 'confirmation';
      readonly topicArn: string;
      readonly address: string;
      readonly token: string;
    }
  | {
      /** An event that started a run of a workflow, or waits for others to do so. */
      readonly kind: 'workflow';
      readonly workflow: string;
      readonly rule: string;
      readonly event: JsonObject;
      /** The run, if this event was the one that started it. */
      readonly runId?: string;
    }
  | {
      /** An event that could not be delivered. */
      readonly kind: 'undelivered';
      readonly rule: string;
      readonly target: string;
      readonly reason: string;
      readonly event: JsonObject;
    };

/** An outcome with its time, ISO 8601. */
export type Delivery = Outcome & { readonly at: string };

interface Record {
  readonly delivery: Delivery;
}

const name = 'event-deliveries';
const collectionOf = (store: Store) => store.collection<Record>(name);

/** Keeps an outcome; the oldest make room. Each is a file of its own in the folder, written whole. */
export function noteDelivery(context: Context, outcome: Outcome): Delivery {
  const collection = collectionOf(context.store);
  const known = collection.entries();
  const last = Number(known.at(-1)?.[0] ?? 0);
  const delivery: Delivery = { ...outcome, at: new Date(context.clock.now()).toISOString() };
  collection.put(String(last + 1).padStart(12, '0'), { delivery });
  known.slice(0, Math.max(0, known.length + 1 - kept)).forEach(([key]) => collection.delete(key));
  return delivery;
}

/** What a server in this process has delivered, oldest first. */
export const deliveriesOf = (store: Store): readonly Delivery[] =>
  collectionOf(store)
    .values()
    .map(({ delivery }) => delivery);

/**
 * What came of events and messages in a folder of the embedded endpoint, oldest first: no mail leaves this machine.
 * Reads files alone, so it may be called whichever process serves the folder, or none.
 */
export function alerts(folder: string): readonly Delivery[] {
  return readRecords(join(folder, name))
    .map(([key, record]) => [key, (record as Record).delivery] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, delivery]) => delivery);
}
