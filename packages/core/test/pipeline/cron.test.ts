import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type Cron, explainCron, neverFires, nextFires, parseCron } from '../../src/pipeline/cron.ts';

function cronOf(text: string): Cron {
  const parsed = parseCron(text);
  if (!parsed.ok) {
    throw new Error(`${text}: ${parsed.message}`);
  }
  return parsed.cron;
}

async function fires(text: string, after: string, count = 3): Promise<string[]> {
  return (await nextFires(cronOf(text), new Date(after), count)).map((date) => date.toISOString().slice(0, 16));
}

describe('parseCron', () => {
  it('reads what real pipelines write', () => {
    expect(parseCron('cron(0/15 06-19 ? * MON-FRI *)')).toEqual({
      ok: true,
      cron: {
        text: '0/15 06-19 ? * MON-FRI *',
        minutes: [0, 15, 30, 45],
        hours: [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
        daysOfMonth: { kind: 'any' },
        months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        daysOfWeek: { kind: 'days', days: [2, 3, 4, 5, 6] },
        years: Array.from({ length: 230 }, (_, index) => 1970 + index),
      },
    });
    expect(cronOf('cron( 0  19 8 jun ? 2026 )')).toMatchObject({
      text: '0 19 8 jun ? 2026',
      daysOfMonth: { kind: 'days', days: [8] },
      months: [6],
      years: [2026],
    });
    for (const text of ['cron(0 */6 * * ? *)', 'cron(15 8,10,12-18/2 * * ? *)', 'cron(0 2 ? * 1 *)']) {
      expect(parseCron(text).ok).toBe(true);
    }
  });

  it('knows the last day, the nearest weekday and the last weekday of a month', () => {
    expect(cronOf('cron(0 2 L * ? *)').daysOfMonth).toEqual({ kind: 'last' });
    expect(cronOf('cron(0 2 15W * ? *)').daysOfMonth).toEqual({ kind: 'nearest-weekday', day: 15 });
    expect(cronOf('cron(0 2 ? * FRIL *)').daysOfWeek).toEqual({ kind: 'last', day: 6 });
    expect(cronOf('cron(0 2 ? * L *)').daysOfWeek).toEqual({ kind: 'days', days: [7] });
  });

  it.each([
    ['cron(60 2 * * ? *)', '"60" in the minutes field is not understood', /0 to 59/],
    ['cron(0 24 * * ? *)', '"24" in the hours field is not understood', /0 to 23/],
    ['cron(0 2 32 * ? *)', '"32" in the day-of-month field is not understood', /1 to 31/],
    ['cron(0 2 * FOO ? *)', '"FOO" in the month field is not understood', /JAN to DEC/],
    ['cron(0 2 ? * 0 *)', '"0" in the day-of-week field is not understood', /1 is SUN/],
    ['cron(0 2 ? * 8 *)', '"8" in the day-of-week field is not understood', /SUN to SAT/],
    ['cron(0 2 ? * MON#2 *)', '"MON#2" in the day-of-week field is not understood', /no #/],
    ['cron(0 2 * * ? 2200)', '"2200" in the year field is not understood', /1970 to 2199/],
    ['cron(0 2,,3 * * ? *)', '"" in the hours field is not understood', /0 to 23/],
    ['cron(0/0 2 * * ? *)', '"0/0" in the minutes field steps by 0', /1 or more/],
    ['cron(0 20-4 * * ? *)', '"20-4" in the hours field runs backwards', /^write 20-23,0-4$/],
    ['cron(0 2 ? * SAT-MON *)', '"SAT-MON" in the day-of-week field runs backwards', /^write 7,1-2$/],
    ['cron(0 2 1,L * ? *)', '"L" in the day-of-month field is not understood', /stand alone/],
    ['cron(0 2 LW * ? *)', '"LW" in the day-of-month field is not understood', /stand alone/],
    [
      'cron(0 2 ? * ? *)',
      'exactly one of day-of-month "?" and day-of-week "?" must be ?',
      /^write \* as day-of-month$/,
    ],
    ['cron(0 2 * * * *)', 'exactly one of day-of-month "*" and day-of-week "*" must be ?', /as day-of-week$/],
    ['cron(0 2 * * MON *)', 'exactly one of day-of-month "*" and day-of-week "MON" must be ?', /as day-of-month$/],
    ['cron(0 2 1 * MON *)', 'exactly one of day-of-month "1" and day-of-week "MON" must be ?', /as day-of-week$/],
    ['cron(* * * * ? *)', '"*" in the minutes field fires every minute', /0\/5/],
    ['cron(0/4 2 * * ? *)', '"0/4" in the minutes field fires 4 minutes apart', /0\/5/],
    ['cron(1,58 * * * ? *)', '"1,58" in the minutes field fires 3 minutes apart', /0\/5/],
    ['cron(1,58 23,0 * * ? *)', '"1,58" in the minutes field fires 3 minutes apart', /0\/5/],
  ])('refuses %s, naming the field and the wrong value', (text, message, hint) => {
    expect(parseCron(text)).toEqual({ ok: false, message, hint: expect.stringMatching(hint) });
  });

  it('takes minutes near the turn of an hour that is followed by none', () => {
    expect(parseCron('cron(1,58 2,4 * * ? *)').ok).toBe(true);
    expect(parseCron('cron(1,58 23,0 1 * ? *)').ok).toBe(true);
  });

  it.each([
    ['0 2 * * *', 'cron(0 2 * * ? *)'],
    ['corn(0 2 * * ? *)', 'cron(0 2 * * ? *)'],
    ['cron(0 2 * * *)', 'cron(0 2 * * ? *)'],
    ['30 4 * * 1-5', 'cron(30 4 ? * MON-FRI *)'],
    ['0 6 * * 0,6', 'cron(0 6 ? * SUN,SAT *)'],
    ['0 6 * * 7', 'cron(0 6 ? * SUN *)'],
    ['0 6 1 * *', 'cron(0 6 1 * ? *)'],
    ['0 2 * * ? *', 'cron(0 2 * * ? *)'],
    ['rate(15 minutes)', 'cron(0/15 * * * ? *)'],
    ['rate(1 hour)', 'cron(0 * * * ? *)'],
    ['rate(6 hours)', 'cron(0 0/6 * * ? *)'],
    ['rate(1 day)', 'cron(0 0 * * ? *)'],
    ['@daily', 'cron(0 0 * * ? *)'],
  ])('rewrites %s in its hint', (text, instead) => {
    expect(parseCron(text)).toMatchObject({ ok: false, hint: `write ${instead}` });
    expect(parseCron(instead).ok).toBe(true);
  });

  it.each([
    '',
    'daily',
    'cron(cron(0 2 * * ? *))',
    'a(b(0 2 * * ? *',
    'rate(7 minutes)',
    '0 6 13 * 5',
    '0 6 * * */2',
    'cron()',
    '* * * * *',
    // These every object of JavaScript has.
    '__proto__',
    'constructor',
  ])('shows the form where %j cannot be rewritten', (text) => {
    expect(parseCron(text)).toMatchObject({ ok: false, hint: expect.stringContaining('such as cron(0 2 * * ? *)') });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `cron(${text})`),
        ),
        (text) => {
          expect(typeof parseCron(text).ok).toBe('boolean');
        },
      ),
    );
  });
});

