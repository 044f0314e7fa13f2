import { cronFields, expandField, type CronField } from './cron-field.ts';
import { cronInstead } from './cron-hints.ts';

/** The days of the month that a cron names; `any` is `?`, and then the days of the week count. */
export type DaysOfMonth =
  | { readonly kind: 'any' }
  | { readonly kind: 'days'; readonly days: readonly number[] }
  | { readonly kind: 'last' }
  | { readonly kind: 'nearest-weekday'; readonly day: number };

/** The days of the week that a cron names, 1 = SUN; `last` is the last such day of the month. */
export type DaysOfWeek =
  | { readonly kind: 'any' }
  | { readonly kind: 'days'; readonly days: readonly number[] }
  | { readonly kind: 'last'; readonly day: number };

/** An AWS cron expression, read: exactly one of the two day fields is `any`. */
export interface Cron {
  /** The six fields as written, with one space between them. */
  readonly text: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: DaysOfMonth;
  readonly months: readonly number[];
  readonly daysOfWeek: DaysOfWeek;
  readonly years: readonly number[];
}

/** A cron, or what is wrong with the text. */
export type ParsedCron =
  { readonly ok: true; readonly cron: Cron } | { readonly ok: false; readonly message: string; readonly hint?: string };

interface Wrong {
  readonly ok: false;
  readonly message: string;
  readonly hint?: string;
}

const form = 'write cron(Minutes Hours Day-of-month Month Day-of-week Year), in UTC, such as cron(0 2 * * ? *)';

/** Reads `cron(…)` as AWS Glue does (developer guide, monitor-data-warehouse-schedule), naming the field that is wrong. */
export function parseCron(text: string): ParsedCron {
  const written = /^cron\(([^()]*)\)$/.exec(text.trim())?.[1]?.trim().split(/\s+/);
  if (written?.length !== 6) {
    return foreign(text);
  }
  const [first = '', second = '', third = '', fourth = '', fifth = '', sixth = ''] = written;
  const minutes = expandField(cronFields.minutes, first);
  const hours = expandField(cronFields.hours, second);
  const daysOfMonth = readDayOfMonth(third);
  const months = expandField(cronFields.month, fourth);
  const daysOfWeek = readDayOfWeek(fifth);
  const years = expandField(cronFields.year, sixth);
  if (!minutes.ok) {
    return minutes;
  }
  if (!hours.ok) {
    return hours;
  }
  if ('ok' in daysOfMonth) {
    return daysOfMonth;
  }
  if (!months.ok) {
    return months;
  }
  if ('ok' in daysOfWeek) {
    return daysOfWeek;
  }
  if (!years.ok) {
    return years;
  }
  const cron: Cron = {
    text: written.join(' '),
    minutes: minutes.values,
    hours: hours.values,
    daysOfMonth,
    months: months.values,
    daysOfWeek,
    years: years.values,
  };
  return bothDays(cron, third, fifth) ?? tooOften(cron, first) ?? { ok: true, cron };
}

/** The schedule in words; weekdays as AWS counts them, hours in UTC. */
export async function explainCron(cron: Cron): Promise<string> {
  const { toString } = (await import('cronstrue')).default;
  return `${toString(`0 ${cron.text}`, { dayOfWeekStartIndexZero: false, use24HourTimeFormat: true })} (UTC)`;
}

/** The next `count` times after `after`; fewer when the years of the cron end before. */
export async function nextFires(cron: Cron, after: Date, count: number): Promise<Date[]> {
  const { Cron: Croner } = await import('croner');
  return new Croner(cronerPattern(cron), { timezone: 'UTC' }).nextRuns(count, after);
}

/** The next times of a schedule as it is written, in milliseconds since 1970; none for a text that is no cron. */
export async function nextFiresOf(schedule: string, after: number, count: number): Promise<number[]> {
  const parsed = parseCron(schedule);
  return parsed.ok ? (await nextFires(parsed.cron, new Date(after), count)).map((time) => time.getTime()) : [];
}

