import type { Access, PolicyDocument } from '@gluepipeline/core';

import type { Account } from '../account.ts';
import { hasAwsCode } from '../client/errors.ts';
import type { Connection } from '../connection.ts';
import { simulate } from './simulate.ts';

/** Who calls, and what IAM says of it and of roles. */
export function accessOf(connection: Connection, account: Account): Access {
  return {
    arn: account.arn,
    clockOffset: async () => (await connection.sts()).client.config.systemClockOffset,
    denied: async (wishes) => simulate(await connection.iam(), account, wishes),
    trustOf: async (role) => trustOf(connection, role),
  };
}

/** Trust policies come URL-encoded (SDK, GetRole). */
async function trustOf(connection: Connection, RoleName: string): Promise<PolicyDocument | undefined> {
  const iam = await connection.iam();
  try {
    const { Role } = await iam.client.send(new iam.GetRoleCommand({ RoleName }));
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '%7B%7D')) as PolicyDocument;
  } catch (error) {
    if (hasAwsCode(error, 'NoSuchEntity', 'NoSuchEntityException')) {
      return undefined;
    }
    throw error;
  }
}
