import type { Job } from '../pipeline/pipeline.ts';
import { defaultTimeout, versionNumber } from '../pipeline/versions.ts';
import { entriesUnder, type FieldMap, present } from './field.ts';

/** A job in Glue's shape: what CreateJob and UpdateJob take and GetJob gives (SDK JobUpdate, Job). */
export interface JobDefinition {
  readonly Description?: string;
  readonly Role?: string;
  readonly Command?: { readonly Name?: string; readonly ScriptLocation?: string; readonly PythonVersion?: string };
  readonly ExecutionProperty?: { readonly MaxConcurrentRuns?: number };
  readonly DefaultArguments?: Readonly<Record<string, string>>;
  readonly NonOverridableArguments?: Readonly<Record<string, string>>;
  readonly Connections?: { readonly Connections?: readonly string[] };
  readonly MaxRetries?: number;
  readonly Timeout?: number;
  readonly MaxCapacity?: number;
  readonly AllocatedCapacity?: number;
  readonly WorkerType?: string;
  readonly NumberOfWorkers?: number;
  readonly SecurityConfiguration?: string;
  readonly NotificationProperty?: { readonly NotifyDelayAfter?: number };
  readonly GlueVersion?: string;
  readonly ExecutionClass?: string;
  readonly JobMode?: string;
  readonly JobRunQueuingEnabled?: boolean;
  readonly MaintenanceWindow?: string;
}

const commandNames = { glueetl: 'glueetl', pythonshell: 'pythonshell', streaming: 'gluestreaming' } as const;

/** A job of the pipeline in Glue's shape, complete: an update overwrites everything (SDK, UpdateJobRequest.JobUpdate). */
export function jobDefinition(job: Job, role: string | undefined, scriptLocation: string): JobDefinition {
  return {
    ...(job.description === '' ? {} : { Description: job.description }),
    ...(role == null ? {} : { Role: role }),
    Command: { Name: commandNames[job.kind], ScriptLocation: scriptLocation, PythonVersion: job.pythonVersion },
    ExecutionProperty: { MaxConcurrentRuns: job.maxConcurrentRuns },
    DefaultArguments: job.arguments,
    ...(isBlank(job.nonOverridableArguments) ? {} : { NonOverridableArguments: job.nonOverridableArguments }),
    ...(job.connections.length === 0 ? {} : { Connections: { Connections: job.connections } }),
    MaxRetries: job.maxRetries,
    ...(job.timeout == null ? {} : { Timeout: job.timeout }),
    ...capacityOf(job),
    ...(job.securityConfiguration === '' ? {} : { SecurityConfiguration: job.securityConfiguration }),
    ...(job.notifyDelayAfter == null ? {} : { NotificationProperty: { NotifyDelayAfter: job.notifyDelayAfter } }),
    ...(job.glueVersion == null ? {} : { GlueVersion: job.glueVersion }),
    ...(job.kind === 'glueetl' ? { ExecutionClass: job.executionClass } : {}),
    JobMode: 'SCRIPT',
    JobRunQueuingEnabled: job.jobRunQueuingEnabled,
    ...(job.kind === 'pythonshell' || job.maintenanceWindow === '' ? {} : { MaintenanceWindow: job.maintenanceWindow }),
  };
}

function capacityOf(job: Job): JobDefinition {
  if (job.kind === 'pythonshell') {
    return { MaxCapacity: job.maxCapacity };
  }
  return job.capacity.kind === 'max'
    ? { MaxCapacity: job.capacity.maxCapacity }
    : { WorkerType: job.capacity.workerType, NumberOfWorkers: job.capacity.numberOfWorkers };
}

