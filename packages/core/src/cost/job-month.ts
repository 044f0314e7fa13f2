import type { JobDefinition } from '../resources/job.ts';
import type { JobRun } from '../runs/ports.ts';
import { isOver } from '../runs/run.ts';
import { divided, type Money } from './money.ts';
import type { PriceTable } from './prices.ts';
import { type Cost, runCost } from './run-cost.ts';
import { repriced } from './terms.ts';

/** By which prices, and of how many days the runs are. */
export interface CostFrame {
  readonly region: string;
  readonly prices: PriceTable;
  /** The days before now from which the runs are. */
  readonly days: number;
  /** So many runs of each job or crawler were read at most: where there are as many there may be more. @default all were */
  readonly most?: number;
}

/** What a job will cost in a month (a twelfth of a year), or why nobody can tell. */
export type Month =
  | {
      readonly known: true;
      readonly money: Money;
      /** By its schedule, or as in the days before, where no clock starts it. */
      readonly by: 'schedule' | 'history';
    }
  | {
      readonly known: false;
      readonly why: string;
      /** A price is missing, or runs to judge by. */
      readonly missing: 'price' | 'runs';
    };

/** What several runs have cost together, until now. */
export function spentOn(runs: readonly JobRun[], { region, prices }: Pick<CostFrame, 'region' | 'prices'>): Cost {
  return sumOf(runs.map((run) => runCost(run, region, prices)));
}

/** Costs together; not known where one of them is not. */
export function sumOf(costs: readonly Cost[]): Cost {
  let [money, dpuSeconds] = [0n, 0];
  let why: string | undefined;
  for (const cost of costs) {
    dpuSeconds += cost.dpuSeconds ?? 0;
    if (cost.known) {
      money += cost.money;
    } else {
      why ??= cost.why;
    }
  }
  return why == null ? { known: true, money, dpuSeconds } : { known: false, why, dpuSeconds };
}

/** What one of them costs on average; nothing where there is none. */
export function averageOf(costs: readonly Cost[]): Cost | undefined {
  const all = sumOf(costs);
  if (costs.length === 0 || !all.known) {
    return costs.length === 0 ? undefined : all;
  }
  return { known: true, money: divided(all.money, costs.length), dpuSeconds: all.dpuSeconds / costs.length };
}

/** Runs that are over and got to work: those that failed before say nothing of the others. */
function judged(runs: readonly JobRun[]): readonly JobRun[] {
  return runs.filter(({ state, executionTime }) => isOver(state) && executionTime > 0);
}

/** What a run of a job costs on average, were it as it is defined here; nothing where none got to work and ended. */
export function averageRun(job: JobDefinition, runs: readonly JobRun[], frame: CostFrame): Cost | undefined {
  const ended = judged(runs).map((run) => repriced(run, job));
  return averageOf(ended.map((run) => runCost(run, frame.region, frame.prices)));
}

/**
 * What a job costs in a month, were it as it is defined here: its average run as often as its schedules start it, or,
 * where none does, what its runs of the days before cost, in proportion. `yearly` is how often it starts in a year.
 */
export function jobMonth(
  job: JobDefinition,
  runs: readonly JobRun[],
  yearly: number | undefined,
  frame: CostFrame,
): Month {
  const average = averageRun(job, runs, frame);
  return monthOf({ average, count: judged(runs).length, what: 'run' }, yearly, frame);
}

/** What a month costs of what has run so often in the days before, and costs so much on average. */
export function monthOf(
  { average, count, what }: { readonly average: Cost | undefined; readonly count: number; readonly what: string },
  yearly: number | undefined,
  { days }: Pick<CostFrame, 'days'>,
): Month {
  if (yearly === 0) {
    return { known: true, money: 0n, by: 'schedule' };
  }
  if (average == null) {
    return { known: false, why: `no ${what} of the last ${String(days)} days has ended`, missing: 'runs' };
  }
  if (!average.known) {
    return { known: false, why: average.why, missing: 'price' };
  }
  return yearly == null
    ? { known: true, money: divided(average.money * BigInt(count) * 365n, days * 12), by: 'history' }
    : { known: true, money: divided(average.money * BigInt(yearly), 12), by: 'schedule' };
}
