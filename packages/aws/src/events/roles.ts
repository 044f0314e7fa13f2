import { type Live, type PolicyDocument, type ResourceOf } from '@gluepipeline/core';

import { type AwsCallError, hasAwsCode, withHint } from '../client/errors.ts';
import { inFlight } from '../client/in-flight.ts';
import { allPages } from '../client/pages.ts';
import { retry, waitFor } from '../client/retry.ts';
import type { Connection, Iam } from '../connection.ts';
import type { Actions } from '../glue/actions.ts';
import type { TagChanges, Tags } from '../glue/tags.ts';
import { parsed } from './json.ts';
import { tagList, tagsOfList } from './tag-list.ts';

/** The roles of these names that exist, with their tags. */
export async function findRoles(connection: Connection, names: readonly string[]): Promise<Live<ResourceOf<'role'>>[]> {
  if (names.length === 0) {
    return [];
  }
  const iam = await connection.iam();
  const found = await inFlight(names, async (name): Promise<Live<ResourceOf<'role'>> | undefined> => {
    const role = await getRole(iam, name);
    if (role == null) {
      return undefined;
    }
    const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn;
    const definition = {
      AssumeRolePolicyDocument: decoded(role.AssumeRolePolicyDocument),
      Policies: await readPolicies(iam, name),
      ...(role.Description == null || role.Description === '' ? {} : { Description: role.Description }),
      ...(boundary == null ? {} : { PermissionsBoundary: boundary }),
    };
    return { kind: 'role', name, label: name, tags: tagsOfList(role.Tags), definition };
  });
  return found.filter((role) => role != null);
}

/** What can be done with a role. */
export function roleActions(connection: Connection, role: ResourceOf<'role'>): Actions {
  const { name: RoleName, definition } = role;
  const overwrite = async (fields?: readonly string[]) => overwriteRole(await connection.iam(), role, fields);
  return {
    create: async () => {
      const iam = await connection.iam();
      const { Description, PermissionsBoundary } = definition;
      await iam.client.send(
        new iam.CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: JSON.stringify(definition.AssumeRolePolicyDocument),
          ...(Description == null ? {} : { Description }),
          ...(PermissionsBoundary == null ? {} : { PermissionsBoundary }),
          Tags: tagList(role.tags),
        }),
      );
      // IAM is known everywhere only after a while (IAM user guide, troubleshoot_general_eventual-consistency).
      const isUnknownYet = (error: unknown) => hasAwsCode(error, 'NoSuchEntityException');
      await retry(connection.clock, () => putPolicies(iam, role), isUnknownYet);
      await waitFor(connection.clock, async () => ((await getRole(iam, RoleName)) == null ? undefined : true), {
        operation: 'CreateRole',
        target: `"${RoleName}"`,
        otherwise: `role "${RoleName}" is not seen`,
        milliseconds: 120_000,
      });
    },
    overwrite,
    takeOver: () => overwrite(),
    remove: async () => removeRole(await connection.iam(), RoleName),
  };
}

/** The tags of a role as IAM has them, or nothing where there is no such role. */
export async function readRoleTags(connection: Connection, name: string): Promise<Tags | undefined> {
  const role = await getRole(await connection.iam(), name);
  return role == null ? undefined : tagsOfList(role.Tags);
}

/** Sets and removes these tags of a role. */
export async function writeRoleTags(
  connection: Connection,
  RoleName: string,
  { added, removed }: TagChanges,
): Promise<void> {
  const iam = await connection.iam();
  if (Object.keys(added).length > 0) {
    await iam.client.send(new iam.TagRoleCommand({ RoleName, Tags: tagList(added) }));
  }
  if (removed.length > 0) {
    await iam.client.send(new iam.UntagRoleCommand({ RoleName, TagKeys: [...removed] }));
  }
}

