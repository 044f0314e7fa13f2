import { describe, expect, it } from '@jest/globals';
import { firesIn } from '../src/glue/cron-times.ts';

const minute = 60_000;

/** The first times of a schedule from a moment on, as `MM-DD hh:mm`, looked for minute by minute over some days. */
function fires(schedule: string, from: string, days: number): readonly string[] {
  const begin = Date.parse(`${from}Z`);
  return Array.from({ length: days * 1440 }, (_, at) => begin + at * minute)
    .filter((time) => firesIn(`cron(${schedule})`, time))
    .map((time) => new Date(time).toISOString().slice(5, 16).replace('T', ' '));
}

describe('a schedule', () => {
  it.each([
    ['every day', '0 2 * * ? *', '2026-11-27T03:00', 3, ['11-28 02:00', '11-29 02:00', '11-30 02:00']],
    [
      'steps and lists',
      '0/30 8,20 * * ? *',
      '2026-11-27T00:00',
      1,
      ['11-27 08:00', '11-27 08:30', '11-27 20:00', '11-27 20:30'],
    ],
    [
      'a step within a range',
      '10-50/20 7 * * ? *',
      '2026-11-27T00:00',
      1,
      ['11-27 07:10', '11-27 07:30', '11-27 07:50'],
    ],
    [
      'weekdays, which begin with SUN = 1',
      '0 6 ? * 2-6 *',
      '2026-11-27T00:00',
      5,
      ['11-27 06:00', '11-30 06:00', '12-01 06:00'],
    ],
    [
      'a range over the end of the week',
      '0 6 ? * FRI-MON *',
      '2026-11-27T00:00',
      5,
      ['11-27 06:00', '11-28 06:00', '11-29 06:00', '11-30 06:00'],
    ],
    ['the last day of the month', '0 0 L * ? *', '2026-11-27T00:00', 40, ['11-30 00:00', '12-31 00:00']],
    ['the last Friday of the month', '0 0 ? * 6L *', '2026-11-01T00:00', 40, ['11-27 00:00']],
    ['the second Tuesday of the month', '0 0 ? * 3#2 *', '2026-11-01T00:00', 40, ['11-10 00:00', '12-08 00:00']],
    ['the weekday nearest the 15th, a Sunday', '0 0 15W * ? *', '2026-11-01T00:00', 30, ['11-16 00:00']],
    ['the weekday nearest the 1st, which stays in its month', '0 0 1W * ? *', '2026-08-01T00:00', 10, ['08-03 00:00']],
    ['the last weekday of the month', '0 0 LW * ? *', '2026-10-20T00:00', 15, ['10-30 00:00']],
    ['months by name', '0 0 1 JAN,DEC ? *', '2026-11-27T00:00', 40, ['12-01 00:00', '01-01 00:00']],
    ['years', '0 0 1 * ? 2027', '2026-11-27T00:00', 40, ['01-01 00:00']],
  ])('fires in the minutes that it names: %s', (_, schedule, from, days, expected) => {
    expect(fires(schedule, from, days)).toEqual(expected);
  });
});
