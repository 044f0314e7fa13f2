import type { ArtifactDefinition } from './artifact.ts';
import { artifactFields } from './artifact.ts';
import { type JobDefinition, jobFields } from './job.ts';
import { stackTag } from './ownership.ts';
import { type TriggerDefinition, triggerFields } from './trigger.ts';
import { type WorkflowDefinition, workflowFields } from './workflow.ts';
import type { FieldMap } from './field.ts';

/** The kinds of thing that a deployment makes, in the order of making. */
export const kinds = ['artifact', 'job', 'workflow', 'trigger'] as const;

/** One of `kinds`. */
export type Kind = (typeof kinds)[number];

interface Common {
  /** The name in AWS; for an artifact its object key. */
  readonly name: string;
  /** The name in the config, for people; the AWS name where the config does not know it. */
  readonly label: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One thing as it should be, or as it is. */
export type Resource =
  | (Common & { readonly kind: 'artifact'; readonly definition: ArtifactDefinition })
  | (Common & { readonly kind: 'job'; readonly definition: JobDefinition })
  | (Common & { readonly kind: 'workflow'; readonly definition: WorkflowDefinition })
  | (Common & { readonly kind: 'trigger'; readonly definition: TriggerDefinition });

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

/** Where and for whom a deployment is: what the config does not say by itself. */
export interface Target {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** The artifact bucket. */
  readonly bucket: string;
  /** The role of jobs that the config gives none. */
  readonly role: string | undefined;
}

/**
 * Every field of a resource in the words of the config, with AWS's defaults filled in and its echoes folded:
 * two resources are the same exactly when these are.
 */
export function fieldsOf(resource: Resource): FieldMap {
  const tags = Object.entries(resource.tags).map(([key, value]) => [`tags.${key}`, value] as const);
  return { ...definitionFields(resource), ...Object.fromEntries(tags) };
}

function definitionFields(resource: Resource): FieldMap {
  switch (resource.kind) {
    case 'artifact':
      return artifactFields(resource.definition);
    case 'job':
      return jobFields(resource.definition);
    case 'workflow':
      return workflowFields(resource.definition);
    case 'trigger':
      return triggerFields(resource.definition);
  }
}
