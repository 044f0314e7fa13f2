import { invariant } from '@gluepipeline/core';

import type { Args } from './command.ts';

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90s`, `10m`, `2h`, `30d` in milliseconds; nothing for any other text. */
export function durationIn(text: string): number | undefined {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return count == null ? undefined : Number(count) * units[unit as keyof typeof units];
}

/** A flag of that kind in milliseconds, or nothing where it was not given. */
export function durationOf(args: Args, name: string): number | undefined {
  const value = args[name];
  if (typeof value !== 'string') {
    return undefined;
  }
  const milliseconds = durationIn(value);
  invariant(milliseconds != null, `--${name} was judged when the command line was read`);
  return milliseconds;
}
