import { keyOf, type Resource, type ResourceOf } from '../resources/resource.ts';
import type { CrawlerRun, JobRun } from '../runs/ports.ts';
import { crawlerMonth } from './crawl-month.ts';
import { type CostFrame, averageRun, jobMonth, type Month, spentOn } from './job-month.ts';
import type { Money } from './money.ts';
import type { Cost } from './run-cost.ts';
import type { YearlyStarts } from './starts.ts';

/** What a job or crawler has cost, and what it will. */
export interface NodeCost {
  /** The name in the config. */
  readonly name: string;
  readonly resourceName: string;
  /** How many runs began in the days before; nothing where they may not be asked for. */
  readonly runs: number | undefined;
  /** What they have cost. */
  readonly spent: Cost;
  /** An average run, of a job with the workers of today; nothing where none has ended. */
  readonly perRun: Cost | undefined;
  /** How often its schedules start it in a year; nothing where no clock does. */
  readonly yearly: number | undefined;
  readonly month: Month;
}

/** A job or crawler whose month nobody can tell. */
export interface UnknownCost {
  readonly kind: 'job' | 'crawler';
  /** The name in the config. */
  readonly name: string;
  readonly why: string;
  /** A price is missing, or runs to judge by. */
  readonly missing: 'price' | 'runs';
}

/** What a stack has cost, and what it will; sums are of what is known. */
export interface StackCost {
  readonly jobs: readonly NodeCost[];
  readonly crawlers: readonly NodeCost[];
  readonly spent: Money;
  readonly month: Money;
  /** What is not in the month, each with the reason. */
  readonly unknown: readonly UnknownCost[];
}

/** The runs of jobs and crawlers in the days before, by their names in AWS. */
export interface RunsOf {
  readonly jobs: Readonly<Record<string, readonly JobRun[]>>;
  /** Nothing for a crawler whose crawls may not be asked for. */
  readonly crawlers: Readonly<Record<string, readonly CrawlerRun[] | undefined>>;
}

/** What the jobs and crawlers among the resources have cost, and what they will. */
export function stackCost(
  resources: readonly Resource[],
  runsOf: RunsOf,
  yearly: YearlyStarts,
  frame: CostFrame,
): StackCost {
  const jobs = resources.flatMap((each) =>
    each.kind === 'job' ? [ofAllRuns(jobCost(each, runsOf, yearly, frame), frame)] : [],
  );
  const crawlers = resources.flatMap((each) =>
    each.kind === 'crawler' ? [ofAllRuns(crawlerCost(each, runsOf, yearly, frame), frame)] : [],
  );
  const all = [...jobs, ...crawlers];
  const sum = (costs: readonly (Cost | Month)[]) =>
    costs.reduce<Money>((total, cost) => total + (cost.known ? cost.money : 0n), 0n);
  return {
    jobs,
    crawlers,
    spent: sum(all.map(({ spent }) => spent)),
    month: sum(all.map(({ month }) => month)),
    unknown: [
      ...jobs.flatMap((job) => unknownOf('job', job)),
      ...crawlers.flatMap((each) => unknownOf('crawler', each)),
    ],
  };
}

function unknownOf(kind: UnknownCost['kind'], { name, month }: NodeCost): UnknownCost[] {
  return month.known ? [] : [{ kind, name, why: month.why, missing: month.missing }];
}

/** Of more runs than were read nobody knows what they cost together; an average run and a schedule are known all the same. */
function ofAllRuns(node: NodeCost, { most = Infinity, days }: CostFrame): NodeCost {
  const { runs = 0, month, spent } = node;
  if (runs < most) {
    return node;
  }
  const why = `it has run more often in ${String(days)} days than is looked at (${String(most)} runs): say fewer --days`;
  return {
    ...node,
    spent: spent.known ? { known: false, why, dpuSeconds: spent.dpuSeconds } : spent,
    month: month.known && month.by === 'history' ? { known: false, why, missing: 'runs' } : month,
  };
}

function jobCost(job: ResourceOf<'job'>, runsOf: RunsOf, starts: YearlyStarts, frame: CostFrame): NodeCost {
  const runs = runsOf.jobs[job.name] ?? [];
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

function crawlerCost(crawler: ResourceOf<'crawler'>, runsOf: RunsOf, starts: YearlyStarts, frame: CostFrame): NodeCost {
  const crawls = runsOf.crawlers[crawler.name];
  const yearly = starts[keyOf(crawler)];
  const { label: name, name: resourceName } = crawler;
  return { name, resourceName, runs: crawls?.length, yearly, ...crawlerMonth(crawls, yearly, frame) };
}