/** Without fields everything is written. */
async function overwriteRole(iam: Iam, role: ResourceOf<'role'>, fields?: readonly string[]): Promise<void> {
  const { name: RoleName, definition } = role;
  const differs = (field: string) => fields == null || fields.includes(field);
  if (differs('assume_role_policy')) {
    const PolicyDocument = JSON.stringify(definition.AssumeRolePolicyDocument);
    await iam.client.send(new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  }
  if (differs('description')) {
    // What is left out goes back to its default (SDK UpdateRoleRequest.MaxSessionDuration).
    const duration = (await getRole(iam, RoleName))?.MaxSessionDuration;
    const kept = duration == null ? {} : { MaxSessionDuration: duration };
    await iam.client.send(new iam.UpdateRoleCommand({ RoleName, Description: definition.Description ?? '', ...kept }));
  }
  if (differs('permissions_boundary')) {
    await boundRole(iam, RoleName, definition.PermissionsBoundary);
  }
  if (fields == null || fields.some((field) => field.startsWith('policies.'))) {
    await putPolicies(iam, role);
    const stale = (await policyNames(iam, RoleName)).filter((name) => !Object.hasOwn(definition.Policies, name));
    await deletePolicies(iam, RoleName, stale);
  }
}

async function boundRole(iam: Iam, RoleName: string, PermissionsBoundary: string | undefined): Promise<void> {
  if (PermissionsBoundary == null) {
    await unlessGone(() => iam.client.send(new iam.DeleteRolePermissionsBoundaryCommand({ RoleName })));
  } else {
    await iam.client.send(new iam.PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  }
}

/** A role goes only without the policies that are written into it (SDK DeleteRole). */
async function removeRole(iam: Iam, RoleName: string): Promise<void> {
  await deletePolicies(iam, RoleName, await policyNames(iam, RoleName));
  try {
    await unlessGone(() => iam.client.send(new iam.DeleteRoleCommand({ RoleName })));
  } catch (error) {
    throw hasAwsCode(error, 'DeleteConflictException') ? await withAttached(iam, RoleName, error) : error;
  }
}

/** A role to which somebody has attached a policy is kept: whoever did that has a use for it. */
async function withAttached(iam: Iam, RoleName: string, error: AwsCallError): Promise<AwsCallError> {
  const attached = await allPages(async (token) => {
    const page = await iam.client.send(new iam.ListAttachedRolePoliciesCommand({ RoleName, ...marker(token) }));
    return { items: page.AttachedPolicies ?? [], next: page.Marker };
  });
  const names = attached.map(({ PolicyName = '' }) => `"${PolicyName}"`).join(', ');
  return attached.length === 0
    ? error
    : withHint(error, `detach the policies that somebody attached to role "${RoleName}" (${names}), then run again`);
}

function getRole(iam: Iam, RoleName: string) {
  return unlessGone(async () => (await iam.client.send(new iam.GetRoleCommand({ RoleName }))).Role);
}

async function readPolicies(iam: Iam, RoleName: string): Promise<Readonly<Record<string, PolicyDocument>>> {
  const names = await policyNames(iam, RoleName);
  const policies = await inFlight(names, async (PolicyName) => {
    const answer = await unlessGone(() => iam.client.send(new iam.GetRolePolicyCommand({ RoleName, PolicyName })));
    return [PolicyName, decoded(answer?.PolicyDocument)] as const;
  });
  return Object.fromEntries(policies);
}

async function policyNames(iam: Iam, RoleName: string): Promise<string[]> {
  const names = await unlessGone(() =>
    allPages(async (token) => {
      const page = await iam.client.send(new iam.ListRolePoliciesCommand({ RoleName, ...marker(token) }));
      return { items: page.PolicyNames ?? [], next: page.Marker };
    }),
  );
  return names ?? [];
}

async function putPolicies(iam: Iam, { name: RoleName, definition }: ResourceOf<'role'>): Promise<void> {
  for (const [PolicyName, policy] of Object.entries(definition.Policies)) {
    const PolicyDocument = JSON.stringify(policy);
    await iam.client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  }
}

async function deletePolicies(iam: Iam, RoleName: string, names: readonly string[]): Promise<void> {
  for (const PolicyName of names) {
    await unlessGone(() => iam.client.send(new iam.DeleteRolePolicyCommand({ RoleName, PolicyName })));
  }
}

function marker(token: string | undefined): { readonly Marker?: string } {
  return token == null ? {} : { Marker: token };
}

/** IAM gives policies URL-encoded (SDK GetRolePolicy: "URL-encoded compliant with RFC 3986"). */
function decoded(text: string | undefined): PolicyDocument {
  return parsed(text?.startsWith('%') === true ? decodeURIComponent(text) : text);
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (hasAwsCode(error, 'NoSuchEntityException')) {
      return undefined;
    }
    throw error;
  }
}
