import { UserError } from '../errors.ts';
import { type Money, moneyText } from './money.ts';
import type { StackCost } from './stack-cost.ts';
import { unknownLines } from './unknown.ts';

/**
 * Throws a UserError where a month costs more than the budget, or where a price is missing and nobody can tell. What has
 * not run yet passes, since its first deployment comes before its first run: gives a warning for each reason.
 */
export function mustBeWithin(budget: Money, cost: StackCost): readonly string[] {
  if (cost.month > budget) {
    const [dearest] = [...cost.jobs, ...cost.crawlers]
      .flatMap(({ name, month }) => (month.known ? [{ name, money: month.money }] : []))
      .toSorted((a, b) => Number(b.money - a.money));
    const most = dearest == null ? '' : `, most of it for ${dearest.name} (${moneyText(dearest.money)})`;
    throw new UserError(
      'GP320',
      `a month would cost ${moneyText(cost.month)}${most}, and the budget is ${moneyText(budget)}`,
      'see gluepipeline cost for each job and for advice; if it is meant, say a higher --budget',
    );
  }
  const unpriced = cost.unknown.find(({ missing }) => missing === 'price');
  if (unpriced != null) {
    throw new UserError(
      'GP321',
      `whether a month is within the budget cannot be told: ${unpriced.name}: ${unpriced.why}`,
      'fetch the prices with gluepipeline cost refresh, or write them in a file and say --prices',
    );
  }
  return unknownLines(cost.unknown).map((line) => `warning: not counted in the budget: ${line}`);
}