describe('explainCron', () => {
  it.each([
    ['cron(0 2 * * ? *)', 'At 02:00 (UTC)'],
    ['cron(0/15 6-19 ? * 2-6 *)', 'Every 15 minutes, between 06:00 and 19:59, Monday through Friday (UTC)'],
    ['cron(0 2 ? * 1 *)', 'At 02:00, only on Sunday (UTC)'],
    ['cron(0 2 L * ? *)', 'At 02:00, on the last day of the month (UTC)'],
    ['cron(15 12 15W * ? *)', 'At 12:15, on the weekday nearest day 15 of the month (UTC)'],
    ['cron(0 2 ? * 6L *)', 'At 02:00, on the last Friday of the month (UTC)'],
  ])('says %s in words', async (text, words) => {
    expect(await explainCron(cronOf(text))).toBe(words);
  });
});

describe('nextFires', () => {
  it('counts weekdays as AWS does and never repeats the given time', async () => {
    expect(await fires('cron(0 2 ? * 1 *)', '2026-11-22T02:00:00Z', 2)).toEqual([
      '2026-11-29T02:00',
      '2026-12-06T02:00',
    ]);
    expect(await fires('cron(5/20 2 * * ? *)', '2026-11-23T02:05:00.500Z', 2)).toEqual([
      '2026-11-23T02:25',
      '2026-11-23T02:45',
    ]);
  });

  it('knows leap years, the last day, and the nearest weekday', async () => {
    expect(await fires('cron(0 0 29 2 ? *)', '2026-01-01T00:00:00Z', 2)).toEqual([
      '2028-02-29T00:00',
      '2032-02-29T00:00',
    ]);
    expect(await fires('cron(0 0 L 2 ? *)', '2027-01-01T00:00:00Z', 2)).toEqual([
      '2027-02-28T00:00',
      '2028-02-29T00:00',
    ]);
    expect(await fires('cron(0 0 1W 8 ? *)', '2026-01-01T00:00:00Z', 1)).toEqual(['2026-08-03T00:00']);
  });

  it('gives fewer when the years end', async () => {
    expect(await fires('cron(0 12 31 12 ? 2026-2027)', '2026-01-01T00:00:00Z', 5)).toEqual([
      '2026-12-31T12:00',
      '2027-12-31T12:00',
    ]);
    expect(await fires('cron(0 12 1 1 ? 2020)', '2026-01-01T00:00:00Z')).toEqual([]);
  });

  it('agrees with a walk over the minutes', async () => {
    await fc.assert(
      fc.asyncProperty(anyCron, fc.integer({ min: 0, max: 3 * 365 * 1440 }), async (text, minutes) => {
        const after = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000 + (minutes % 3) * 17_000);
        const walked = walk(text, after, 5);
        const found = await nextFires(cronOf(text), after, 5);
        expect(found.filter((date) => date.getTime() <= after.getTime() + horizon)).toEqual(walked);
      }),
      { numRuns: 300 },
    );
  });
});