/** True when no year has the days that the cron names, such as 30 February. */
export function neverFires(cron: Cron): boolean {
  const { daysOfMonth } = cron;
  const first =
    daysOfMonth.kind === 'days' ? daysOfMonth.days[0] : daysOfMonth.kind === 'nearest-weekday' ? daysOfMonth.day : 1;
  return cron.years.every((year) => cron.months.every((month) => (first ?? 1) > daysIn(year, month)));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Plain lists with 0 = SUN: croner knows neither `0/15` nor 1 = SUN, and seconds come first. */
function cronerPattern(cron: Cron): string {
  const { daysOfMonth, daysOfWeek } = cron;
  const list = (values: readonly number[], field: CronField) =>
    values.length === field.most - field.least + 1 ? '*' : values.join(',');
  const days =
    daysOfMonth.kind === 'days'
      ? list(daysOfMonth.days, cronFields.dayOfMonth)
      : { any: '*', last: 'L', 'nearest-weekday': `${'day' in daysOfMonth ? daysOfMonth.day : ''}W` }[daysOfMonth.kind];
  const week =
    daysOfWeek.kind === 'days'
      ? list(
          daysOfWeek.days.map((day) => day - 1),
          cronFields.dayOfWeek,
        )
      : daysOfWeek.kind === 'last'
        ? `${daysOfWeek.day - 1}L`
        : '*';
  return [
    '0',
    list(cron.minutes, cronFields.minutes),
    list(cron.hours, cronFields.hours),
    days,
    list(cron.months, cronFields.month),
    week,
    list(cron.years, cronFields.year),
  ].join(' ');
}

function foreign(text: string): Wrong {
  const trimmed = text.trim();
  const inner = /^cron\((.*)\)$/.exec(trimmed)?.[1];
  const fields = (inner ?? trimmed).split(/\s+/).filter((field) => field !== '').length;
  const instead = cronInstead(trimmed);
  const hint = instead != null && parseCron(instead).ok ? `write ${instead}` : form;
  if (/^rate\(/i.test(trimmed)) {
    return { ok: false, message: `"${text}" is a rate, and Glue takes only cron(…)`, hint };
  }
  if (fields === 6 || (inner == null && fields !== 5)) {
    return { ok: false, message: `"${text}" is no cron(…)`, hint };
  }
  const unix = fields === 5 ? ' as in Unix' : '';
  return { ok: false, message: `"${text}" has ${fields} fields${unix}, and AWS wants six`, hint };
}

function readDayOfMonth(text: string): DaysOfMonth | Wrong {
  if (text === '?') {
    return { kind: 'any' };
  }
  if (/^l$/i.test(text)) {
    return { kind: 'last' };
  }
  const weekday = /^(\d+)w$/i.exec(text)?.[1];
  const expanded = expandField(cronFields.dayOfMonth, weekday ?? text);
  if (!expanded.ok) {
    const hint = /[lw]/i.test(text)
      ? 'L and W stand alone: L is the last day, 15W the weekday nearest the 15th'
      : expanded.hint;
    return { ok: false, message: expanded.message, ...(hint == null ? {} : { hint }) };
  }
  return weekday == null
    ? { kind: 'days', days: expanded.values }
    : { kind: 'nearest-weekday', day: expanded.values[0] ?? 1 };
}

function readDayOfWeek(text: string): DaysOfWeek | Wrong {
  if (text === '?') {
    return { kind: 'any' };
  }
  if (/^l$/i.test(text)) {
    return { kind: 'days', days: [7] };
  }
  if (text.includes('#')) {
    const message = `"${text}" in the day-of-week field is not understood`;
    return { ok: false, message, hint: 'Glue has no #: name days of the month, such as 8-14, or use L for the last' };
  }
  const last = /^(\w+)l$/i.exec(text)?.[1];
  const expanded = expandField(cronFields.dayOfWeek, last ?? text);
  if (!expanded.ok) {
    return expanded;
  }
  return last == null ? { kind: 'days', days: expanded.values } : { kind: 'last', day: expanded.values[0] ?? 7 };
}

function bothDays({ daysOfMonth, daysOfWeek }: Cron, dayOfMonth: string, dayOfWeek: string): Wrong | undefined {
  if ((daysOfMonth.kind === 'any') !== (daysOfWeek.kind === 'any')) {
    return undefined;
  }
  const message = `exactly one of day-of-month "${dayOfMonth}" and day-of-week "${dayOfWeek}" must be ?`;
  const hint =
    dayOfMonth === '*' && dayOfWeek !== '*' && dayOfWeek !== '?' ? 'write ? as day-of-month' : 'write ? as day-of-week';
  return { ok: false, message, hint: dayOfMonth === '?' ? 'write * as day-of-month' : hint };
}

/** More often than every 5 minutes is not supported (Glue developer guide, monitor-data-warehouse-schedule). */
function tooOften(cron: Cron, written: string): Wrong | undefined {
  const { minutes, hours } = cron;
  const within = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));
  const nextHour =
    hours.some((hour) => hours.includes(hour + 1)) || (hours.includes(23) && hours.includes(0) && manyDays(cron));
  const across = nextHour ? [60 - (minutes.at(-1) ?? 0) + (minutes[0] ?? 0)] : [];
  const gap = Math.min(...within, ...across);
  return gap < 5
    ? {
        ok: false,
        message: `"${written}" in the minutes field fires ${gap === 1 ? 'every minute' : `${gap} minutes apart`}`,
        hint: 'every 5 minutes is the most that Glue supports, such as 0/5',
      }
    : undefined;
}

/** Only where days follow each other does the hour after 23 come on. */
function manyDays({ daysOfMonth, daysOfWeek }: Cron): boolean {
  return [daysOfMonth, daysOfWeek].some((days) => days.kind === 'days' && days.days.length > 1);
}
