import type { Context } from '../glue/handler.ts';
import type { Tags } from '../glue/records.ts';
import type { Collection, Store } from '../store/store.ts';

/** A topic; `attributes` are those that somebody has set. */
export interface TopicRecord {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Tags;
  readonly subscriptions: readonly SubscriptionRecord[];
}

/** Who gets what is published. */
export interface SubscriptionRecord {
  readonly id: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** What the mail for the owner of the address holds. */
  readonly token: string;
  readonly confirmed: boolean;
}

/** The topics of a store by name. */
export const topicsOf = (store: Store): Collection<TopicRecord> => store.collection<TopicRecord>('sns-topics');

/** The ARN of a topic. */
export const topicArn = ({ region, account }: Pick<Context, 'region' | 'account'>, name: string): string =>
  `arn:aws:sns:${region}:${account}:${name}`;

/** The name in an ARN of a topic of this account and Region. */
export function topicNameOf(context: Context, arn: string): string | undefined {
  const prefix = topicArn(context, '');
  const name = arn.startsWith(prefix) ? arn.slice(prefix.length) : '';
  return name === '' || name.includes(':') ? undefined : name;
}

/** What a topic is given: only who works in its account may use it (EventBridge user guide, eb-use-resource-based). */
export function defaultPolicy(context: Context, name: string): string {
  const actions = ['GetTopicAttributes', 'SetTopicAttributes', 'AddPermission', 'RemovePermission', 'DeleteTopic'];
  return JSON.stringify({
    Version: '2012-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [...actions, 'Subscribe', 'ListSubscriptionsByTopic', 'Publish'].map((action) => `SNS:${action}`),
        Resource: topicArn(context, name),
        Condition: { StringEquals: { 'AWS:SourceAccount': context.account } },
      },
    ],
  });
}

/** Who may use a topic. */
export const policyOf = (context: Context, { name, attributes }: TopicRecord): string =>
  attributes.Policy ?? defaultPolicy(context, name);
