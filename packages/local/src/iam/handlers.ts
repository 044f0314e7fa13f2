import { randomBytes } from 'node:crypto';
import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { page } from '../glue/pages.ts';
import { compact } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { parsePolicy } from '../policy.ts';
import { members } from '../query/service.ts';
import { tagList, tagsOf, without } from '../tags/tag-list.ts';
import type { TagList } from '../tags/tag-list.ts';
import { roleArn, roleKey, rolesOf } from './records.ts';
import type { RoleRecord } from './records.ts';
import { simulatePrincipalPolicy } from './simulate.ts';

interface Named {
  readonly RoleName: string;
}

interface Paged {
  readonly Marker?: string;
  readonly MaxItems?: number;
}

function requireRole(context: Context, name: string): RoleRecord {
  const role = rolesOf(context.store).get(roleKey(name));
  if (role == null) {
    throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
  }
  return role;
}

function change(context: Context, name: string, to: (role: RoleRecord) => Partial<RoleRecord>): JsonObject {
  const role = requireRole(context, name);
  rolesOf(context.store).put(roleKey(name), { ...role, ...to(role) });
  return {};
}

function checkPolicy(text: string): string {
  if (parsePolicy(text) == null) {
    throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.');
  }
  return text;
}

/** Policies are given back URL-encoded (SDK GetRolePolicy). */
function show(context: Context, role: RoleRecord): JsonObject {
  const { boundary, tags } = role;
  const boundedBy =
    boundary == null ? undefined : { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary };
  return compact({
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: roleArn(context.account, role),
    CreateDate: role.created,
    AssumeRolePolicyDocument: encodeURIComponent(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSession,
    PermissionsBoundary: boundedBy,
    Tags: Object.keys(tags).length === 0 ? undefined : members(tagList(tags)),
  });
}

interface CreateRole extends Named {
  readonly Path?: string;
  readonly AssumeRolePolicyDocument: string;
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
  readonly PermissionsBoundary?: string;
  readonly Tags?: TagList;
}

function createRole(input: CreateRole, context: Context): object {
  if (rolesOf(context.store).get(roleKey(input.RoleName)) != null) {
    throw new AwsError('EntityAlreadyExists', `Role with name ${input.RoleName} already exists.`, 409);
  }
  const role: RoleRecord = {
    name: input.RoleName,
    path: input.Path ?? '/',
    id: `AROA${randomBytes(9).toString('hex').toUpperCase().slice(0, 17)}`,
    created: new Date(context.clock.now()).toISOString(),
    trust: checkPolicy(input.AssumeRolePolicyDocument),
    description: input.Description,
    maxSession: input.MaxSessionDuration ?? 3600,
    boundary: input.PermissionsBoundary,
    policies: {},
    tags: tagsOf(input.Tags),
  };
  rolesOf(context.store).put(roleKey(role.name), role);
  return { Role: show(context, role) };
}

function deleteRole({ RoleName }: Named, context: Context): object {
  if (Object.keys(requireRole(context, RoleName).policies).length > 0) {
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
  }
  rolesOf(context.store).delete(roleKey(RoleName));
  return {};
}

function policyOf(role: RoleRecord, name: string): string {
  const policy = Object.hasOwn(role.policies, name) ? role.policies[name] : undefined;
  if (policy == null) {
    throw new AwsError('NoSuchEntity', `The role policy with name ${name} cannot be found.`, 404);
  }
  return policy;
}

type PolicyName = Named & { readonly PolicyName: string };

function getRolePolicy({ RoleName, PolicyName }: PolicyName, context: Context): object {
  const policy = policyOf(requireRole(context, RoleName), PolicyName);
  return { RoleName, PolicyName, PolicyDocument: encodeURIComponent(policy) };
}

function listed(
  context: Context,
  { Marker, MaxItems }: Paged,
  names: readonly string[],
  items: (name: string) => Json,
) {
  const request = { MaxResults: MaxItems ?? 100, ...(Marker == null ? {} : { NextToken: Marker }) };
  const { items: shown, NextToken } = page(context, request, [...names].sort(), (name) => name, 100);
  const more = NextToken == null ? { IsTruncated: false } : { IsTruncated: true, Marker: NextToken };
  return { list: members(shown.map(items)), ...more };
}

function listRoles(input: Paged & { readonly PathPrefix?: string }, context: Context): object {
  const roles = rolesOf(context.store)
    .values()
    .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
  const { list, ...more } = listed(
    context,
    input,
    roles.map(({ name }) => roleKey(name)),
    (name) => show(context, requireRole(context, name)),
  );
  return { Roles: list, ...more };
}

function listRolePolicies(input: Named & Paged, context: Context): object {
  const names = Object.keys(requireRole(context, input.RoleName).policies);
  const { list, ...more } = listed(context, input, names, (name) => name);
  return { PolicyNames: list, ...more };
}

function listRoleTags(input: Named & Paged, context: Context): object {
  const { tags } = requireRole(context, input.RoleName);
  const { list, ...more } = listed(context, input, Object.keys(tags), (Key) => ({ Key, Value: tags[Key] ?? '' }));
  return { Tags: list, ...more };
}

/** Omitted members go back to their defaults (SDK UpdateRoleRequest). */
function updateRole(input: Named & { Description?: string; MaxSessionDuration?: number }, context: Context): object {
  return change(context, input.RoleName, (role) => ({
    description: input.Description ?? role.description,
    maxSession: input.MaxSessionDuration ?? 3600,
  }));
}

/** The operations on roles. */
export const iamHandlers: HandlerTable = {
  CreateRole: operation(createRole),
  GetRole: operation(({ RoleName }: Named, context) => ({ Role: show(context, requireRole(context, RoleName)) })),
  ListRoles: operation(listRoles),
  UpdateRole: operation(updateRole),
  DeleteRole: operation(deleteRole),
  UpdateAssumeRolePolicy: operation((input: Named & { PolicyDocument: string }, context) =>
    change(context, input.RoleName, () => ({ trust: checkPolicy(input.PolicyDocument) })),
  ),
  PutRolePolicy: operation((input: PolicyName & { PolicyDocument: string }, context) =>
    change(context, input.RoleName, ({ policies }) => ({
      policies: { ...policies, [input.PolicyName]: checkPolicy(input.PolicyDocument) },
    })),
  ),
  GetRolePolicy: operation(getRolePolicy),
  DeleteRolePolicy: operation((input: PolicyName, context) =>
    change(context, input.RoleName, (role) => {
      policyOf(role, input.PolicyName);
      return { policies: without(role.policies, [input.PolicyName]) };
    }),
  ),
  ListRolePolicies: operation(listRolePolicies),
  // Managed policies are not kept here, so none is ever attached.
  ListAttachedRolePolicies: operation(({ RoleName }: Named, context) => {
    requireRole(context, RoleName);
    return { AttachedPolicies: members([]), IsTruncated: false };
  }),
  TagRole: operation((input: Named & { Tags: TagList }, context) =>
    change(context, input.RoleName, ({ tags }) => ({ tags: { ...tags, ...tagsOf(input.Tags) } })),
  ),
  UntagRole: operation((input: Named & { TagKeys: readonly string[] }, context) =>
    change(context, input.RoleName, ({ tags }) => ({ tags: without(tags, input.TagKeys) })),
  ),
  ListRoleTags: operation(listRoleTags),
  SimulatePrincipalPolicy: operation(simulatePrincipalPolicy),
  PutRolePermissionsBoundary: operation((input: Named & { PermissionsBoundary: string }, context) =>
    change(context, input.RoleName, () => ({ boundary: input.PermissionsBoundary })),
  ),
  DeleteRolePermissionsBoundary: operation(({ RoleName }: Named, context) =>
    change(context, RoleName, () => ({ boundary: undefined })),
  ),
};
