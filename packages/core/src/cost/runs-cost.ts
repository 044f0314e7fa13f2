import type { JobRun } from '../runs/ports.ts';
import { dollar, dollarsOf } from './money.ts';
import type { PriceTable } from './prices.ts';
import { runCost } from './run-cost.ts';

/** What runs have cost together by list price, in dollars with six decimals at most; nothing where one of them is not known, or there are none. */
export function runsCost(runs: readonly JobRun[], region: string, prices: PriceTable): number | undefined {
  const costs = runs.map((run) => runCost(run, region, prices));
  const known = costs.flatMap((cost) => (cost.known ? [cost.money] : []));
  return known.length === 0 || known.length < costs.length
    ? undefined
    : dollarsOf(known.reduce((sum, money) => sum + money, dollar * 0n));
}
