import type { Subscription } from '@aws-sdk/client-sns';
import { type Live, type ResourceOf, topicArn } from '@gluepipeline/core';

import type { Account } from '../account.ts';
import { hasAwsCode } from '../client/errors.ts';
import { inFlight } from '../client/in-flight.ts';
import { allPages, pageToken } from '../client/pages.ts';
import { waitFor } from '../client/retry.ts';
import type { Connection, Sns } from '../connection.ts';
import type { Actions } from '../glue/actions.ts';
import type { TagChanges, Tags } from '../glue/tags.ts';
import { parsed } from './json.ts';
import { tagList, tagsOfList } from './tag-list.ts';

/** The topics of these names that exist; their tags are not known here. */
export async function findTopics(
  connection: Connection,
  account: Account,
  names: readonly string[],
): Promise<Live<ResourceOf<'topic'>>[]> {
  if (names.length === 0) {
    return [];
  }
  const sns = await connection.sns();
  const found = await inFlight(names, async (name): Promise<Live<ResourceOf<'topic'>> | undefined> => {
    const arn = topicArn(account, name);
    const attributes = await readAttributes(sns, arn);
    if (attributes == null) {
      return undefined;
    }
    const { confirmed, pending } = await emailsOf(sns, arn);
    const display = attributes.DisplayName ?? '';
    const definition = {
      ...(display === '' ? {} : { DisplayName: display }),
      Policy: parsed(attributes.Policy),
      Emails: [...confirmed.keys()],
      PendingEmails: pending,
    };
    return { kind: 'topic', name, label: name, tags: {}, definition };
  });
  return found.filter((topic) => topic != null);
}

/** What can be done with a topic. */
export function topicActions(connection: Connection, account: Account, topic: ResourceOf<'topic'>): Actions {
  const { name, definition } = topic;
  const arn = topicArn(account, name);
  const policy = JSON.stringify(definition.Policy);
  const display = definition.DisplayName ?? '';
  const overwrite = async (fields?: readonly string[]) => {
    const sns = await connection.sns();
    const set = async (AttributeName: string, AttributeValue: string) => {
      await sns.client.send(new sns.SetTopicAttributesCommand({ TopicArn: arn, AttributeName, AttributeValue }));
    };
    if (fields == null || fields.includes('policy')) {
      await set('Policy', policy);
    }
    if (fields == null || fields.includes('display_name')) {
      await set('DisplayName', display);
    }
    if (fields == null || fields.includes('emails')) {
      await subscribe(sns, arn, definition.Emails);
    }
  };
  return {
    create: async () => {
      const sns = await connection.sns();
      const Attributes = { Policy: policy, ...(display === '' ? {} : { DisplayName: display }) };
      await sns.client.send(new sns.CreateTopicCommand({ Name: name, Attributes, Tags: tagList(topic.tags) }));
      await subscribe(sns, arn, definition.Emails);
    },
    overwrite,
    takeOver: () => overwrite(),
    remove: async () => {
      const sns = await connection.sns();
      await sns.client.send(new sns.DeleteTopicCommand({ TopicArn: arn }));
      const look = async () => ((await readAttributes(sns, arn)) == null ? true : undefined);
      await waitFor(connection.clock, look, {
        operation: 'DeleteTopic',
        target: `"${name}"`,
        otherwise: `topic "${name}" is still there`,
        milliseconds: 60_000,
      });
    },
  };
}

/** The tags of a topic as SNS has them, or nothing where there is no such topic. */
export async function readTopicTags(connection: Connection, arn: string): Promise<Tags | undefined> {
  const sns = await connection.sns();
  return unlessGone(async () => {
    return tagsOfList((await sns.client.send(new sns.ListTagsForResourceCommand({ ResourceArn: arn }))).Tags);
  });
}

/** Sets and removes these tags of a topic. */
export async function writeTopicTags(
  connection: Connection,
  arn: string,
  { added, removed }: TagChanges,
): Promise<void> {
  const sns = await connection.sns();
  if (Object.keys(added).length > 0) {
    await sns.client.send(new sns.TagResourceCommand({ ResourceArn: arn, Tags: tagList(added) }));
  }
  if (removed.length > 0) {
    await sns.client.send(new sns.UntagResourceCommand({ ResourceArn: arn, TagKeys: [...removed] }));
  }
}

async function readAttributes(sns: Sns, arn: string): Promise<Record<string, string> | undefined> {
  return unlessGone(async () => {
    return (await sns.client.send(new sns.GetTopicAttributesCommand({ TopicArn: arn }))).Attributes ?? {};
  });
}

/** Who gets the mails of a topic: confirmed addresses with the ARN of their subscription, and those that were only asked. */
async function emailsOf(sns: Sns, arn: string): Promise<{ confirmed: Map<string, string>; pending: string[] }> {
  const subscriptions = await unlessGone(() =>
    allPages<Subscription>(async (token) => {
      const page = await sns.client.send(
        new sns.ListSubscriptionsByTopicCommand({ TopicArn: arn, ...pageToken(token) }),
      );
      return { items: page.Subscriptions ?? [], next: page.NextToken };
    }),
  );
  const mails = (subscriptions ?? []).filter(({ Protocol }) => Protocol === 'email');
  const isConfirmed = ({ SubscriptionArn }: Subscription) => SubscriptionArn?.startsWith('arn:') === true;
  return {
    confirmed: new Map(mails.filter(isConfirmed).map((mail) => [mail.Endpoint ?? '', mail.SubscriptionArn ?? ''])),
    pending: mails
      .filter(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation')
      .map(({ Endpoint }) => Endpoint ?? ''),
  };
}

/**
 * Asks the wanted addresses that have not been asked, and lets go of the confirmed ones that are not wanted. Who has
 * not confirmed cannot be let go of: there is no ARN to say so with (SDK, Unsubscribe).
 */
async function subscribe(sns: Sns, arn: string, wanted: readonly string[]): Promise<void> {
  const { confirmed, pending } = await emailsOf(sns, arn);
  const lower = (emails: Iterable<string>) => new Set([...emails].map((email) => email.toLowerCase()));
  const [there, kept] = [lower([...confirmed.keys(), ...pending]), lower(wanted)];
  for (const Endpoint of wanted.filter((email) => !there.has(email.toLowerCase()))) {
    await sns.client.send(new sns.SubscribeCommand({ TopicArn: arn, Protocol: 'email', Endpoint }));
  }
  for (const [email, SubscriptionArn] of confirmed) {
    if (!kept.has(email.toLowerCase())) {
      await unlessGone(() => sns.client.send(new sns.UnsubscribeCommand({ SubscriptionArn })));
    }
  }
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (hasAwsCode(error, 'NotFoundException', 'ResourceNotFoundException')) {
      return undefined;
    }
    throw error;
  }
}
