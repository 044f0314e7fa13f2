import type { Clock } from '@gluepipeline/core';

/** Time that passes only by sleeping, and chance that is always the middle. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  let now = 1_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
    every: () => () => undefined,
    random: () => 0.5,
  };
}
