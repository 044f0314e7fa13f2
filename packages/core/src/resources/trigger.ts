import type { Action, Dependency, Firing, Trigger } from '../pipeline/pipeline.ts';
import { canonical, type FieldMap, type FieldValue, present } from './field.ts';
import { keyOf } from './resource.ts';

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
  /** Of EVENT triggers (SDK, EventBatchingCondition). */
  readonly EventBatchingCondition?: { readonly BatchSize?: number; readonly BatchWindow?: number };
  readonly Description?: string;
  /** Whether it may fire; on-demand and event triggers have no such state and say true. */
  readonly enabled: boolean;
}

/** The names in AWS of nodes and workflows, by their names in the config. */
export interface Names {
  readonly node: (name: string) => string;
  readonly workflow: (name: string) => string;
}

/** A trigger of the pipeline in Glue's shape, complete: an update overwrites everything. */
export function triggerDefinition(trigger: Trigger, names: Names): TriggerDefinition {
  const { firing, workflow, description, actions } = trigger;
  return {
    ...(workflow == null ? {} : { WorkflowName: names.workflow(workflow) }),
    ...firingOf(firing, names),
    Actions: actions.map((action) => actionOf(action, names)),
    ...(description === '' ? {} : { Description: description }),
    enabled: trigger.enabled || firing.kind === 'on-demand' || firing.kind === 'event',
  };
}

function firingOf(firing: Firing, names: Names): Omit<TriggerDefinition, 'enabled'> {
  switch (firing.kind) {
    case 'on-demand':
      return { Type: 'ON_DEMAND' };
    case 'schedule':
      return { Type: 'SCHEDULED', Schedule: firing.schedule };
    case 'event': {
      const { batchSize, batchWindow } = firing.event;
      return { Type: 'EVENT', EventBatchingCondition: { BatchSize: batchSize, BatchWindow: batchWindow } };
    }
    case 'conditions':
      return {
        Type: 'CONDITIONAL',
        Predicate: {
          // With one end both mean the same, and AND is what everybody writes.
          Logical: firing.logical === 'any' && firing.ends.length > 1 ? 'ANY' : 'AND',
          Conditions: firing.ends.map((end) => conditionOf(end, names)),
        },
      };
  }
}

/** A crawler's end has a word of its own: Glue refuses State there (hashicorp/terraform-provider-aws#43013). */
function conditionOf({ kind, name, state }: Dependency, names: Names): TriggerCondition {
  return kind === 'job'
    ? { LogicalOperator: 'EQUALS', JobName: names.node(name), State: state }
    : { LogicalOperator: 'EQUALS', CrawlerName: names.node(name), CrawlState: state };
}

function actionOf(action: Action, names: Names): TriggerAction {
  const { kind, name, timeout, securityConfiguration, notifyDelayAfter } = action;
  return {
    ...(kind === 'job' ? { JobName: names.node(name) } : { CrawlerName: names.node(name) }),
    ...(Object.keys(action.arguments).length === 0 ? {} : { Arguments: action.arguments }),
    ...(timeout == null ? {} : { Timeout: timeout }),
    ...(securityConfiguration === '' ? {} : { SecurityConfiguration: securityConfiguration }),
    ...(notifyDelayAfter == null ? {} : { NotificationProperty: { NotifyDelayAfter: notifyDelayAfter } }),
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
    // One event, and 900 seconds, are what Glue waits for unless told otherwise (SDK, EventBatchingCondition).
    batch_size: trigger.Type === 'EVENT' ? (trigger.EventBatchingCondition?.BatchSize ?? 1) : undefined,
    batch_window: trigger.Type === 'EVENT' ? (trigger.EventBatchingCondition?.BatchWindow ?? 900) : undefined,
    depends_on: conditions.map(conditionValue).toSorted(inOrder),
    starts: (trigger.Actions ?? []).map(actionValue).toSorted(inOrder),
  });
}

function inOrder(a: FieldValue, b: FieldValue): number {
  return canonical(a) < canonical(b) ? -1 : 1;
}

/** The job's name alone where its success is meant; a crawler, and any other end, says what it is. */
function conditionValue({ JobName, State, CrawlerName, CrawlState }: TriggerCondition): FieldValue {
  if (JobName == null) {
    const state = CrawlState ?? 'SUCCEEDED';
    return { crawler: CrawlerName ?? '', ...(state === 'SUCCEEDED' ? {} : { state }) };
  }
  const state = State ?? 'SUCCEEDED';
  return state === 'SUCCEEDED' ? JobName : { job: JobName, state };
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

/** The job or crawler that an action starts or a condition waits for, as `keyOf` writes it. */
export function nodeKey({
  JobName: job,
  CrawlerName: crawler = '',
}: Pick<TriggerCondition, 'JobName' | 'CrawlerName'>): string {
  return keyOf(job == null ? { kind: 'crawler', name: crawler } : { kind: 'job', name: job });
}
