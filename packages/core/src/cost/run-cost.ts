import { dpusOf } from '../runs/dpu-hours.ts';
import type { JobRun } from '../runs/ports.ts';
import { charge, type Money } from './money.ts';
import type { PriceTable, RateName } from './prices.ts';

/** What decides the price of a second: of a job as it is configured, or of a run as it was. */
export interface Terms {
  readonly workerType: string | undefined;
  readonly numberOfWorkers: number | undefined;
  readonly maxCapacity: number | undefined;
  readonly glueVersion: string | undefined;
  readonly executionClass: string | undefined;
}

/** What something costs by list price, or why nobody can tell. */
export type Cost =
  | { readonly known: true; readonly money: Money; readonly dpuSeconds: number }
  | {
      readonly known: false;
      readonly why: string;
      /** What was used, where at least that is known. */
      readonly dpuSeconds: number | undefined;
    };

/** A second and more of a run is paid as a minute at least (docs/aws-facts.md#prices). */
const leastSeconds = 60;

/**
 * What a run has cost until now, retries apart: what Glue counted where it does, else its workers for as long as they
 * worked. An estimate by list price; discounts, taxes and what the job does to other services are not in it.
 */
export function runCost(
  run: Terms & Pick<JobRun, 'executionTime' | 'dpuSeconds'>,
  region: string,
  prices: PriceTable,
): Cost {
  const dpus = dpusOf(run);
  const seconds = run.executionTime === 0 ? 0 : Math.max(run.executionTime, leastSeconds);
  const dpuSeconds = run.dpuSeconds ?? (dpus == null ? undefined : dpus * seconds);
  if (dpuSeconds == null) {
    return { known: false, why: 'how many DPUs it has is not known', dpuSeconds };
  }
  // What has used nothing costs nothing, whatever the price.
  const rate = dpuSeconds === 0 ? free : priceFor(run, region, prices);
  return 'why' in rate
    ? { known: false, why: rate.why, dpuSeconds }
    : { known: true, money: charge(dpuSeconds, rate.price), dpuSeconds };
}

/**
 * What a crawl has cost: the DPU-hours that Glue counted, which are taken for what is billed (docs/aws-facts.md#prices);
 * while it goes on there are none.
 */
export function crawlCost(dpuHours: number | undefined, over: boolean, region: string, prices: PriceTable): Cost {
  // Nothing used is not yet told of a crawl that goes on.
  if (dpuHours == null || (dpuHours === 0 && !over)) {
    const why = over
      ? 'the DPU-hours of a crawl were not told (glue:ListCrawls)'
      : 'a crawl is counted when it has ended';
    return { known: false, why, dpuSeconds: undefined };
  }
  const dpuSeconds = dpuHours * 3600;
  const price = dpuSeconds === 0 ? free.price : prices[region]?.rates.crawler;
  return price == null
    ? { known: false, why: noPrice(rateWords.crawler, region), dpuSeconds }
    : { known: true, money: charge(dpuSeconds, price), dpuSeconds };
}

const free = { price: '0' };

/** What an hour of a job costs while it runs, by list price. */
export function hourCost(terms: Terms, region: string, prices: PriceTable): Cost {
  return runCost({ ...terms, executionTime: 3600, dpuSeconds: undefined }, region, prices);
}

function priceFor(
  terms: Terms,
  region: string,
  prices: PriceTable,
): { readonly price: string } | { readonly why: string } {
  const name = rateOf(terms);
  if (typeof name !== 'string') {
    return name;
  }
  const price = prices[region]?.rates[name];
  return price == null ? { why: noPrice(rateWords[name], region) } : { price };
}

/** Which price counts; what nobody has a price for says so. */
function rateOf(terms: Terms): RateName | { readonly why: string } {
  const { workerType, glueVersion, executionClass, maxCapacity } = terms;
  // A Python shell job has no workers and one DPU at most, and the price of its kind whatever version it names.
  if (workerType == null && maxCapacity != null && maxCapacity <= 1) {
    return 'standard';
  }
  if (workerType != null && !/^(?:Standard|[GR]\.\d+X)$/.test(workerType)) {
    return { why: `no price is known for workers ${workerType}` };
  }
  const kind =
    executionClass === 'FLEX' ? 'flex' : workerType != null && /^R\.\d+X$/.test(workerType) ? 'memory' : 'standard';
  const [, major] = /^(\d+)\./.exec(glueVersion ?? '') ?? [];
  if (major == null || Number(major) > 6) {
    return { why: glueVersion == null ? 'its Glue version is not known' : `no price is known for Glue ${glueVersion}` };
  }
  return major === '6' ? `${kind}-6` : kind;
}

const rateWords: Readonly<Record<RateName, string>> = {
  standard: 'Glue up to 5.1',
  'standard-6': 'Glue 6.0',
  flex: 'FLEX up to Glue 5.1',
  'flex-6': 'FLEX on Glue 6.0',
  memory: 'R workers up to Glue 5.1',
  'memory-6': 'R workers on Glue 6.0',
  crawler: 'crawlers',
};

function noPrice(what: string, region: string): string {
  return `no price is known for ${what} in ${region}`;
}
