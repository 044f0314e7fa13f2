import { AwsError } from '../errors.ts';
import type { Context } from '../glue/handler.ts';
import { decide } from '../policy.ts';
import { members } from '../query/service.ts';
import { roleArn, rolesOf } from './records.ts';

interface Simulation {
  readonly PolicySourceArn: string;
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: readonly string[];
  readonly ContextEntries?: readonly {
    readonly ContextKeyName?: string;
    readonly ContextKeyValues?: readonly string[];
  }[];
  readonly Marker?: string;
  readonly MaxItems?: number;
}

const understood = new Set(['PolicySourceArn', 'ActionNames', 'ResourceArns', 'ContextEntries', 'Marker', 'MaxItems']);

/** What the policies in a role come to, for each action on each resource; all results are on one page. */
export function simulatePrincipalPolicy(input: Simulation, context: Context): object {
  const other = Object.keys(input).find((key) => !understood.has(key));
  if (other != null) {
    throw new AwsError('InvalidInput', `${other} is not served by the embedded endpoint`);
  }
  const policies = policiesOf(input.PolicySourceArn, context);
  const entries = (input.ContextEntries ?? []).map(
    ({ ContextKeyName = '', ContextKeyValues = [] }) => [ContextKeyName.toLowerCase(), ContextKeyValues] as const,
  );
  const conditions = Object.fromEntries(entries);
  const results = input.ActionNames.flatMap((action) =>
    (input.ResourceArns ?? ['*']).map((resource) => ({
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision:
        policies == null
          ? 'allowed'
          : decide(policies, { action, resource, account: context.account, context: conditions }),
    })),
  );
  return { EvaluationResults: members(results), IsTruncated: false };
}

/** Nothing for the one user of this endpoint, whom no policy bounds. */
function policiesOf(arn: string, { account, store }: Context): readonly string[] | undefined {
  if (arn === `arn:aws:iam::${account}:user/local`) {
    return undefined;
  }
  const role = rolesOf(store)
    .values()
    .find((each) => roleArn(account, each) === arn);
  if (role == null) {
    throw new AwsError('NoSuchEntity', `The principal ${arn} cannot be found.`, 404);
  }
  return Object.values(role.policies);
}
