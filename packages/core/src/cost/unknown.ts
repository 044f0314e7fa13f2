import { someOf } from '../config/suggest.ts';
import type { UnknownCost } from './stack-cost.ts';

/** So many names are told of those whose month is unknown for one reason. */
const mostNames = 5;

/** Whose month is unknown and why, a line for each reason: `job load, crawler raw and 12 more: no run of the last 30 days has ended`. */
export function unknownLines(unknown: readonly UnknownCost[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { kind, name, why } of unknown) {
    byReason.set(why, [...(byReason.get(why) ?? []), `${kind} ${name}`]);
  }
  return [...byReason].map(([why, names]) => `${someOf(names, mostNames)}: ${why}`);
}

/** `2 jobs and 1 crawler`: how many there are whose month is unknown. */
export function unknownCount(unknown: readonly UnknownCost[]): string {
  return (['job', 'crawler'] as const)
    .flatMap((kind) => {
      const count = unknown.filter((each) => each.kind === kind).length;
      return count === 0 ? [] : [`${String(count)} ${kind}${count === 1 ? '' : 's'}`];
    })
    .join(' and ');
}
