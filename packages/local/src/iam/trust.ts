import type { Context } from '../glue/handler.ts';
import { allows } from '../policy.ts';
import { roleArn, roleKey, rolesOf } from './records.ts';

/**
 * The ARN of a role, by its name or ARN, that does not let Glue take it; nothing for one that does, and for one that is
 * not kept here, since the roles of real jobs are on AWS.
 */
export function closedToGlue(context: Context, role: string | undefined): string | undefined {
  const name = role?.split('/').at(-1);
  const known = name == null ? undefined : rolesOf(context.store).get(roleKey(name));
  const question = { service: 'glue.amazonaws.com', action: 'sts:AssumeRole', account: context.account };
  return known == null || allows(known.trust, question) ? undefined : roleArn(context.account, known);
}
