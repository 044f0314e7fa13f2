import type { Path } from '../config/issue.ts';
import { kindOf } from '../config/levels.ts';
import type { FlatConfig, FlatJob } from '../config/overlay.ts';
import { argumentKey } from '../config/short-forms.ts';
import type { Capacity, Job, JobCommon, Script, Texts } from './pipeline.ts';
import { defaultGlueVersion, defaultTimeout } from './versions.ts';

/** Shared by all that have none: a file has thousands of them. */
export const none: Texts = Object.freeze({});
/** The same for lists. */
export const noNames: readonly string[] = Object.freeze([]);
const noFiles: JobCommon['files'] = Object.freeze({});

/** A job as it is meant: every default filled in. */
export function jobOf(config: FlatConfig, job: FlatJob, at: Path, resourceName: string): Job {
  const common: JobCommon = {
    at,
    name: job.name,
    resourceName,
    description: job.description ?? '',
    role: job.role ?? config.role,
    script: job.script == null ? undefined : scriptOf(job.script),
    arguments: argumentsOf(job.arguments),
    files: job.files == null ? noFiles : filesOf(job.files),
    nonOverridableArguments: argumentsOf(job.non_overridable_arguments),
    connections: job.connections ?? noNames,
    maxRetries: job.max_retries ?? 0,
    maxConcurrentRuns: job.max_concurrent_runs ?? 1,
    securityConfiguration: job.security_configuration ?? '',
    notifyDelayAfter: job.notify_delay_after,
    jobRunQueuingEnabled: job.job_run_queuing_enabled ?? false,
    tags: mergedTexts(config.tags, job.tags),
    ignoreChanges: job.ignore_changes ?? noNames,
    extra: job.extra ?? none,
  };
  const kind = kindOf(job.type);
  if (kind === 'pythonshell') {
    return {
      ...common,
      kind,
      glueVersion: job.glue_version,
      pythonVersion: job.python_version ?? '3.9',
      maxCapacity: job.max_capacity ?? 0.0625,
      timeout: job.timeout ?? defaultTimeout(job.glue_version),
    };
  }
  const glueVersion = job.glue_version ?? config.glue_version ?? defaultGlueVersion;
  return {
    ...common,
    kind,
    glueVersion,
    pythonVersion: job.python_version ?? '3',
    capacity: capacityOf(job),
    executionClass: job.execution_class ?? 'STANDARD',
    timeout: job.timeout ?? (kind === 'streaming' ? undefined : defaultTimeout(glueVersion)),
    maintenanceWindow: job.maintenance_window ?? '',
  };
}

/** The file's texts with those of its own over them. */
export function mergedTexts(common: Texts | undefined, own: Texts | undefined): Texts {
  return common == null || own == null ? (own ?? common ?? none) : { ...common, ...own };
}

/** Arguments with their keys as Glue wants them. */
export function argumentsOf(written: Texts | undefined): Texts {
  if (written == null) {
    return none;
  }
  for (const key in written) {
    if (argumentKey(key) !== key) {
      return Object.fromEntries(Object.entries(written).map(([own, value]) => [argumentKey(own), value]));
    }
  }
  // Written with their dashes, as most are, they are what Glue wants already.
  return written;
}

/** A bare Spark job reads back as ten DPUs, then as G.1X × 10 after its first update (go-to-k/cdk-real-drift#1569). */
function capacityOf(job: FlatJob): Capacity {
  return job.max_capacity != null && job.worker_type == null && job.number_of_workers == null
    ? { kind: 'max', maxCapacity: job.max_capacity }
    : { kind: 'workers', workerType: job.worker_type ?? 'G.1X', numberOfWorkers: job.number_of_workers ?? 10 };
}

function scriptOf(script: string): Script {
  return /^s3[an]?:\/\//i.test(script) ? { kind: 's3', uri: script } : { kind: 'local', path: script };
}

function filesOf(files: NonNullable<FlatJob['files']>): JobCommon['files'] {
  return Object.fromEntries(Object.entries(files).map(([key, items]) => [key, items.map(scriptOf)]));
}
