import { messageOf } from '../errors.ts';
import { crawlersOf, scheduleState } from '../glue/crawler-records.ts';
import { firesIn } from '../glue/cron-times.ts';
import type { Context } from '../glue/handler.ts';
import type { TriggerDefinition, TriggerRecord } from '../glue/records.ts';
import { liveTriggers, triggerState } from '../glue/trigger-state.ts';
import { Alarm } from './alarm.ts';

/** What a schedule did when its time came. */
export interface Fired {
  /** The minute of the schedule, in milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'trigger' | 'crawler';
  readonly name: string;
  /** The workflow that a trigger belongs to, and the id of the run that it started. */
  readonly workflow?: string;
  readonly runId?: string;
  /** Why nothing was started. */
  readonly problem?: string;
}

/** What schedules start, and who hears of it. */
export interface Schedule {
  /** Fires a trigger: the workflow run that it starts. */
  readonly fire: (trigger: TriggerRecord) => Pick<Fired, 'workflow' | 'runId'>;
  readonly crawl: (crawler: string) => void;
  readonly onFired: (fired: Fired) => void;
}

const minute = 60_000;

/** A laptop that slept does not make up for what it has missed; one that was only busy does. */
const madeUpFor = 5;

/**
 * Fires what is due, minute by minute: SCHEDULED triggers that are ACTIVATED, and crawlers whose schedule goes on
 * (Glue developer guide, monitor-data-warehouse-schedule: times are UTC).
 */
export class Schedules {
  readonly #context: Context;
  readonly #schedule: Schedule;
  #done: number;
  readonly #alarm = new Alarm();

  constructor(context: Context, schedule: Schedule) {
    this.#context = context;
    this.#schedule = schedule;
    this.#done = this.#thisMinute();
  }

  /** Fires what has come due since the last time; called before every request, and by a timer. */
  due(): void {
    const now = this.#thisMinute();
    const from = Math.max(this.#done, now - madeUpFor);
    this.#done = Math.max(this.#done, now);
    for (let at = from + 1; at <= now; at += 1) {
      this.#fireIn(at * minute);
    }
  }

  /** Sets the timer for the next minute. */
  arm(): void {
    const wait = minute - (this.#context.clock.now() % minute);
    this.#alarm.set(wait + 1, () => {
      this.due();
      this.arm();
    });
  }

  /** No timer goes off any more. */
  disarm(): void {
    this.#alarm.off();
  }

  #fireIn(at: number): void {
    const now = this.#context.clock.now();
    for (const record of liveTriggers(this.#context)) {
      const trigger: TriggerDefinition = record.trigger;
      const isOn = trigger.Type === 'SCHEDULED' && triggerState(record, now) === 'ACTIVATED';
      if (isOn && firesIn(trigger.Schedule ?? '', at)) {
        this.#tell({ at, kind: 'trigger', name: trigger.Name }, () => this.#schedule.fire(record));
      }
    }
    for (const { crawler, schedule } of crawlersOf(this.#context.store).values()) {
      if (schedule != null && scheduleState(schedule, now) === 'SCHEDULED' && firesIn(schedule.expression, at)) {
        this.#tell({ at, kind: 'crawler', name: crawler.Name }, () => {
          this.#schedule.crawl(crawler.Name);
          return {};
        });
      }
    }
  }

  /** One that cannot start anything keeps no other from it. */
  #tell(fired: Fired, start: () => Pick<Fired, 'workflow' | 'runId'>): void {
    let came: Partial<Fired>;
    try {
      came = start();
    } catch (error) {
      came = { problem: messageOf(error) };
    }
    this.#schedule.onFired({ ...fired, ...came });
  }

  #thisMinute(): number {
    return Math.floor(this.#context.clock.now() / minute);
  }
}
