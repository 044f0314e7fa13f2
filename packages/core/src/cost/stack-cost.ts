import { keyOf, type Resource, type ResourceOf } from '../resources/resource.ts';
import type { JobRun } from '../runs/ports.ts';
import { type CostFrame, averageRun, jobMonth, type Month, spentOn } from './job-month.ts';
import type { Money } from './money.ts';
import type { Cost } from './run-cost.ts';
import type { YearlyStarts } from './starts.ts';

/** What a job has cost, and what it will. */
export interface JobCost {
  /** The name in the config. */
  readonly name: string;
  readonly resourceName: string;
  /** How many runs began in the days before. */
  readonly runs: number;
  /** What they have cost. */
  readonly spent: Cost;
  /** An average run with the workers of today; nothing where none has ended. */
  readonly perRun: Cost | undefined;
  /** How often its schedules start it in a year; nothing where no clock does. */
  readonly yearly: number | undefined;
  readonly month: Month;
}

/** What a stack has cost, and what it will; sums are of what is known. */
export interface StackCost {
  readonly jobs: readonly JobCost[];
  readonly spent: Money;
  readonly month: Money;
  /** What is not in the sums, each with the reason. */
  readonly unknown: readonly { readonly name: string; readonly why: string; readonly missing: 'price' | 'runs' }[];
}

/** The runs of jobs in the days before, by the job's name in AWS. */
export type RunsOf = Readonly<Record<string, readonly JobRun[]>>;

/** What the jobs among the resources have cost, and what they will. */
export function stackCost(
  resources: readonly Resource[],
  runsOf: RunsOf,
  yearly: YearlyStarts,
  frame: CostFrame,
): StackCost {
  const jobs = resources.flatMap((each) => (each.kind === 'job' ? [jobCost(each, runsOf, yearly, frame)] : []));
  const sum = (costs: readonly (Cost | Month)[]) =>
    costs.reduce<Money>((total, cost) => total + (cost.known ? cost.money : 0n), 0n);
  return {
    jobs,
    spent: sum(jobs.map(({ spent }) => spent)),
    month: sum(jobs.map(({ month }) => month)),
    unknown: jobs.flatMap(({ name, month }) => (month.known ? [] : [{ name, why: month.why, missing: month.missing }])),
  };
}

function jobCost(job: ResourceOf<'job'>, runsOf: RunsOf, starts: YearlyStarts, frame: CostFrame): JobCost {
  const runs = runsOf[job.name] ?? [];
  const yearly = starts[keyOf(job)];
  return {
    name: job.label,
    resourceName: job.name,
    runs: runs.length,
    spent: spentOn(runs, frame),
    perRun: averageRun(job.definition, runs, frame),
    yearly,
    month: jobMonth(job.definition, runs, yearly, frame),
  };
}
