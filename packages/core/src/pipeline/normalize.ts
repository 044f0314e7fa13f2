import type { Path } from '../config/issue.ts';
import type { WrittenConfig, WrittenJob } from '../config/schema.ts';
import type { Capacity, Dependency, Job, JobCommon, Pipeline, Script, Start, Texts, Workflow } from './pipeline.ts';
import { defaultGlueVersion, defaultTimeout } from './versions.ts';

/** Shared by all jobs that have none: a file has thousands of them. */
const none: Texts = Object.freeze({});
const noNames: readonly string[] = Object.freeze([]);

/** A written config as it is meant: every default filled in; it says nothing about whether the result is sensible. */
export function normalize(config: WrittenConfig): Pipeline {
  const environment = config.environment ?? 'dev';
  const prefix = `${config.pipeline_name}-${environment}`;
  const tags = config.tags ?? none;
  const jobs = (config.jobs ?? []).map((job, index) => jobOf(config, job, ['jobs', index], prefix));
  return {
    name: config.pipeline_name,
    environment,
    description: config.description ?? '',
    region: config.region,
    accountId: config.account_id,
    artifacts: { bucket: config.artifacts?.bucket, prefix: config.artifacts?.prefix ?? 'gluepipeline/' },
    tags,
    jobs,
    flow: hasFlow(config) ? { workflow: workflowOf(config, prefix), start: startOf(config, prefix) } : undefined,
  };
}

/** There is a workflow as soon as the file says depends_on, schedule, start or workflow: docs/design.md#the-config-language. */
function hasFlow(config: WrittenConfig): boolean {
  return (
    config.workflow != null ||
    config.schedule != null ||
    config.start != null ||
    (config.jobs ?? []).some((job) => job.depends_on != null)
  );
}

function workflowOf(config: WrittenConfig, prefix: string): Workflow {
  const written = config.workflow ?? {};
  return {
    at: config.workflow == null ? [] : ['workflow'],
    resourceName: written.resource_name ?? prefix,
    description: written.description ?? config.description ?? '',
    defaultRunProperties: written.default_run_properties ?? {},
    maxConcurrentRuns: written.max_concurrent_runs,
    tags: merged(config.tags, written.tags),
  };
}

function startOf(config: WrittenConfig, prefix: string): Start {
  const written = config.start ?? {};
  return {
    at: config.start == null ? (config.schedule == null ? [] : ['schedule']) : ['start'],
    schedule: written.schedule ?? config.schedule,
    enabled: written.enabled ?? true,
    resourceName: written.resource_name ?? `${prefix}-start`,
    description: written.description ?? '',
    tags: merged(config.tags, written.tags),
  };
}

function jobOf(config: WrittenConfig, job: WrittenJob, at: Path, prefix: string): Job {
  const common: JobCommon = {
    at,
    name: job.name,
    resourceName: job.resource_name ?? `${prefix}-${job.name}`,
    description: job.description ?? '',
    role: job.role ?? config.role,
    script: scriptOf(job.script),
    arguments: argumentsOf(job.arguments),
    nonOverridableArguments: argumentsOf(job.non_overridable_arguments),
    connections: job.connections ?? noNames,
    maxRetries: job.max_retries ?? 0,
    maxConcurrentRuns: job.max_concurrent_runs ?? 1,
    securityConfiguration: job.security_configuration ?? '',
    notifyDelayAfter: job.notify_delay_after,
    jobRunQueuingEnabled: job.job_run_queuing_enabled ?? false,
    tags: merged(config.tags, job.tags),
    dependsOn: dependenciesOf(job.depends_on),
  };
  if (job.type === 'pythonshell') {
    return {
      ...common,
      kind: 'pythonshell',
      glueVersion: job.glue_version,
      pythonVersion: job.python_version ?? '3.9',
      maxCapacity: job.max_capacity ?? 0.0625,
      timeout: job.timeout ?? defaultTimeout(job.glue_version),
    };
  }
  const kind = job.type === 'streaming' || job.type === 'gluestreaming' ? 'streaming' : 'glueetl';
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
function merged(common: Texts | undefined, own: Texts | undefined): Texts {
  return common == null || own == null ? (own ?? common ?? none) : { ...common, ...own };
}

function dependenciesOf(names: readonly string[] | undefined): readonly Dependency[] {
  return Array.from(new Set(names ?? noNames), (job) => ({ job, state: 'SUCCEEDED' }));
}

/** A bare Spark job reads back as ten DPUs, then as G.1X × 10 after its first update (go-to-k/cdk-real-drift#1569). */
function capacityOf(job: WrittenJob): Capacity {
  return job.max_capacity != null && job.worker_type == null && job.number_of_workers == null
    ? { kind: 'max', maxCapacity: job.max_capacity }
    : { kind: 'workers', workerType: job.worker_type ?? 'G.1X', numberOfWorkers: job.number_of_workers ?? 10 };
}

function scriptOf(script: string): Script {
  return /^s3[an]?:\/\//i.test(script) ? { kind: 's3', uri: script } : { kind: 'local', path: script };
}

/** The one argument whose key the Glue documentation shows without dashes. */
const bareArgument = 'library-set';

/** An argument's key as Glue wants it. */
export function argumentKey(key: string): string {
  return key.startsWith('--') || key === bareArgument ? key : `--${key}`;
}

function argumentsOf(written: Texts | undefined): Texts {
  if (written == null) {
    return none;
  }
  // Written with their dashes, as most are, they are what Glue wants already.
  return Object.keys(written).every((key) => argumentKey(key) === key)
    ? written
    : Object.fromEntries(Object.entries(written).map(([key, value]) => [argumentKey(key), value]));
}
