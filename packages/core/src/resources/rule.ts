import { alertPattern } from '../pipeline/alert-pattern.ts';
import { canonical, type FieldMap, type FieldValue, present } from './field.ts';
import type { Place } from './place.ts';
import { workflowArn } from './role.ts';

/** An event pattern as a JSON value (EventBridge user guide, eb-event-patterns). */
export type EventPattern = Readonly<Record<string, FieldValue>>;

/** What a rule tells of an event (SDK Target, of which any member may be there). */
export interface RuleTarget {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
}

/** An EventBridge rule with its targets, and its state as one flag of ours. */
export interface RuleDefinition {
  /** `default`, or the name of another bus. */
  readonly EventBusName: string;
  readonly EventPattern: EventPattern;
  readonly Description?: string;
  readonly Targets: readonly RuleTarget[];
  readonly enabled: boolean;
}

/** A rule by its bus and its name there. */
export interface RuleName {
  readonly bus: string;
  readonly name: string;
}

/**
 * What tells a rule of one bus from all others, as its ARN does: its name, after that of the bus unless that is the
 * default one. So a rule whose bus changes is another rule.
 */
export function ruleKey({ bus, name }: RuleName): string {
  const busName = bus.replace(/^arn:[^/]*:event-bus\//, '');
  return busName === 'default' ? name : `${busName}/${name}`;
}

/** The bus and the name in a key of `ruleKey`; the names of buses may hold slashes, those of rules do not. */
export function ruleNameOf(key: string): RuleName {
  const slash = key.lastIndexOf('/');
  return slash < 0 ? { bus: 'default', name: key } : { bus: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** A rule that tells a topic of job runs that end in one of these states. */
export function alertRule(
  jobNames: readonly string[],
  states: readonly string[],
  topicArn: string,
  enabled = true,
): RuleDefinition {
  return {
    EventBusName: 'default',
    EventPattern: alertPattern(jobNames, states),
    Targets: [{ Id: 'alert', Arn: topicArn }],
    enabled,
  };
}

/** What an event that starts a workflow is. */
export interface EventStart {
  readonly pattern: EventPattern;
  /** Its name or ARN. */
  readonly bus: string;
  readonly workflowName: string;
  readonly roleArn: string;
  readonly enabled: boolean;
}

/** A rule that tells a workflow of events (Glue developer guide, starting-workflow-eventbridge). */
export function eventRule(place: Place, { pattern, bus, workflowName, roleArn, enabled }: EventStart): RuleDefinition {
  return {
    EventBusName: ruleNameOf(ruleKey({ bus, name: 'x' })).bus,
    EventPattern: pattern,
    Targets: [{ Id: 'workflow', Arn: workflowArn(place, workflowName), RoleArn: roleArn }],
    enabled,
  };
}

/** True for a rule that sets something going: it is let loose last. */
export function startsWorkflow({ Targets }: RuleDefinition): boolean {
  return Targets.some(({ Arn }) => /^arn:[^:]+:glue:[^:]*:[^:]*:workflow\//.test(Arn));
}

/** The fields of a rule, folded; the order of targets means nothing. */
export function ruleFields(rule: RuleDefinition): FieldMap {
  return present({
    bus: rule.EventBusName === 'default' ? undefined : rule.EventBusName,
    pattern: rule.EventPattern,
    description: rule.Description,
    enabled: rule.enabled,
    targets: rule.Targets.map((target) => target as unknown as FieldValue).toSorted((a, b) =>
      canonical(a) < canonical(b) ? -1 : 1,
    ),
  });
}
