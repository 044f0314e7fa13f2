import { describe, expect, it } from '@jest/globals';

import { leastGap } from '../../src/pipeline/cron-gap.ts';
import { nextFires, parseCron } from '../../src/pipeline/cron.ts';

function cronOf(text: string) {
  const parsed = parseCron(`cron(${text})`);
  if (!parsed.ok) {
    throw new Error(parsed.message);
  }
  return parsed.cron;
}

describe('leastGap', () => {
  it.each([
    ['0/15 * * * ? *', 15],
    ['0 * * * ? *', 60],
    ['0 0/6 * * ? *', 360],
    ['0,50 8-17 * * ? *', 10],
    ['0 2 * * ? *', 1440],
    ['0 1,23 * * ? *', 120],
    ['0 6 ? * MON-FRI *', 1440],
    ['0 6 ? * MON,THU *', 3 * 1440],
    ['0 6 ? * 1 *', 7 * 1440],
    ['0 6 1,15 * ? *', 14 * 1440],
    ['0 6 1,31 * ? *', 1440],
  ])('of %s is %d minutes', (text, minutes) => {
    expect(leastGap(cronOf(text))).toBe(minutes);
  });

  it('is never longer than what two firings of a year come to, and there are two as close where it is short', async () => {
    for (const text of ['10,40 3-5 * * ? *', '5 0/7 1-20/3 * ? *', '0 12 ? 1-6 TUE,SAT *', '0 0,23 28-31 * ? *']) {
      const fires = await nextFires(cronOf(text), new Date(Date.UTC(2027, 0, 1)), 2000);
      const gaps = fires.slice(1).map((each, index) => (each.getTime() - (fires[index]?.getTime() ?? 0)) / 60_000);
      expect([text, leastGap(cronOf(text))]).toEqual([text, Math.min(...gaps)]);
    }
  });

  it('of one day in the month is weeks', () => {
    expect(leastGap(cronOf('0 6 L * ? *'))).toBeGreaterThan(7 * 1440);
    expect(leastGap(cronOf('0 6 1 1 ? *'))).toBeGreaterThan(7 * 1440);
  });
});
