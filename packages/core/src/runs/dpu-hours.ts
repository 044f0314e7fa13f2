import { dpusOfWorker } from '../pipeline/workers.ts';
import type { JobRun } from './ports.ts';

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

/** The DPU-hours of several runs together; those of which nothing is known are left out, and of nothing known there is no sum. */
export function sumOfDpuHours(runs: readonly Used[]): number | undefined {
  const known = runs.map(dpuHoursOf).filter((hours) => hours != null);
  return known.length === 0 ? undefined : known.reduce((sum, hours) => sum + hours, 0);
}

/** The DPUs that are held while it runs; nothing where they are not told. Workers first: what Glue echoes beside them as capacity is rounded for the smallest (docs/aws-facts.md#capacity). */
export function dpusOf({
  workerType,
  numberOfWorkers,
  maxCapacity,
}: Omit<Used, 'dpuSeconds' | 'executionTime'>): number | undefined {
  const each = workerType == null ? undefined : dpusOfWorker[workerType];
  return each == null || numberOfWorkers == null ? maxCapacity : each * numberOfWorkers;
}
