import { createHash, randomBytes } from 'node:crypto';
import type { Arguments, Job } from '../glue/records.ts';
import { compact } from '../json.ts';
import { mergedArguments } from './arguments.ts';
import { isSpark } from './kinds.ts';
import { logGroup, logStreams } from './log-streams.ts';
import type { Outcome } from './outcome.ts';
import type { Cause, JobRun, JobRunRecord, Predecessor } from './records.ts';

/** What StartJobRun or a trigger's action may say of a run beside its job. */
export interface RunRequest {
  readonly Arguments?: Arguments;
  readonly AllocatedCapacity?: number;
  readonly Timeout?: number;
  readonly MaxCapacity?: number;
  readonly SecurityConfiguration?: string;
  readonly NotificationProperty?: { readonly NotifyDelayAfter?: number };
  readonly WorkerType?: string;
  readonly NumberOfWorkers?: number;
  readonly ExecutionClass?: string;
  readonly JobRunQueuingEnabled?: boolean;
}

/** Where a run comes from. */
export interface Origin {
  readonly cause?: Cause;
  readonly triggerName?: string;
  readonly predecessors?: readonly Predecessor[];
  /** The run that this one repeats. */
  readonly previous?: JobRun;
}

/** A fresh id in the form of Glue's: the prefix and 64 hex digits. */
export const freshId = (prefix: 'jr' | 'wr'): string => `${prefix}_${randomBytes(32).toString('hex')}`;

/** A run as Glue shows it the moment it is started. */
export function newRun(job: Job, request: RunRequest, origin: Origin, now: number, sequence: number): JobRunRecord {
  const workers = request.WorkerType == null && request.NumberOfWorkers == null ? job : { ...job, ...request };
  const args = mergedArguments(job, request.Arguments ?? {});
  const run: JobRun = {
    Id: freshId('jr'),
    Attempt: origin.previous == null ? 0 : origin.previous.Attempt + 1,
    JobName: job.Name,
    StartedOn: now,
    LastModifiedOn: now,
    JobRunState: 'STARTING',
    PredecessorRuns: origin.predecessors ?? [],
    ExecutionTime: 0,
    ...(compact({
      PreviousRunId: origin.previous?.Id,
      TriggerName: origin.triggerName,
      JobMode: job.JobMode,
      JobRunQueuingEnabled: request.JobRunQueuingEnabled ?? job.JobRunQueuingEnabled,
      Arguments: request.Arguments,
      AllocatedCapacity: request.AllocatedCapacity ?? job.AllocatedCapacity,
      MaxCapacity: request.MaxCapacity ?? job.MaxCapacity,
      Timeout: request.Timeout ?? job.Timeout,
      NotificationProperty: request.NotificationProperty ?? job.NotificationProperty,
      WorkerType: workers.WorkerType,
      NumberOfWorkers: workers.NumberOfWorkers,
      SecurityConfiguration: request.SecurityConfiguration ?? job.SecurityConfiguration,
      LogGroupName: logGroup(job, args),
      GlueVersion: job.GlueVersion,
      ExecutionClass: request.ExecutionClass ?? job.ExecutionClass,
      MaintenanceWindow: job.MaintenanceWindow,
    }) as Partial<JobRun>),
  };
  const streams = logStreams(job, args, run.Id);
  return { run, sequence, streams, ...(origin.cause == null ? {} : { cause: origin.cause }) };
}

/** The run as it is after its end. */
export function endedRun(
  record: JobRunRecord,
  end: Omit<Outcome, 'state'> & { readonly state: JobRun['JobRunState'] },
  now: number,
  seconds: number,
): JobRunRecord {
  const { state, message, frame } = end;
  const run = {
    ...record.run,
    JobRunState: state,
    CompletedOn: now,
    LastModifiedOn: now,
    ExecutionTime: seconds,
    ErrorMessage: message,
    StateDetail: undefined,
  };
  return { ...record, run: compact<object>(run) as JobRun, ...(frame == null ? {} : { frame }) };
}

/** What Glue adds to the arguments of a Spark run (docs/aws-facts.md#script-options). */
export function sparkArguments(job: Job, runId: string): Arguments {
  const jobId = `j_${createHash('sha256').update(job.Name).digest('hex')}`;
  return isSpark(job) ? { '--JOB_NAME': job.Name, '--JOB_ID': jobId, '--JOB_RUN_ID': runId } : {};
}
