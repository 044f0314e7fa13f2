import type { Job, Start } from '../pipeline/pipeline.ts';
import { canonical, type FieldMap, type FieldValue, present } from './field.ts';

/** What one trigger waits for (SDK Condition). */
export interface TriggerCondition {
  readonly LogicalOperator?: string;
  readonly JobName?: string;
  readonly State?: string;
  readonly CrawlerName?: string;
  readonly CrawlState?: string;
}

/** What one trigger starts (SDK Action). */
export interface TriggerAction {
  readonly JobName?: string;
  readonly CrawlerName?: string;
  readonly Arguments?: Readonly<Record<string, string>>;
  readonly Timeout?: number;
  readonly SecurityConfiguration?: string;
  readonly NotificationProperty?: { readonly NotifyDelayAfter?: number };
}

/** A trigger in Glue's shape (SDK CreateTriggerRequest, Trigger), with its activation as one flag of ours. */
export interface TriggerDefinition {
  readonly WorkflowName?: string;
  readonly Type: 'SCHEDULED' | 'CONDITIONAL' | 'ON_DEMAND' | 'EVENT';
  readonly Schedule?: string;
  readonly Predicate?: { readonly Logical?: string; readonly Conditions?: readonly TriggerCondition[] };
  readonly Actions?: readonly TriggerAction[];
  readonly Description?: string;
  /** Whether it may fire; on-demand and event triggers have no such state and say true. */
  readonly enabled: boolean;
}

/** The trigger that starts the pipeline: by its schedule, or on demand where there is none. */
export function startTrigger(start: Start, workflowName: string, roots: readonly Job[]): TriggerDefinition {
  return {
    WorkflowName: workflowName,
    ...(start.schedule == null ? { Type: 'ON_DEMAND' } : { Type: 'SCHEDULED', Schedule: start.schedule }),
    Actions: roots.map((job) => ({ JobName: job.resourceName })),
    ...(start.description === '' ? {} : { Description: start.description }),
    enabled: start.schedule == null || start.enabled,
  };
}

/** The trigger that starts a job once all jobs that it depends on have ended as they should. */
export function conditionalTrigger(
  job: Job,
  workflowName: string,
  resourceNames: ReadonlyMap<string, string>,
): TriggerDefinition {
  return {
    WorkflowName: workflowName,
    Type: 'CONDITIONAL',
    Predicate: {
      Logical: 'AND',
      Conditions: job.dependsOn.map((dependency) => ({
        LogicalOperator: 'EQUALS',
        JobName: resourceNames.get(dependency.job) ?? dependency.job,
        State: dependency.state,
      })),
    },
    Actions: [{ JobName: job.resourceName }],
    enabled: true,
  };
}

/** True for the types that can be switched on and off; the others fire when they are told to (docs/aws-facts.md#trigger-states). */
export function hasActivation(type: TriggerDefinition['Type']): boolean {
  return type === 'SCHEDULED' || type === 'CONDITIONAL';
}

/** The fields of a trigger, folded; the order of conditions and actions means nothing. */
export function triggerFields(trigger: TriggerDefinition): FieldMap {
  const conditions = trigger.Predicate?.Conditions ?? [];
  return present({
    type: trigger.Type,
    workflow: trigger.WorkflowName,
    schedule: trigger.Schedule,
    description: trigger.Description,
    enabled: hasActivation(trigger.Type) ? trigger.enabled : undefined,
    // With one condition Logical says nothing, and AND is what everybody means.
    logical: conditions.length > 1 && trigger.Predicate?.Logical === 'ANY' ? 'ANY' : undefined,
    depends_on: conditions.map(conditionValue).toSorted(inOrder),
    starts: (trigger.Actions ?? []).map(actionValue).toSorted(inOrder),
  });
}

function inOrder(a: FieldValue, b: FieldValue): number {
  return canonical(a) < canonical(b) ? -1 : 1;
}

/** The job's name alone where its success is meant; anything else says what it is. */
function conditionValue({ JobName, State, CrawlerName, CrawlState }: TriggerCondition): FieldValue {
  const state = State ?? CrawlState ?? 'SUCCEEDED';
  return JobName == null
    ? { crawler: CrawlerName ?? '', state }
    : state === 'SUCCEEDED'
      ? JobName
      : { job: JobName, state };
}

/** The node's name alone where the action says nothing else. */
function actionValue(action: TriggerAction): FieldValue {
  const node = action.JobName == null ? { crawler: action.CrawlerName ?? '' } : { job: action.JobName };
  const extras = present({
    arguments: action.Arguments,
    timeout: action.Timeout,
    security_configuration: action.SecurityConfiguration,
    notify_delay_after: action.NotificationProperty?.NotifyDelayAfter,
  });
  return Object.keys(extras).length === 0 && action.JobName != null ? action.JobName : { ...node, ...extras };
}