describe('neverFires', () => {
  it.each([
    ['cron(0 2 30 2 ? *)', true],
    ['cron(0 2 31 4,6 ? *)', true],
    ['cron(0 2 29 2 ? 2027)', true],
    ['cron(0 2 31W 2 ? *)', true],
    ['cron(0 2 29 2 ? *)', false],
    ['cron(0 2 31 2,3 ? *)', false],
    ['cron(0 2 28,30 2 ? *)', false],
    ['cron(0 2 L 2 ? *)', false],
    ['cron(0 2 ? 2 MON *)', false],
  ])('%s: %s', (text, never) => {
    expect(neverFires(cronOf(text))).toBe(never);
  });
});

// The walk below shares nothing with the code under test: it asks of each minute whether the six texts allow it.

const horizon = 70 * 86_400_000;

const part = (least: number, most: number, step: fc.Arbitrary<number>): fc.Arbitrary<string> => {
  const value = fc.integer({ min: least, max: most });
  const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  return fc.oneof(
    value.map(String),
    range,
    fc.tuple(fc.oneof(value.map(String), range, fc.constant('*')), step).map(([from, by]) => `${from}/${by}`),
  );
};

const list = (least: number, most: number) =>
  fc
    .array(part(least, most, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(','));

const days = fc.oneof(
  fc.tuple(fc.oneof(list(1, 31), fc.constantFrom('*', 'L', '1W', '15W', '30W', '31W')), fc.constant('?')),
  fc.tuple(
    fc.constant('?'),
    fc.oneof(list(1, 7), fc.constantFrom('*', 'L', 'MON-FRI', 'SUN', '6L', 'TUEL', 'SUN,WED')),
  ),
);

const anyCron = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 0, max: 59 }).map(String),
      fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 5, max: 50 })).map(([a, b]) => `${a}/${b}`),
    ),
    fc.oneof(fc.constant('*'), list(0, 23)),
    days,
    fc.oneof(fc.constant('*'), list(1, 12), fc.constantFrom('JAN-JUN', 'feb,DEC')),
    fc.constantFrom('*', '2026', '2027-2028', '2026/2'),
  )
  .map(
    ([minutes, hours, [dayOfMonth, dayOfWeek], month, year]) =>
      `cron(${minutes} ${hours} ${dayOfMonth} ${month} ${dayOfWeek} ${year})`,
  )
  .filter((text) => parseCron(text).ok);

