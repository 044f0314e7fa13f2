import type { JobRun } from '../runs/ports.ts';
import { spentOn } from './job-month.ts';
import { dollarsOf } from './money.ts';
import type { PriceTable } from './prices.ts';

/** What runs have cost together by list price, in dollars with six decimals at most; nothing where one of them is not known, or there are none. */
export function runsCost(runs: readonly JobRun[], region: string, prices: PriceTable): number | undefined {
  const spent = spentOn(runs, { region, prices });
  return runs.length > 0 && spent.known ? dollarsOf(spent.money) : undefined;
}
