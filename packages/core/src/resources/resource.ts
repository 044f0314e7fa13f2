import type { ArtifactDefinition } from './artifact.ts';
import { artifactFields } from './artifact.ts';
import { type CrawlerDefinition, crawlerFields } from './crawler.ts';
import { type JobDefinition, jobFields } from './job.ts';
import { stackTag } from './ownership.ts';
import type { Place } from './place.ts';
import { type RoleDefinition, roleFields } from './role.ts';
import { type RuleDefinition, ruleFields, startsWorkflow } from './rule.ts';
import { type TopicDefinition, topicFields } from './topic.ts';
import { hasActivation, type TriggerDefinition, triggerFields } from './trigger.ts';
import { type WorkflowDefinition, workflowFields } from './workflow.ts';
import type { FieldMap, FieldValue } from './field.ts';

/** The kinds of thing that a deployment makes, in the order of making. */
export const kinds = ['artifact', 'crawler', 'job', 'workflow', 'trigger', 'role', 'topic', 'rule'] as const;

/** One of `kinds`. */
export type Kind = (typeof kinds)[number];

interface Common {
  /** The name in AWS; for an artifact its object key, for a rule what `ruleKey` makes of bus and name. */
  readonly name: string;
  /** The name in the config, for people; the AWS name where the config does not know it. */
  readonly label: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Fields that keep their live values. */
  readonly ignoreChanges?: readonly string[];
  /** Members of Glue's that this tool has no word for, sent as they stand. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** One thing as it should be, or as it is. */
export type Resource =
  | (Common & { readonly kind: 'artifact'; readonly definition: ArtifactDefinition })
  | (Common & { readonly kind: 'crawler'; readonly definition: CrawlerDefinition })
  | (Common & { readonly kind: 'job'; readonly definition: JobDefinition })
  | (Common & { readonly kind: 'workflow'; readonly definition: WorkflowDefinition })
  | (Common & { readonly kind: 'trigger'; readonly definition: TriggerDefinition })
  | (Common & { readonly kind: 'role'; readonly definition: RoleDefinition })
  | (Common & { readonly kind: 'topic'; readonly definition: TopicDefinition })
  | (Common & { readonly kind: 'rule'; readonly definition: RuleDefinition });

/** A resource of one kind. */
export type ResourceOf<K extends Kind> = Extract<Resource, { kind: K }>;

/** A resource as it was read: its definition is what the service gave back, echoes and all. */
export type Live<R extends Resource = Resource> = R & {
  /** Members that we do not model and that an update would remove, by name. */
  readonly unmodelled?: Readonly<Record<string, unknown>>;
};

/** What tells one resource from all others. */
export interface ResourceRef {
  readonly kind: Kind;
  readonly name: string;
}

/** A text that is the same for two references exactly when they mean the same resource. */
export function keyOf(ref: ResourceRef): string {
  return `${ref.kind}/${ref.name}`;
}

/** The stack that owns a live resource, or nothing where nobody has put our tag on it. */
export function ownerOf(resource: Pick<Resource, 'tags'>): string | undefined {
  return resource.tags[stackTag];
}

/** Whether a resource that can be switched on and off is on; nothing for those that cannot. */
export function activationOf(resource: Resource): boolean | undefined {
  switch (resource.kind) {
    case 'trigger':
      return hasActivation(resource.definition.Type) ? resource.definition.enabled : undefined;
    case 'rule':
      return resource.definition.enabled;
    default:
      return undefined;
  }
}

/** True for what sets the pipeline going by itself, by the clock or by an event: it is let loose last. */
export function startsByItself(resource: Resource): boolean {
  return (
    (resource.kind === 'trigger' && resource.definition.Type === 'SCHEDULED') ||
    (resource.kind === 'rule' && startsWorkflow(resource.definition))
  );
}

/** The same resource, switched on or off; one that cannot be switched stays as it is. */
export function switched<R extends Resource>(resource: R, enabled: boolean): R {
  return activationOf(resource) == null ? resource : { ...resource, definition: { ...resource.definition, enabled } };
}

/** Where and for whom a deployment is: what the config does not say by itself. */
export interface Target extends Place {
  /** The artifact bucket. */
  readonly bucket: string;
  /** The role of jobs and crawlers that the config gives none. */
  readonly role: string | undefined;
}

/**
 * Every field of a resource in the words of the config, with AWS's defaults filled in and its echoes folded:
 * two resources are the same exactly when these are.
 */
export function fieldsOf(resource: Resource): FieldMap {
  const tags = Object.entries(resource.tags).map(([key, value]) => [`tags.${key}`, value] as const);
  const extra = Object.entries(resource.extra ?? {}).map(
    ([key, value]) => [`extra.${key}`, value as FieldValue] as const,
  );
  return { ...definitionFields(resource), ...Object.fromEntries(tags), ...Object.fromEntries(extra) };
}

function definitionFields(resource: Resource): FieldMap {
  switch (resource.kind) {
    case 'artifact':
      return artifactFields(resource.definition);
    case 'crawler':
      return crawlerFields(resource.definition);
    case 'job':
      return jobFields(resource.definition);
    case 'workflow':
      return workflowFields(resource.definition);
    case 'trigger':
      return triggerFields(resource.definition);
    case 'role':
      return roleFields(resource.definition);
    case 'topic':
      return topicFields(resource.definition);
    case 'rule':
      return ruleFields(resource.definition);
  }
}
