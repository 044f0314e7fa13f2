import type { JsonObject } from '../json.ts';
import type { Collection, Store } from '../store/store.ts';

/** Tags of a resource by key. */
export type Tags = Readonly<Record<string, string>>;

/** Glue's argument map, keys with their `--`. */
export type Arguments = Readonly<Record<string, string>>;

/** Glue's JobCommand. */
export interface JobCommand {
  readonly Name?: string;
  readonly ScriptLocation?: string;
  readonly PythonVersion?: string;
  readonly Runtime?: string;
}

/** What CreateJob and JobUpdate may say of a job, apart from its name and tags. */
export interface JobDefinition {
  readonly JobMode?: string;
  readonly JobRunQueuingEnabled?: boolean;
  readonly Description?: string;
  readonly LogUri?: string;
  readonly Role?: string;
  readonly ExecutionProperty?: { readonly MaxConcurrentRuns?: number };
  readonly Command?: JobCommand;
  readonly DefaultArguments?: Arguments;
  readonly NonOverridableArguments?: Arguments;
  readonly Connections?: { readonly Connections?: readonly string[] };
  readonly MaxRetries?: number;
  readonly AllocatedCapacity?: number;
  readonly Timeout?: number;
  readonly MaxCapacity?: number;
  readonly SecurityConfiguration?: string;
  readonly NotificationProperty?: { readonly NotifyDelayAfter?: number };
  readonly GlueVersion?: string;
  readonly NumberOfWorkers?: number;
  readonly WorkerType?: string;
  readonly CodeGenConfigurationNodes?: JsonObject;
  readonly ExecutionClass?: string;
  readonly SourceControlDetails?: JsonObject;
  readonly MaintenanceWindow?: string;
}

/** Glue's Job as GetJob gives it, echoes and defaults filled in. */
export interface Job extends JobDefinition {
  readonly Name: string;
  readonly CreatedOn: number;
  readonly LastModifiedOn: number;
}

/** A job with what GetJob does not show. `id` is new for each CreateJob, so runs of a namesake can be told apart. */
export interface JobRecord {
  readonly id: string;
  readonly job: Job;
  readonly tags: Tags;
}

/** Glue's TriggerType. */
export type TriggerType = 'SCHEDULED' | 'CONDITIONAL' | 'ON_DEMAND' | 'EVENT';

/** Glue's TriggerState. */
export type TriggerState =
  'CREATING' | 'CREATED' | 'ACTIVATING' | 'ACTIVATED' | 'DEACTIVATING' | 'DEACTIVATED' | 'DELETING' | 'UPDATING';

/** Glue's Action of a trigger. */
export interface TriggerAction {
  readonly JobName?: string;
  readonly CrawlerName?: string;
  readonly Arguments?: Arguments;
  readonly Timeout?: number;
  readonly SecurityConfiguration?: string;
  readonly NotificationProperty?: { readonly NotifyDelayAfter?: number };
}

/** Glue's Condition of a predicate. */
export interface Condition {
  readonly LogicalOperator?: string;
  readonly JobName?: string;
  readonly State?: string;
  readonly CrawlerName?: string;
  readonly CrawlState?: string;
}

/** Glue's Predicate. */
export interface Predicate {
  readonly Logical?: 'AND' | 'ANY';
  readonly Conditions?: readonly Condition[];
}

/** Glue's Trigger without its state, which depends on the time. */
export interface TriggerDefinition {
  readonly Name: string;
  readonly Type: TriggerType;
  readonly WorkflowName?: string;
  readonly Description?: string;
  readonly Schedule?: string;
  readonly Actions?: readonly TriggerAction[];
  readonly Predicate?: Predicate;
  readonly EventBatchingCondition?: { readonly BatchSize: number; readonly BatchWindow?: number };
}

/** A trigger; `state` holds until `until`, then it is `next` ("GONE": deleted). Read it with `triggerState`. */
export interface TriggerRecord {
  readonly id: string;
  readonly trigger: TriggerDefinition;
  readonly tags: Tags;
  readonly state: TriggerState;
  readonly until?: number;
  readonly next?: TriggerState | 'GONE';
}

/** Glue's Workflow without run and graph. */
export interface Workflow {
  readonly Name: string;
  readonly Description?: string;
  readonly DefaultRunProperties?: Readonly<Record<string, string>>;
  readonly MaxConcurrentRuns?: number;
  readonly CreatedOn: number;
  readonly LastModifiedOn: number;
}

/** A workflow with what GetWorkflow does not show. */
export interface WorkflowRecord {
  readonly id: string;
  readonly workflow: Workflow;
  readonly tags: Tags;
}

/** The jobs of a store by name. */
export const jobsOf = (store: Store): Collection<JobRecord> => store.collection<JobRecord>('glue-jobs');

/** The triggers of a store by name; those whose deletion has ended may still be in it, see `liveTriggers`. */
export const triggersOf = (store: Store): Collection<TriggerRecord> => store.collection<TriggerRecord>('glue-triggers');

/** The workflows of a store by name. */
export const workflowsOf = (store: Store): Collection<WorkflowRecord> =>
  store.collection<WorkflowRecord>('glue-workflows');
