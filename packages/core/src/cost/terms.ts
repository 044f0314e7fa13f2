import type { JobDefinition } from '../resources/job.ts';
import { dpusOf } from '../runs/dpu-hours.ts';
import type { JobRun } from '../runs/ports.ts';
import type { Terms } from './run-cost.ts';

/** What a job is paid by as it is defined; a Python shell job has a sixteenth of a DPU unless it says more (docs/aws-facts.md#capacity). */
export function termsOf(job: JobDefinition): Terms {
  const shell = job.Command?.Name === 'pythonshell';
  return {
    workerType: job.WorkerType,
    numberOfWorkers: job.NumberOfWorkers,
    maxCapacity: job.WorkerType == null ? (job.MaxCapacity ?? (shell ? 0.0625 : undefined)) : undefined,
    glueVersion: job.GlueVersion,
    executionClass: job.ExecutionClass,
  };
}

/** True where Glue takes workers away that are not needed, and counts those that there were (docs/aws-facts.md#prices). */
export function scalesItself(job: JobDefinition): boolean {
  return job.DefaultArguments?.['--enable-auto-scaling'] === 'true';
}

/**
 * A run as it would have been with a job as it is defined now: as long, with the other workers. What Glue counted is
 * kept in proportion where it would count again.
 */
export function repriced(run: JobRun, job: JobDefinition): JobRun {
  const terms = termsOf(job);
  const [before, after] = [dpusOf(run), dpusOf(terms)];
  const counts = scalesItself(job) || terms.executionClass === 'FLEX';
  const counted =
    run.dpuSeconds == null || !counts || before == null || before === 0 || after == null
      ? undefined
      : (run.dpuSeconds * after) / before;
  // A version that Glue chooses is told by the run alone.
  const glueVersion = terms.glueVersion == null || terms.glueVersion === 'auto' ? run.glueVersion : terms.glueVersion;
  return { ...run, ...terms, glueVersion, dpuSeconds: counted };
}
