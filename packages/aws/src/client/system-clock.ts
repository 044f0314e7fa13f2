import type { Clock } from '@gluepipeline/core';

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  every: (milliseconds, action) => {
    const timer = setInterval(action, milliseconds).unref();
    return () => {
      clearInterval(timer);
    };
  },
  random: () => Math.random(),
};
