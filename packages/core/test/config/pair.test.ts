import { describe, expect, it } from '@jest/globals';

import { durationIn } from '../../src/config/duration.ts';
import { pairIn } from '../../src/config/pair.ts';

describe('pairIn', () => {
  it.each([
    ['day=1', ['day', '1']],
    ['filter=a=b', ['filter', 'a=b']],
    ['empty=', ['empty', '']],
  ])('takes %s at its first equals sign', (text, pair) => {
    expect(pairIn(text)).toEqual(pair);
  });

  it.each(['', 'day', '=1'])('finds no key in "%s"', (text) => {
    expect(pairIn(text)).toBeUndefined();
  });
});

describe('durationIn', () => {
  it.each([
    ['90s', 90_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['30d', 2_592_000_000],
  ])('takes %s', (text, milliseconds) => {
    expect(durationIn(text)).toBe(milliseconds);
  });

  it.each(['', '10', 'm', '1.5h', '-1s', '1h 30m', '10 m', '5w'])('takes "%s" for none', (text) => {
    expect(durationIn(text)).toBeUndefined();
  });
});
