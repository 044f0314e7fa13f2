import { type Kind, type Place, roleArn, topicArn } from '@gluepipeline/core';

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

/** The kinds of resource beside Glue: EventBridge, SNS and IAM keep them. */
export const eventKinds = ['role', 'topic', 'rule'] as const;

/** One of `eventKinds`. */
export type EventKind = (typeof eventKinds)[number];

/** The kinds of resource that Glue itself keeps. */
export type GlueKind = Exclude<Kind, 'artifact' | EventKind>;

/** The kinds that have an ARN and tags. */
export type OwnedKind = GlueKind | EventKind;

/**
 * The ARN of a resource; Glue never gives it (Glue developer guide, glue-specifying-resource-arns), and the others only
 * with what they make. That of a rule has the bus before the name (EventBridge user guide, eb-manage-iam-access).
 */
export function arnOf(account: Place, kind: OwnedKind, name: string): string {
  switch (kind) {
    case 'role':
      return roleArn(account, name);
    case 'topic':
      return topicArn(account, name);
    case 'rule':
      return `arn:${account.partition}:events:${account.region}:${account.accountId}:rule/${name}`;
    default:
      return glueArn(account, kind, name);
  }
}

function glueArn(account: Place, kind: GlueKind, name: string): string {
  return `arn:${account.partition}:glue:${account.region}:${account.accountId}:${kind}/${name}`;
}

/** The kind and name in an ARN, or nothing where it is no ARN of a kind that is found by its tags; names may hold slashes. */
export function refOf(arn: string): { readonly kind: OwnedKind; readonly name: string } | undefined {
  const [, event, found] = /^arn:[^:]+:(events|sns):[^:]*:[^:]*:(.+)$/s.exec(arn) ?? [];
  if (found != null) {
    const rule = event === 'events' ? /^rule\/(.+)$/s.exec(found)?.[1] : undefined;
    // An ARN with more after the name is one of a subscription.
    return event === 'sns'
      ? found.includes(':')
        ? undefined
        : { kind: 'topic', name: found }
      : rule == null
        ? undefined
        : { kind: 'rule', name: rule };
  }

  const [, kind, name] = /^arn:[^:]+:glue:[^:]*:[^:]*:(crawler|job|trigger|workflow)\/(.+)$/s.exec(arn) ?? [];
  return kind == null || name == null ? undefined : { kind: kind as GlueKind, name };
}
