import type { Kind } from '@gluepipeline/core';

import { AwsCallError } from './client/errors.ts';
import type { Connection } from './connection.ts';

/** Whose credentials these are, and where they work. */
export interface Account {
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  readonly region: string;
  /** The caller. */
  readonly arn: string;
}

/** Asks STS who calls; no permission is needed for that (STS API reference, GetCallerIdentity). */
export async function readAccount(connection: Connection): Promise<Account> {
  const region = await connection.region();
  const sts = await connection.sts();
  const { Account: accountId, Arn: arn } = await sts.client.send(new sts.GetCallerIdentityCommand({}));
  const partition = /^arn:([^:]+):/.exec(arn ?? '')?.[1];
  if (accountId == null || arn == null || partition == null) {
    throw new AwsCallError('GetCallerIdentity gave no account', {
      kind: 'service',
      operation: 'GetCallerIdentity',
      target: '',
      hint: 'check the endpoint URL',
      attempts: 1,
    });
  }
  return { accountId, partition, region, arn };
}

/** The kinds of resource that Glue itself keeps. */
export type GlueKind = Exclude<Kind, 'artifact'>;

/** The ARN of a Glue resource; Glue never gives it (Glue developer guide, glue-specifying-resource-arns). */
export function arnOf(
  account: Pick<Account, 'accountId' | 'partition' | 'region'>,
  kind: GlueKind,
  name: string,
): string {
  return `arn:${account.partition}:glue:${account.region}:${account.accountId}:${kind}/${name}`;
}

/** The kind and name in an ARN, or nothing where it is no ARN of a job, trigger or workflow; names may hold slashes. */
export function refOf(arn: string): { readonly kind: GlueKind; readonly name: string } | undefined {
  const [, kind, name] = /^arn:[^:]+:glue:[^:]*:[^:]*:(job|trigger|workflow)\/(.+)$/s.exec(arn) ?? [];
  return kind == null || name == null ? undefined : { kind: kind as GlueKind, name };
}
