import type { Arguments, TriggerRecord } from '../glue/records.ts';
import type { Collection, Store } from '../store/store.ts';
import type { NodeRef } from './fire.ts';
import type { RunStream } from './log-streams.ts';
import type { Frame } from './outcome.ts';

/** Glue's JobRunState, as far as runs here reach them. */
export type JobRunState =
  'STARTING' | 'RUNNING' | 'STOPPING' | 'STOPPED' | 'SUCCEEDED' | 'FAILED' | 'TIMEOUT' | 'ERROR' | 'WAITING';

/** Glue's JobRun; times are seconds since 1970, as on the wire. */
export interface JobRun {
  readonly Id: string;
  readonly Attempt: number;
  readonly PreviousRunId?: string;
  readonly TriggerName?: string;
  readonly JobName: string;
  readonly JobMode?: string;
  readonly JobRunQueuingEnabled?: boolean;
  readonly StartedOn: number;
  readonly LastModifiedOn: number;
  readonly CompletedOn?: number;
  readonly JobRunState: JobRunState;
  readonly Arguments?: Arguments;
  readonly ErrorMessage?: string;
  readonly PredecessorRuns?: readonly Predecessor[];
  readonly AllocatedCapacity?: number;
  readonly ExecutionTime: number;
  readonly Timeout?: number;
  readonly MaxCapacity?: number;
  readonly NotificationProperty?: { readonly NotifyDelayAfter?: number };
  readonly WorkerType?: string;
  readonly NumberOfWorkers?: number;
  readonly SecurityConfiguration?: string;
  readonly LogGroupName?: string;
  readonly GlueVersion?: string;
  readonly ExecutionClass?: string;
  readonly MaintenanceWindow?: string;
  readonly StateDetail?: string;
}

/** A run that a trigger waited for. */
export interface Predecessor {
  readonly JobName: string;
  readonly RunId: string;
}

/** A job run with what Glue does not show. */
export interface JobRunRecord {
  readonly run: JobRun;
  /** The action it serves; absent for a run that somebody started by hand. */
  readonly cause?: Cause;
  readonly frame?: Frame;
  /** Where CloudWatch Logs shows its output; absent in records of before that. */
  readonly streams?: readonly RunStream[];
  /** Runs of one millisecond keep their order by it. */
  readonly sequence: number;
}

/** An action of a cascade. */
export interface Cause {
  readonly cascade: string;
  readonly action: number;
}

/** What one fired action has come to. */
export interface CascadeAction {
  readonly trigger: string;
  readonly node: NodeRef;
  /** Ids of its job runs: one, and one more for each retry. */
  readonly runs: readonly string[];
  /** The state it ended in; absent while it runs. */
  readonly ended?: string;
  /** For a crawler: its crawl as the graph shows it. */
  readonly crawl?: { readonly StartedOn: number; readonly CompletedOn?: number; readonly ErrorMessage?: string };
}

/** Glue's WorkflowRunStatus. */
export type CascadeStatus = 'RUNNING' | 'COMPLETED' | 'STOPPING' | 'STOPPED' | 'ERROR';

/** Jobs that start one another through triggers: a run of a workflow, or what a trigger outside workflows set off. */
export interface Cascade {
  readonly id: string;
  readonly kind: 'workflow' | 'chain';
  /** The workflow's name; of a chain, its first trigger's. */
  readonly name: string;
  readonly status: CascadeStatus;
  readonly startedOn: number;
  readonly completedOn?: number;
  readonly errorMessage?: string;
  readonly properties: Readonly<Record<string, string>>;
  /** Which condition on events was met, where events started it. */
  readonly startingBatch?: { readonly BatchSize?: number; readonly BatchWindow?: number };
  /** A workflow's triggers as they stood at the start; a chain looks at the triggers as they are. */
  readonly triggers: readonly TriggerRecord[];
  /** The run that this one takes up. */
  readonly previous?: string;
  /** Conditional triggers that have fired. */
  readonly fired: readonly string[];
  readonly actions: readonly CascadeAction[];
  readonly sequence: number;
}

/** The job runs of a store by id. */
export const jobRunsOf = (store: Store): Collection<JobRunRecord> => store.collection<JobRunRecord>('glue-job-runs');

/** The workflow runs and chains of a store by id. */
export const cascadesOf = (store: Store): Collection<Cascade> => store.collection<Cascade>('glue-cascades');

/** True until a run has come to its end. */
export function isActive(record: JobRunRecord): boolean {
  return ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'].includes(record.run.JobRunState);
}

/** True until a cascade has come to its end. */
export function isOpen(cascade: Cascade): boolean {
  return cascade.status === 'RUNNING' || cascade.status === 'STOPPING';
}

interface Moment {
  readonly at: number;
  readonly sequence: number;
}

/** A key whose order is newest first, for pages of a history. */
export function newestFirst({ at, sequence }: Moment): string {
  const inverse = (value: number, width: number): string =>
    String(10 ** width - Math.floor(value)).padStart(width, '0');
  return `${inverse(at * 1000, 15)}/${inverse(sequence, 12)}`;
}
