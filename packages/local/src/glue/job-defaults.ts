import { compact } from '../json.ts';
import type { Context } from './handler.ts';
import type { Job, JobDefinition } from './records.ts';
import { dpuOf, versionNumber } from './workers.ts';

const kindOf = (job: JobDefinition): string => job.Command?.Name ?? 'glueetl';

/** The version a job gets that names none; SDK says 6.0, a live read-back of July 2026 said 5.1 (RD#1566). */
export function defaultVersion(context: Context, job: JobDefinition): string {
  switch (kindOf(job)) {
    case 'pythonshell':
      return '3.0';
    case 'glueray':
      return '4.0';
    default:
      return context.quirks.has('default-glue-version-5.1') ? '5.1' : '6.0';
  }
}

/** The job as GetJob gives it: what was asked for, with the defaults and echoes that AWS adds (docs/aws-facts.md#defaults-and-echoes). */
export function withDefaults(
  context: Context,
  name: string,
  asked: JobDefinition,
  version: string,
  createdOn: number,
): Job {
  const job: JobDefinition = { ...asked, GlueVersion: version };
  return compact({
    ...job,
    ...capacity(job),
    Name: name,
    JobMode: job.JobMode ?? 'SCRIPT',
    Command: { ...job.Command, Name: kindOf(job), PythonVersion: job.Command?.PythonVersion ?? pythonVersion(job) },
    ExecutionProperty: { MaxConcurrentRuns: job.ExecutionProperty?.MaxConcurrentRuns ?? 1 },
    MaxRetries: job.MaxRetries ?? 0,
    Timeout: job.Timeout ?? timeout(context, job, version),
    CreatedOn: createdOn,
    LastModifiedOn: context.clock.now() / 1000,
  }) as Job;
}

/** A bare Spark job read back "2" in July 2026, whatever it runs on (RD#1566). */
function pythonVersion(job: JobDefinition): string {
  return kindOf(job) === 'pythonshell' || kindOf(job) === 'glueray' ? '3.9' : '2';
}

function timeout(context: Context, job: JobDefinition, version: string): number | undefined {
  const kind = kindOf(job);
  if (kind === 'gluestreaming' || kind === 'glueray') {
    return undefined;
  }
  const old = kind === 'pythonshell' || versionNumber(version) < 5;
  return old || context.quirks.has('default-timeout-2880') ? 2880 : 480;
}

/** MaxCapacity and AllocatedCapacity are always echoed, derived from workers where there are any (RD#571). */
function capacity(job: JobDefinition): JobDefinition {
  const workers = (job.NumberOfWorkers ?? 0) * (dpuOf[job.WorkerType ?? ''] ?? 0);
  const byKind = kindOf(job) === 'pythonshell' ? 0.0625 : 10;
  const max = workers > 0 ? workers : (job.MaxCapacity ?? job.AllocatedCapacity ?? byKind);
  return { MaxCapacity: max, AllocatedCapacity: Math.floor(max) };
}

/** RD#1569: after an UpdateJob a Spark job without workers reads the default pair, which then cannot be removed. */
export function stuckWorkers(context: Context, job: JobDefinition): JobDefinition {
  const spark = kindOf(job) === 'glueetl' || kindOf(job) === 'gluestreaming';
  const bare = job.WorkerType == null && job.MaxCapacity == null && job.AllocatedCapacity == null;
  return context.quirks.has('workers-stick') && spark && bare ? { WorkerType: 'G.1X', NumberOfWorkers: 10 } : {};
}
