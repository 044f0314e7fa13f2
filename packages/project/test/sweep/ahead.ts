import { existsSync, readFileSync } from 'node:fs';

import type { Clock } from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';

/**
 * This machine's time, and as much ahead of it as a file says. The file is read each time, so that it counts from the
 * very moment of waking; and once it is there, waiting is over at once and the time has passed.
 */
export function aheadBy(file: string): Clock {
  let waited = 0;
  const ahead = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined);
  return {
    ...systemClock,
    now: () => Date.now() + (ahead() ?? 0) + waited,
    sleep: async (milliseconds) => {
      waited += ahead() == null ? 0 : milliseconds;
      await systemClock.sleep(ahead() == null ? milliseconds : 1);
    },
  };
}
