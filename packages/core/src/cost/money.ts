/**
 * An amount of US dollars, exact: `dollar` of these are one. Amounts are added and multiplied as they are, and rounded
 * only to be shown.
 */
export type Money = bigint;

/** Prices are kept to ten decimals, as AWS's price list gives them; per hour, of what is counted in millionths of a second. */
const priceDigits = 10;
const usageUnits = 1_000_000;
const secondsAnHour = 3600n;

/** One US dollar. */
export const dollar: Money = 10n ** BigInt(priceDigits) * BigInt(usageUnits) * secondsAnHour;

/** The cost of so many DPU-seconds at a price per DPU-hour, such as "0.44". */
export function charge(dpuSeconds: number, price: string): Money {
  return BigInt(Math.round(dpuSeconds * usageUnits)) * (decimalOf(price) ?? 0n);
}

/** True for a price that can be calculated with: dollars as a decimal number, not below zero. */
export function isPrice(text: string): boolean {
  return decimalOf(text) != null;
}

/** An amount as dollars write it, such as "100" or "99.50"; nothing for another text. */
export function moneyOf(text: string): Money | undefined {
  const decimal = decimalOf(text);
  return decimal == null ? undefined : decimal * BigInt(usageUnits) * secondsAnHour;
}

/** An amount divided, exact to far below what is ever shown. */
export function divided(money: Money, by: number): Money {
  return money / BigInt(by);
}

/** Whole cents, halves away from zero. */
export function centsOf(money: Money): number {
  return Number(rounded(money, dollar / 100n));
}

/** Dollars as a number with six decimals at most, for JSON. */
export function dollarsOf(money: Money): number {
  return Number(rounded(money, dollar / 1_000_000n)) / 1_000_000;
}

/** `$1,234.50`; `<$0.01` for what is more than nothing and less than a cent. */
export function moneyText(money: Money): string {
  const [sign, amount] = money < 0n ? ['-', -money] : ['', money];
  const cents = centsOf(amount);
  if (cents === 0 && amount > 0n) {
    return `${sign === '' ? '<' : '>-'}$0.01`;
  }
  const whole = String(Math.trunc(cents / 100)).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${sign}$${whole}.${String(cents % 100).padStart(2, '0')}`;
}

/** What is known of a sum of which more may be unknown: `≥$6.60`, or `unknown` where that is no cent. */
export function leastText(money: Money, isAll: boolean): string {
  return isAll ? moneyText(money) : centsOf(money) === 0 ? 'unknown' : `≥${moneyText(money)}`;
}

function rounded(money: Money, unit: bigint): bigint {
  const half = money < 0n ? -unit / 2n : unit / 2n;
  return (money + half) / unit;
}

/** A decimal number in units of 1/10^10; nothing for another text, or one with more decimals. */
function decimalOf(text: string): bigint | undefined {
  const [, whole, decimals = ''] = /^(\d{1,9})(?:\.(\d{1,10}))?$/.exec(text) ?? [];
  return whole == null ? undefined : BigInt(whole + decimals.padEnd(priceDigits, '0'));
}
