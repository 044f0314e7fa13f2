import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { centsOf, charge, divided, dollar, isPrice, moneyOf, moneyText } from '../../src/cost/money.ts';

describe('money', () => {
  it('is shown in whole cents, halves up, thousands apart', () => {
    expect(moneyText(charge(3600, '1234.565'))).toBe('$1,234.57');
    expect(moneyText(dollar * 1_000_000n)).toBe('$1,000,000.00');
    expect(moneyText(0n)).toBe('$0.00');
    expect(moneyText(-dollar)).toBe('-$1.00');
  });

  it('shows that something smaller than a cent is not nothing', () => {
    expect(moneyText(charge(1, '0.44'))).toBe('<$0.01');
  });

  it('takes decimal numbers as prices and as amounts, and nothing else', () => {
    expect(['0.44', '0', '12', '0.4400000000'].map(isPrice)).toEqual([true, true, true, true]);
    expect(['', '.5', '-1', '1e3', '0.44$', 'NaN', '0.44000000001'].map(isPrice)).toEqual(Array(7).fill(false));
    expect(moneyOf('99.50')).toBe((dollar * 199n) / 2n);
    expect(moneyOf('many')).toBeUndefined();
  });

  it('is the same however a run is cut into pieces', () => {
    const seconds = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 20 }), fc.integer({ min: 0, max: 99_999 }), (parts, price) => {
        const text = `0.${String(price).padStart(5, '0')}`;
        const whole = parts.reduce((sum, part) => sum + part, 0);
        expect(parts.reduce((sum, part) => sum + charge(part, text), 0n)).toBe(charge(whole, text));
      }),
    );
  });

  it('is divided so exactly that the cents of the whole come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 5000 }), (seconds, by) => {
        const money = charge(seconds, '0.308');
        expect(Math.abs(centsOf(divided(money, by) * BigInt(by)) - centsOf(money))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
