import type { Clock } from '@gluepipeline/core';

/** One that is to be called. */
interface Timer {
  due: number;
  /** Milliseconds between two calls, or nothing for one that is called once. */
  readonly period: number | undefined;
  readonly action: () => void;
}

/** How often the event loop must go round with nothing to do before time may pass. */
const quietTurns = 12;

/**
 * How long nothing at all must go on, in real milliseconds, before what only comes again and again is called: it may be
 * what ends a wait, or a file or another process is waited for, and no time is to pass.
 */
const stillness = 150;

/** What waits for time to pass hears of it only when nothing else goes on. */
export interface Activity {
  /** Requests that are being worked on. */
  working(): number;
  /** Another number whenever something has happened. */
  count(): number;
}

/** What goes on in all of them. */
export function activityOf(all: readonly Activity[]): Activity {
  return {
    working: () => all.reduce((sum, each) => sum + each.working(), 0),
    count: () => all.reduce((sum, each) => sum + each.count(), 0),
  };
}

/**
 * Time that passes only when everybody waits for it: then it jumps to the next moment at which somebody wants to be
 * called. It is the Clock of the deployer, and also what the SDK's own timers and Date.now go by while it drives.
 */
export class DrivenTime {
  readonly clock: Clock;
  #now: number;
  #next = 1;
  readonly #timers = new Map<number, Timer>();

  constructor(start: number) {
    this.#now = start;
    this.clock = {
      now: () => this.#now,
      sleep: (milliseconds) =>
        new Promise((resolve) => {
          this.#once(milliseconds, resolve);
        }),
      every: (milliseconds, action) => {
        const id = this.#add({ due: this.#now + milliseconds, period: milliseconds, action });
        return () => {
          this.#timers.delete(id);
        };
      },
      random: () => Math.random(),
    };
  }

  /** Lets time pass without calling anybody, as for a process that is stopped. */
  freeze(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /**
   * Does some work, letting time pass whenever all of it waits for time. `onStill` is asked before: true says that there
   * is more to do now, and that no time is to pass.
   */
  async drive<T>(activity: Activity, work: () => Promise<T>, onStill = () => false): Promise<T> {
    const real = { setTimeout, clearTimeout, now: Date.now };
    Object.assign(globalThis, { setTimeout: this.#setTimeout, clearTimeout: this.#clearTimeout });
    Date.now = () => this.#now;
    const state = { ended: false };
    try {
      const working = work().finally(() => {
        state.ended = true;
      });
      // Whoever awaits it hears of the failure; this only keeps it from counting as unheard of until then.
      working.catch(() => undefined);
      let seen = activity.count();
      let still = performance.now();
      for (let quiet = 0; !state.ended;) {
        const busy = activity.working() > 0;
        await (busy
          ? new Promise((resolve) => real.setTimeout(resolve, 1))
          : new Promise((resolve) => setImmediate(resolve)));
        const active = busy || activity.count() !== seen;
        quiet = active ? 0 : quiet + 1;
        still = active ? performance.now() : still;
        seen = activity.count();
        if (quiet >= quietTurns && (this.#isAwaited() || performance.now() - still > stillness)) {
          quiet = 0;
          still = performance.now();
          if (!onStill()) {
            this.#jump();
          }
        }
      }
      return await working;
    } finally {
      Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
      Date.now = real.now;
    }
  }

  /** True where somebody waits for a moment, and not only for what comes again and again. */
  #isAwaited(): boolean {
    return [...this.#timers.values()].some(({ period }) => period == null);
  }

  /** To the next moment at which anybody is to be called. */
  #jump(): void {
    const timers = [...this.#timers];
    if (timers.length === 0) {
      return;
    }
    this.#now = Math.max(this.#now, Math.min(...timers.map(([, { due }]) => due)));
    for (const [id, timer] of timers.filter(([, { due }]) => due <= this.#now)) {
      if (timer.period == null) {
        this.#timers.delete(id);
      } else {
        timer.due = this.#now + timer.period;
      }
      timer.action();
    }
  }

  /** As Node's own timers, never sooner than in a millisecond: a wait too short to move the time would go on for ever. */
  #once(milliseconds: number, action: () => void): number {
    return this.#add({ due: this.#now + Math.max(1, milliseconds), period: undefined, action });
  }

  #add(timer: Timer): number {
    const id = this.#next;
    this.#next += 1;
    this.#timers.set(id, timer);
    return id;
  }

  readonly #setTimeout = (action: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
    const id = this.#once(milliseconds, () => action(...given));
    const handle = { id, ref: () => handle, unref: () => handle, hasRef: () => true, refresh: () => handle };
    return handle;
  };

  readonly #clearTimeout = (handle: unknown): void => {
    if (typeof handle === 'object' && handle != null && 'id' in handle) {
      this.#timers.delete(handle.id as number);
    }
  };
}
