import { percentile } from './percentile.ts';
import type { JobRun } from './ports.ts';
import { isOver } from './run.ts';

/** How the newest runs of a job came out. */
export interface RunHistory {
  /** Those that are over. */
  readonly runs: number;
  readonly succeeded: number;
  /** Seconds that half of the good runs, and 95 % of them, did not exceed; nothing where none was good. */
  readonly p50: number | undefined;
  readonly p95: number | undefined;
}

/** Sums up runs of a job; nothing where none is over. What failed may have failed early, so only good runs have a duration. */
export function runHistory(runs: readonly JobRun[]): RunHistory | undefined {
  const over = runs.filter(({ state }) => isOver(state));
  const good = over.filter(({ state }) => state === 'SUCCEEDED');
  const seconds = good.map(({ executionTime }) => executionTime);
  return over.length === 0
    ? undefined
    : {
        runs: over.length,
        succeeded: good.length,
        p50: percentile(seconds, 0.5),
        p95: percentile(seconds, 0.95),
      };
}