/** The fields of a job, folded: AWS's defaults are filled in and its echoes dropped (docs/aws-facts.md#defaults-and-echoes). */
export function jobFields(job: JobDefinition): FieldMap {
  const command = job.Command?.Name ?? 'glueetl';
  const shell = command === 'pythonshell';
  return {
    ...present({
      type: command === 'gluestreaming' ? 'streaming' : command,
      script: job.Command?.ScriptLocation,
      description: job.Description,
      role: job.Role,
      python_version: foldPythonVersion(job, shell),
      glue_version: job.GlueVersion,
      ...foldCapacity(job, shell),
      timeout: foldTimeout(job, command),
      max_retries: job.MaxRetries ?? 0,
      max_concurrent_runs: job.ExecutionProperty?.MaxConcurrentRuns ?? 1,
      execution_class: shell || command === 'gluestreaming' ? undefined : (job.ExecutionClass ?? 'STANDARD'),
      job_run_queuing_enabled: job.JobRunQueuingEnabled ?? false,
      maintenance_window: job.MaintenanceWindow,
      notify_delay_after: job.NotificationProperty?.NotifyDelayAfter,
      connections: job.Connections?.Connections,
      security_configuration: job.SecurityConfiguration,
      mode: job.JobMode === 'SCRIPT' ? undefined : job.JobMode,
    }),
    ...entriesUnder('arguments', job.DefaultArguments),
    ...entriesUnder('non_overridable_arguments', job.NonOverridableArguments),
  };
}

/**
 * Fields that a job leaves to Glue, so that whatever is read there is as wanted: one that sends no version gets the
 * default of the day, and with it that version's timeout (go-to-k/cdk-real-drift#1566). Only a Python shell job may
 * send none; Spark jobs always send theirs.
 */
export function fieldsLeftToGlue(job: JobDefinition): readonly string[] {
  return job.GlueVersion != null ? [] : job.Timeout == null ? ['glue_version', 'timeout'] : ['glue_version'];
}

/** A role of the account is the same by its name and by its ARN; two ARNs are the same only to the letter. */
export function sameRole(a: string, b: string, accountId: string): boolean {
  const [arn, name] = a.startsWith('arn:') ? [a, b] : [b, a];
  const own = /^arn:aws[a-z-]*:iam::(\d+):role\/(.+)$/.exec(arn);
  return a === b || (!name.startsWith('arn:') && own?.[1] === accountId && `/${own[2] ?? ''}`.endsWith(`/${name}`));
}

/**
 * A Spark job that names neither version reads back as Python 2 (go-to-k/cdk-real-drift#1566), one on Glue 3.0 as
 * Python 3 (Amazon Keyspaces developer guide, S3-tutorial-step2); Glue has had no Python 2 since 2.0.
 */
function foldPythonVersion(job: JobDefinition, shell: boolean): string {
  const three = shell || (job.GlueVersion != null && versionNumber(job.GlueVersion) >= 2);
  return job.Command?.PythonVersion ?? (three ? '3' : '2');
}

/** Workers say it all: MaxCapacity and AllocatedCapacity only repeat them (go-to-k/cdk-real-drift#571). */
function foldCapacity(job: JobDefinition, shell: boolean): Record<string, string | number | undefined> {
  if (shell) {
    return { max_capacity: job.MaxCapacity ?? job.AllocatedCapacity ?? 0.0625 };
  }
  if (job.WorkerType != null || job.NumberOfWorkers != null) {
    return { worker_type: job.WorkerType, number_of_workers: job.NumberOfWorkers };
  }
  const capacity = job.MaxCapacity ?? job.AllocatedCapacity ?? 10;
  return capacity === 10 ? { worker_type: 'G.1X', number_of_workers: 10 } : { max_capacity: capacity };
}

/**
 * Terraform writes a streaming job's "no timeout" as 0 (hashicorp/terraform-provider-aws#44920); a Ray job reads 480
 * on Glue 4.0 already (the same, TestAccGlueJob_rayJob).
 */
function foldTimeout(job: JobDefinition, command: string): number | undefined {
  if (command === 'gluestreaming') {
    return job.Timeout === 0 ? undefined : job.Timeout;
  }
  return job.Timeout ?? (command === 'glueray' ? 480 : defaultTimeout(job.GlueVersion));
}

function isBlank(map: Readonly<Record<string, string>>): boolean {
  return Object.keys(map).length === 0;
}
