import { invalidInput } from '../errors.ts';

/** One field of a schedule: what it takes. */
export interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
  /** What the field takes beside numbers, names, `,` `-` `*` and `/`. */
  readonly extra?: RegExp;
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const days = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** Glue developer guide, "Time-based schedules": six fields, UTC. */
export const fields: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31, extra: /^(\?|L|LW|\d{1,2}W)$/ },
  { least: 1, most: 12, names: months },
  { least: 1, most: 7, names: days, extra: /^(\?|L|[1-7]L|[1-7]#[1-5])$/ },
  { least: 1970, most: 2199 },
];

/** The six fields of `cron(…)`; nothing for any other text. */
export function partsOf(schedule: string): readonly string[] | undefined {
  const parts = /^cron\((.*)\)$/s.exec(schedule)?.[1]?.trim().split(/\s+/);
  return parts?.length === fields.length ? parts : undefined;
}

/** Refuses what is not a Glue schedule, `cron(minutes hours day-of-month month day-of-week year)`. */
export function checkSchedule(schedule: string): void {
  const parts = partsOf(schedule);
  const valid =
    parts != null &&
    fields.every((field, index) => validField(field, parts[index] ?? '')) &&
    // Exactly one of the two day fields says "whatever the other says".
    (parts[2] === '?') !== (parts[4] === '?');
  if (!valid) {
    throw invalidInput(`Schedule expression ${schedule} is not valid.`);
  }
}

function validField(field: Field, text: string): boolean {
  return field.extra?.test(text) === true || text.split(',').every((item) => validItem(field, item));
}

function validItem(field: Field, item: string): boolean {
  const [range = '', step, ...rest] = item.split('/');
  if (rest.length > 0 || (step != null && !/^[1-9]\d*$/.test(step))) {
    return false;
  }
  if (range === '*') {
    return true;
  }
  const [from, to, ...more] = range.split('-').map((part) => valueOf(field, part));
  return more.length === 0 && from !== undefined && from >= 0 && (to === undefined || to >= 0);
}

/** The number that a field's text means; -1 for what is out of range or no value at all. */
export function valueOf(field: Field, text: string): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + 1 : /^\d+$/.test(text) ? Number(text) : -1;
  return value >= field.least && value <= field.most ? value : -1;
}
