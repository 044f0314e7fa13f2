import type { Denied, Wish } from '@gluepipeline/core';

import type { Account } from '../account.ts';
import { isAwsCallError } from '../client/errors.ts';
import { allPages } from '../client/pages.ts';
import type { Iam } from '../connection.ts';

/**
 * What the policies of the caller do not allow, as IAM itself works it out; nothing where it cannot, as for the root
 * user. Policies of an organisation and of the resources are not looked at (SDK, SimulatePrincipalPolicy).
 */
export async function simulate(
  iam: Iam,
  account: Account,
  wishes: readonly Wish[],
): Promise<readonly Denied[] | undefined> {
  const principal = await principalOf(iam, account);
  if (principal == null) {
    return undefined;
  }
  const denied = await Promise.all(wishes.map((wish) => deniedOf(iam, principal, wish)));
  return denied.flat();
}

async function deniedOf(iam: Iam, PolicySourceArn: string, { actions, resources, context }: Wish): Promise<Denied[]> {
  const results = await allPages(async (Marker) => {
    const page = await iam.client.send(
      new iam.SimulatePrincipalPolicyCommand({
        PolicySourceArn,
        ActionNames: [...actions],
        ResourceArns: [...resources],
        ContextEntries: Object.entries(context ?? {}).map(([ContextKeyName, value]) => ({
          ...{ ContextKeyName, ContextKeyValues: [value], ContextKeyType: 'string' as const },
        })),
        ...(Marker == null ? {} : { Marker }),
      }),
    );
    return { items: page.EvaluationResults ?? [], next: page.IsTruncated === true ? page.Marker : undefined };
  });
  return results.flatMap(({ EvalActionName: action = '', EvalResourceName: resource = '*', EvalDecision }) =>
    EvalDecision === 'allowed' ? [] : { action, resource },
  );
}

/** A user is itself; who works as a role is simulated as the role, whose path only IAM knows. */
async function principalOf(iam: Iam, { arn, partition, accountId }: Account): Promise<string | undefined> {
  if (/^arn:[^:]+:iam::\d+:user\//.test(arn)) {
    return arn;
  }
  const role = /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (role == null) {
    return undefined;
  }
  try {
    const { Role } = await iam.client.send(new iam.GetRoleCommand({ RoleName: role }));
    return Role?.Arn;
  } catch (error) {
    if (isAwsCallError(error) && error.kind === 'permission') {
      return `arn:${partition}:iam::${accountId}:role/${role}`;
    }
    throw error;
  }
}
