import { type Ran, untilNow } from '../runs/dpu-hours.ts';
import { isCrawlOver } from '../runs/run.ts';
import type { CostFrame } from './job-month.ts';
import { dollarsOf, type Money } from './money.ts';
import { crawlCost, runCost } from './run-cost.ts';

/** By which prices runs are paid. */
export type RunPrices = Pick<CostFrame, 'region' | 'prices'>;

/** What runs and crawls have cost together by list price, as far as it is known. */
export interface RunsCost {
  /** With six decimals at most, of all whose cost is known. */
  readonly dollars: number;
  /** Why the others are not in it, each reason once; none where the dollars are all. */
  readonly unknown: readonly string[];
}

/**
 * What runs and crawls have cost together until now (milliseconds since 1970), retries included; nothing where none has
 * begun, or where no prices count, as on the embedded endpoint.
 */
export function runsCost(
  { jobRuns, crawlerRuns = [] }: Ran,
  now: number,
  prices: RunPrices | undefined,
): RunsCost | undefined {
  if (prices == null || jobRuns.length + crawlerRuns.length === 0) {
    return undefined;
  }
  const costs = [
    ...jobRuns.map((run) => runCost(untilNow(run, now), prices.region, prices.prices)),
    ...crawlerRuns.map((crawl) => crawlCost(crawl.dpuHours, isCrawlOver(crawl.state), prices.region, prices.prices)),
  ];
  const money = costs.reduce<Money>((sum, cost) => sum + (cost.known ? cost.money : 0n), 0n);
  const unknown = new Set(costs.flatMap((cost) => (cost.known ? [] : [cost.why])));
  return { dollars: dollarsOf(money), unknown: [...unknown] };
}

/** What parts cost together; nothing where none of them has a cost. */
export function sumOfCosts(costs: readonly (RunsCost | undefined)[]): RunsCost | undefined {
  const known = costs.filter((cost) => cost != null);
  const dollars = known.reduce((sum, cost) => sum + cost.dollars, 0);
  return known.length === 0
    ? undefined
    : { dollars: Number(dollars.toFixed(6)), unknown: [...new Set(known.flatMap(({ unknown }) => unknown))] };
}
