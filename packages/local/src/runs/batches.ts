import { invalidInput, messageOf } from '../errors.ts';
import { noteDelivery } from '../events/deliveries.ts';
import type { Context } from '../glue/handler.ts';
import type { TriggerDefinition } from '../glue/records.ts';
import { triggersOfWorkflow } from '../glue/trigger-state.ts';
import { requireWorkflow } from '../glue/workflows.ts';
import { Alarm } from './alarm.ts';

/** Events that wait for others, or for the end of their window. */
interface Batch {
  readonly ids: readonly string[];
  /** Milliseconds since 1970: when the first arrived. */
  readonly since: number;
}

/** Why a workflow was started (SDK StartingEventBatchCondition: the one of the two that was met). */
export type BatchCondition = { readonly BatchSize: number } | { readonly BatchWindow: number };

/** Events of a workflow that wait for others, or for the end of their window. */
export interface Waiting {
  readonly workflow: string;
  readonly events: number;
  /** How many start a run at once. */
  readonly of: number;
  /** When they start one by themselves, in milliseconds since 1970. */
  readonly until: number;
}

/** Starts a run of a workflow and gives its id. */
export type StartWorkflow = (workflow: string, eventIds: readonly string[], condition: BatchCondition) => string;

/**
 * Gathers the events of workflows until there are enough of them or their window ends (SDK EventBatchingCondition:
 * one event and 900 seconds unless the trigger says otherwise).
 */
export class Batches {
  readonly #context: Context;
  readonly #start: StartWorkflow;
  readonly #alarm = new Alarm();

  constructor(context: Context, start: StartWorkflow) {
    this.#context = context;
    this.#start = start;
  }

  /** NotifyEvent: the id of the run that this event starts, or nothing where it waits. Throws where nothing can be started. */
  notify(workflow: string, eventId: string): string | undefined {
    requireWorkflow(this.#context, workflow);
    const { size } = this.#condition(workflow) ?? {};
    if (size == null) {
      throw invalidInput(`Workflow ${workflow} has no starting trigger of type EVENT`);
    }
    const known = this.#batches.get(workflow);
    const ids = [...(known?.ids ?? []), eventId];
    if (ids.length < size) {
      this.#batches.put(workflow, { ids, since: known?.since ?? this.#context.clock.now() });
      this.arm();
      return undefined;
    }
    this.#batches.delete(workflow);
    return this.#start(workflow, ids, { BatchSize: ids.length });
  }

  /** What waits for further events of a workflow, and until when (milliseconds since 1970). */
  waiting(workflow: string): Waiting | undefined {
    const batch = this.#batches.get(workflow);
    const condition = this.#condition(workflow);
    return batch == null || condition == null
      ? undefined
      : { workflow, events: batch.ids.length, of: condition.size, until: batch.since + condition.window * 1000 };
  }

  /** Starts what has waited as long as its window; called before every request, and by a timer. */
  due(): void {
    for (const [workflow, { ids, since }] of this.#batches.entries()) {
      const { window } = this.#condition(workflow) ?? {};
      if (window != null && this.#context.clock.now() < since + window * 1000) {
        continue;
      }
      this.#batches.delete(workflow);
      if (window != null) {
        this.#startLate(workflow, ids, window);
      }
    }
  }

  /** Sets the timer for the window that ends first. */
  arm(): void {
    this.disarm();
    const ends = this.#batches
      .entries()
      .map(([workflow, { since }]) => since + (this.#condition(workflow)?.window ?? 0) * 1000);
    if (ends.length > 0) {
      const wait = Math.max(0, Math.min(...ends) - this.#context.clock.now());
      this.#alarm.set(wait + 1, () => {
        this.due();
        this.arm();
      });
    }
  }

  /** No timer goes off any more. */
  disarm(): void {
    this.#alarm.off();
  }

  #startLate(workflow: string, ids: readonly string[], window: number): void {
    try {
      this.#start(workflow, ids, { BatchWindow: window });
    } catch (error) {
      const { account, region } = this.#context;
      noteDelivery(this.#context, {
        kind: 'undelivered',
        rule: '',
        target: `arn:aws:glue:${region}:${account}:workflow/${workflow}`,
        reason: messageOf(error),
        event: { ids },
      });
    }
  }

  /** What the workflow waits for; nothing where it is gone, or no event starts it any more. */
  #condition(workflow: string): { readonly size: number; readonly window: number } | undefined {
    const triggers: readonly TriggerDefinition[] = triggersOfWorkflow(this.#context, workflow).map(
      (each) => each.trigger,
    );
    const start = triggers.find(({ Type }) => Type === 'EVENT');
    return start == null
      ? undefined
      : {
          size: start.EventBatchingCondition?.BatchSize ?? 1,
          window: start.EventBatchingCondition?.BatchWindow ?? 900,
        };
  }

  get #batches() {
    return this.#context.store.collection<Batch>('glue-event-batches');
  }
}
