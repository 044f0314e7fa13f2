import { durationIn, invariant } from '@gluepipeline/core';

import type { Args } from './command.ts';

/** A flag that is a length of time in milliseconds, or nothing where it was not given. */
export function durationOf(args: Args, name: string): number | undefined {
  const value = args[name];
  if (typeof value !== 'string') {
    return undefined;
  }
  const milliseconds = durationIn(value);
  invariant(milliseconds != null, `--${name} was judged when the command line was read`);
  return milliseconds;
}
