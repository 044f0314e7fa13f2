import { dpusOfWorker } from '../pipeline/workers.ts';
import type { CrawlerRun, JobRun } from './ports.ts';

type Used = Pick<JobRun, 'dpuSeconds' | 'executionTime' | 'workerType' | 'numberOfWorkers' | 'maxCapacity'>;

/**
 * The DPU-hours that a job run has used: what Glue counted, where it does (FLEX, auto scaling), else capacity × execution
 * time. Nothing where its capacity is not told. What is billed may be more: there is a least time for a run.
 */
export function dpuHoursOf({ dpuSeconds, executionTime, ...capacity }: Used): number | undefined {
  if (dpuSeconds != null) {
    return dpuSeconds / 3600;
  }
  const dpus = dpusOf(capacity);
  return dpus == null ? undefined : (dpus * executionTime) / 3600;
}

/** Glue counts the seconds of a run at its end; until then those since its start (`now` in milliseconds since 1970) are what is known. */
export function untilNow(run: JobRun, now: number): JobRun {
  const since = run.state !== 'RUNNING' || run.startedAt == null ? 0 : (now - run.startedAt) / 1000;
  return { ...run, executionTime: Math.max(run.executionTime, since) };
}

/** Runs and crawls together. */
export interface Ran {
  readonly jobRuns: readonly JobRun[];
  readonly crawlerRuns?: readonly CrawlerRun[];
}

/** What runs and crawls have used until now, in DPU-hours, as far as it is told. */
export function hoursOfRuns({ jobRuns, crawlerRuns = [] }: Ran, now: number): number | undefined {
  return sumOfHours([
    ...jobRuns.map((run) => dpuHoursOf(untilNow(run, now))),
    ...crawlerRuns.map(({ dpuHours }) => dpuHours),
  ]);
}

/** A sum of DPU-hours; those that are not known are left out, and of nothing known there is no sum. */
export function sumOfHours(hours: readonly (number | undefined)[]): number | undefined {
  const known = hours.filter((each) => each != null);
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0);
}

/** The DPUs that are held while it runs; nothing where they are not told. Workers first: what Glue echoes beside them as capacity is rounded for the smallest (docs/aws-facts.md#capacity). */
export function dpusOf({
  workerType,
  numberOfWorkers,
  maxCapacity,
}: Omit<Used, 'dpuSeconds' | 'executionTime'>): number | undefined {
  const each = workerType != null && Object.hasOwn(dpusOfWorker, workerType) ? dpusOfWorker[workerType] : undefined;
  return each == null || numberOfWorkers == null ? maxCapacity : each * numberOfWorkers;
}
