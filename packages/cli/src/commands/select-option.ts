import type { Option } from '../command.ts';
import { quoted } from './line.ts';

/** The flag of plan and deploy that takes a part of the stack. */
export const selectOption: Readonly<Record<string, Option>> = {
  select: {
    type: 'array',
    value: 'NAME',
    describe:
      'Only this job, crawler, group or trigger, with what it needs; +NAME with all before it, NAME+ with all behind it; may be said several times',
  },
};

/** The flags that select the same part again. */
export function selectWords(select: readonly string[] = []): string[] {
  return select.flatMap((word) => ['--select', quoted(word)]);
}