function walk(text: string, after: Date, count: number): Date[] {
  const fields = text.slice(5, -1).split(' ');
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  const end = after.getTime() + horizon;
  const found: Date[] = [];
  let at = Math.floor(after.getTime() / minute) * minute + minute;
  while (at <= end && found.length < count) {
    const date = new Date(at);
    if (!dayAllowed(fields, date)) {
      at = (Math.floor(at / day) + 1) * day;
    } else if (!allows(fields[1]!, date.getUTCHours(), 23)) {
      at = (Math.floor(at / hour) + 1) * hour;
    } else {
      found.push(...(allows(fields[0]!, date.getUTCMinutes(), 59) ? [date] : []));
      at += minute;
    }
  }
  return found;
}

function dayAllowed([, , dayOfMonth, month, dayOfWeek, year]: string[], date: Date): boolean {
  const names = (words: string, field: string) =>
    words.split(' ').reduce((text, word, index) => text.replaceAll(new RegExp(word, 'gi'), String(index + 1)), field);
  const day = date.getUTCDate();
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const weekday = date.getUTCDay() + 1;
  const week = names('SUN MON TUE WED THU FRI SAT', dayOfWeek!);
  const weekAllowed =
    week === 'L'
      ? weekday === 7
      : week.endsWith('L')
        ? weekday === Number(week[0]) && day + 7 > last
        : allows(week, weekday, 7);
  const monthDayAllowed =
    dayOfMonth === 'L'
      ? day === last
      : dayOfMonth!.endsWith('W')
        ? day === nearest(date, last, Number.parseInt(dayOfMonth!, 10))
        : allows(dayOfMonth!, day, 31);
  return (
    allows(year!, date.getUTCFullYear(), 2199) &&
    allows(names('JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC', month!), date.getUTCMonth() + 1, 12) &&
    (dayOfMonth === '?' ? weekAllowed : monthDayAllowed)
  );
}

/** The day of the weekday nearest to `wanted` in the month of `date`; it stays in the month. */
function nearest(date: Date, last: number, wanted: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted)).getUTCDay();
  if (wanted > last) {
    return 0;
  }
  const shift = weekday === 6 ? (wanted === 1 ? 2 : -1) : weekday === 0 ? (wanted === last ? -2 : 1) : 0;
  return wanted + shift;
}

function allows(field: string, value: number, most: number): boolean {
  return field.split(',').some((each) => {
    const [range = '', step] = each.split('/');
    const [from, to] = range === '*' ? [undefined, undefined] : range.split('-').map(Number);
    const start = from ?? (most === 31 || most === 12 || most === 7 ? 1 : most === 2199 ? 1970 : 0);
    const end = to ?? (range === '*' || step != null ? most : start);
    return value >= start && value <= end && (value - start) % Number(step ?? 1) === 0;
  });
}
