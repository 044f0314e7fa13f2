import { fields, partsOf, valueOf } from './cron.ts';
import type { Field } from './cron.ts';

/**
 * Whether a schedule fires in that minute (milliseconds since 1970, UTC); `schedule` has passed `checkSchedule`. Glue
 * knows no seconds, so a schedule is a set of minutes.
 */
export function firesIn(schedule: string, time: number): boolean {
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = ''] = partsOf(schedule) ?? [];
  const at = new Date(time);
  const now = [
    [minutes, at.getUTCMinutes()],
    [hours, at.getUTCHours()],
    [months, at.getUTCMonth() + 1],
    [years, at.getUTCFullYear()],
  ] as const;
  const [minute, hour, , month, , year] = fields;
  return (
    [minute, hour, month, year].every((field, index) => field != null && holds(field, ...(now[index] ?? ['', 0]))) &&
    isDayOfMonth(days, at) &&
    isDayOfWeek(weekdays, at)
  );
}

function isDayOfMonth(text: string, at: Date): boolean {
  const today = at.getUTCDate();
  const last = lastDayOf(at);
  const near = /^(\d{1,2})W$/.exec(text)?.[1];
  if (text === '?') {
    return true;
  }
  if (text === 'L') {
    return today === last;
  }
  if (text === 'LW' || near != null) {
    return today === nearestWeekday(at, near == null ? last : Number(near));
  }
  return holdsIn(2, text, today);
}

function isDayOfWeek(text: string, at: Date): boolean {
  const today = at.getUTCDay() + 1;
  const [, only, nth] = /^([1-7])(?:L|#([1-5]))$/.exec(text) ?? [];
  if (text === '?') {
    return true;
  }
  if (text === 'L') {
    return today === 7;
  }
  if (only != null) {
    const inTime = nth == null ? at.getUTCDate() + 7 > lastDayOf(at) : Math.ceil(at.getUTCDate() / 7) === Number(nth);
    return today === Number(only) && inTime;
  }
  return holdsIn(4, text, today);
}

function holdsIn(index: number, text: string, value: number): boolean {
  const field = fields[index];
  return field != null && holds(field, text, value);
}

/** Whether a list of values, ranges and steps names a value. */
function holds(field: Field, text: string, value: number): boolean {
  return text.split(',').some((item) => {
    const [range = '', step] = item.split('/');
    const [first = '', last] = range === '*' ? [String(field.least), String(field.most)] : range.split('-');
    const from = valueOf(field, first);
    // `5/10` goes on to the end of the field; `FRI-MON` goes over it.
    const to = last == null ? (step == null ? from : field.most) : valueOf(field, last);
    const size = field.most - field.least + 1;
    const distance = (value - from + size) % size;
    return distance <= (to - from + size) % size && distance % Number(step ?? 1) === 0;
  });
}

function lastDayOf(at: Date): number {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The weekday nearest to a day of the month, without leaving the month; nothing where the month has no such day. */
function nearestWeekday(at: Date, wanted: number): number | undefined {
  if (wanted > lastDayOf(at)) {
    return undefined;
  }
  const weekday = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === 6) {
    return wanted === 1 ? 3 : wanted - 1;
  }
  if (weekday === 0) {
    return wanted === lastDayOf(at) ? wanted - 2 : wanted + 1;
  }
  return wanted;
}
