import type { Clock } from '../deploy/ports.ts';

/** A clock that a test drives: it stands still, and sleeping moves it on. */
export interface ManualClock extends Clock {
  /** Lets time pass, and whatever was to be called back in it. */
  advance(milliseconds: number): void;
  /** Lets time pass without calling anybody back, as for a process that is stopped. */
  freeze(milliseconds: number): void;
}

/** A clock that stands still and sleeps by jumping. */
export function manualClock(start = 0): ManualClock {
  let now = start;
  const timers = new Set<{ due: number; readonly period: number; readonly action: () => void }>();
  const advance = (milliseconds: number) => {
    const end = now + milliseconds;
    for (;;) {
      const [next] = [...timers].filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due);
      if (next == null) {
        break;
      }
      now = Math.max(now, next.due);
      next.due = now + next.period;
      next.action();
    }
    now = end;
  };
  return {
    now: () => now,
    sleep: (milliseconds) => {
      advance(milliseconds);
      return Promise.resolve();
    },
    every: (milliseconds, action) => {
      const timer = { due: now + milliseconds, period: milliseconds, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    random: () => 0.5,
    advance,
    freeze: (milliseconds) => {
      now += milliseconds;
    },
  };
}
