/** A field of an AWS cron expression: what it is called and what it may hold (Glue developer guide, monitor-data-warehouse-schedule). */
export interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Words for the values, the first for `least`. */
  readonly words: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** The days of the week as AWS counts them: 1 is SUN. */
export const weekdays: readonly string[] = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The six fields, in the order in which they are written. */
export const cronFields = {
  minutes: { name: 'minutes', least: 0, most: 59, words: [] },
  hours: { name: 'hours', least: 0, most: 23, words: [] },
  dayOfMonth: { name: 'day-of-month', least: 1, most: 31, words: [] },
  month: { name: 'month', least: 1, most: 12, words: months },
  dayOfWeek: { name: 'day-of-week', least: 1, most: 7, words: weekdays },
  year: { name: 'year', least: 1970, most: 2199, words: [] },
} as const satisfies Record<string, CronField>;

/** The values that a field stands for, or what is wrong with it. */
export type Expanded =
  | { readonly ok: true; readonly values: readonly number[] }
  | { readonly ok: false; readonly message: string; readonly hint?: string };

/** Lists, ranges, steps and words as plain numbers, each once and in order; `?`, `L` and `W` are not known here. */
export function expandField(field: CronField, text: string): Expanded {
  if (!text.includes(',')) {
    return expandPart(field, text);
  }
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const expanded = expandPart(field, part);
    if (!expanded.ok) {
      return expanded;
    }
    expanded.values.forEach((value) => values.add(value));
  }
  return { ok: true, values: [...values].sort((a, b) => a - b) };
}

function expandPart(field: CronField, part: string): Expanded {
  const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
  if (match == null) {
    return wrong(field, part);
  }
  const [, star, first, last, step] = match;
  const from = star == null ? valueOf(field, first ?? '') : field.least;
  const to = last == null ? endOf(field, from, star != null || step != null) : valueOf(field, last);
  if (from == null || to == null) {
    return wrong(field, part);
  }
  if (step != null && Number(step) === 0) {
    return { ok: false, message: `"${part}" in the ${field.name} field steps by 0`, hint: 'a step is 1 or more' };
  }
  if (from > to) {
    return {
      ok: false,
      message: `"${part}" in the ${field.name} field runs backwards`,
      hint: `write ${printPair(from, field.most)},${printPair(field.least, to)}`,
    };
  }
  const stride = step == null ? 1 : Number(step);
  return {
    ok: true,
    values: Array.from({ length: Math.floor((to - from) / stride) + 1 }, (_, at) => from + at * stride),
  };
}

/** `0/15` goes on to the end of the field, `0` is itself. */
function endOf(field: CronField, from: number | undefined, open: boolean): number | undefined {
  return open ? field.most : from;
}

function valueOf(field: CronField, word: string): number | undefined {
  const named = field.words.indexOf(word.toUpperCase());
  if (named !== -1) {
    return field.least + named;
  }
  const value = /^\d{1,4}$/.test(word) ? Number(word) : Number.NaN;
  return value >= field.least && value <= field.most ? value : undefined;
}

function printPair(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}

function wrong(field: CronField, part: string): Expanded {
  const words = field.words.length === 0 ? '' : ` or ${field.words[0] ?? ''} to ${field.words.at(-1) ?? ''}`;
  const sunday = field === cronFields.dayOfWeek ? ' (1 is SUN)' : '';
  return {
    ok: false,
    message: `"${part}" in the ${field.name} field is not understood`,
    hint: `write ${field.least} to ${field.most}${words}${sunday}, with , - * and /`,
  };
}
