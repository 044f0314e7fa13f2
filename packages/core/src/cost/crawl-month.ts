import type { CrawlerRun } from '../runs/ports.ts';
import { isCrawlOver } from '../runs/run.ts';
import { averageOf, type CostFrame, type Month, monthOf, sumOf } from './job-month.ts';
import { type Cost, crawlCost } from './run-cost.ts';

/** What a crawler has cost, and what it will. */
export interface CrawlerMonth {
  /** What its crawls of the days before have cost; those that go on are not counted yet. */
  readonly spent: Cost;
  /** An average crawl; nothing where none has ended. */
  readonly perRun: Cost | undefined;
  readonly month: Month;
}

/**
 * What the crawls of the days before say of a month, as often as the schedules start the crawler, or as in those days;
 * nothing is known where they may not be asked for.
 */
export function crawlerMonth(
  crawls: readonly CrawlerRun[] | undefined,
  yearly: number | undefined,
  frame: CostFrame,
): CrawlerMonth {
  const costOf = ({ dpuHours }: CrawlerRun) => crawlCost(dpuHours, true, frame.region, frame.prices);
  if (crawls == null) {
    const untold = crawlCost(undefined, true, frame.region, frame.prices);
    const month = monthOf({ average: untold, count: 0, what: 'crawl' }, yearly, frame);
    return { spent: untold, perRun: untold, month: month.known ? month : { ...month, missing: 'runs' } };
  }
  const ended = crawls.filter(({ state }) => isCrawlOver(state));
  // A crawl that failed at once may have no figure, and says nothing of the others.
  const told = ended.filter(({ dpuHours }) => dpuHours != null);
  const perRun = averageOf((told.length === 0 ? ended : told).map(costOf));
  const month = monthOf({ average: perRun, count: told.length, what: 'crawl' }, yearly, frame);
  const isUntold = told.length === 0 && !month.known;
  return { spent: sumOf(ended.map(costOf)), perRun, month: isUntold ? { ...month, missing: 'runs' } : month };
}
