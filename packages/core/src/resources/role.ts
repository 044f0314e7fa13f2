import type { FieldMap } from './field.ts';
import { present } from './field.ts';
import type { Place } from './place.ts';
import { allowing, foldPolicy, type PolicyDocument } from './policy.ts';

/** An IAM role with the policies that are written into it. */
export interface RoleDefinition {
  /** Who may work as it. */
  readonly AssumeRolePolicyDocument: PolicyDocument;
  /** What it may do: policies by name. */
  readonly Policies: Readonly<Record<string, PolicyDocument>>;
  readonly Description?: string;
  /** The ARN of a managed policy that bounds it. */
  readonly PermissionsBoundary?: string;
}

/** The name of the one policy that a role of ours has. */
export const rolePolicyName = 'gluepipeline';

/** The ARN of a role, from its name (with its path, if it has one) or from its ARN, which stays what it is. */
export function roleArn({ partition, accountId }: Place, role: string): string {
  return role.startsWith('arn:') ? role : `arn:${partition}:iam::${accountId}:role/${role.replace(/^\//, '')}`;
}

/** The name of a role of this account in its ARN, without its path; nothing for what is no such ARN. */
export function roleNameOf({ accountId }: Pick<Place, 'accountId'>, arn: string): string | undefined {
  const [, account, path] = /^arn:[^:]+:iam::(\d+):role\/(.+)$/.exec(arn) ?? [];
  return account === accountId ? path?.split('/').at(-1) : undefined;
}

/** The role as which EventBridge tells a workflow of events (Glue developer guide, starting-workflow-eventbridge). */
export function eventRole(place: Place, workflowName: string, permissionsBoundary?: string): RoleDefinition {
  return {
    AssumeRolePolicyDocument: allowing({
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    Policies: { [rolePolicyName]: eventRolePolicy(place, workflowName) },
    Description: `Lets EventBridge start the Glue workflow ${printable(workflowName)}`,
    ...(permissionsBoundary == null ? {} : { PermissionsBoundary: permissionsBoundary }),
  };
}

/** Allows telling one workflow of events, and nothing else. */
export function eventRolePolicy(place: Place, workflowName: string): PolicyDocument {
  return allowing({ Action: 'glue:notifyEvent', Resource: workflowArn(place, workflowName) });
}

/** The ARN of a workflow (Glue developer guide, glue-specifying-resource-arns). */
export function workflowArn({ partition, region, accountId }: Place, workflowName: string): string {
  return `arn:${partition}:glue:${region}:${accountId}:workflow/${workflowName}`;
}

/** The fields of a role, folded. */
export function roleFields(role: RoleDefinition): FieldMap {
  return {
    ...present({
      assume_role_policy: foldPolicy(role.AssumeRolePolicyDocument),
      description: role.Description,
      permissions_boundary: role.PermissionsBoundary,
    }),
    ...Object.fromEntries(
      Object.entries(role.Policies).map(([name, policy]) => [`policies.${name}`, foldPolicy(policy)]),
    ),
  };
}

/** IAM takes fewer letters in a description than Glue in a name (botocore, roleDescriptionType). */
function printable(text: string): string {
  return text.replace(/[^ -~¡-ÿ]/g, '?');
}
