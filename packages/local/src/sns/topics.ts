import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import type { Tags } from '../glue/records.ts';
import { page } from '../glue/pages.ts';
import { compact } from '../json.ts';
import { parsePolicy } from '../policy.ts';
import { entries, members } from '../query/service.ts';
import { tagList, tagsOf, without } from '../tags/tag-list.ts';
import type { TagList } from '../tags/tag-list.ts';
import { policyOf, topicArn, topicNameOf, topicsOf } from './records.ts';
import type { TopicRecord } from './records.ts';

/** What can be set (SNS API reference, SetTopicAttributes); what a queue or a phone would need is left out. */
const settable = new Set([
  'ArchivePolicy',
  'ContentBasedDeduplication',
  'DataProtectionPolicy',
  'DeliveryPolicy',
  'DisplayName',
  'FifoTopic',
  'KmsMasterKeyId',
  'Policy',
  'SignatureVersion',
  'TracingConfig',
]);

/** SNS's refusal of a request that means nothing to it. */
export const invalidParameter = (text: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: ${text}`);

/** The topic of an ARN, or NotFound. */
export function requireTopic(
  context: Context,
  arn: string,
  code = 'NotFound',
  text = 'Topic does not exist',
): TopicRecord {
  const name = topicNameOf(context, arn);
  const topic = name == null ? undefined : topicsOf(context.store).get(name);
  if (topic == null) {
    throw new AwsError(code, text, 404);
  }
  return topic;
}

function checkAttribute(name: string, value: string): void {
  if (!settable.has(name)) {
    throw invalidParameter(`AttributeName`);
  }
  if (name === 'Policy' && value !== '' && parsePolicy(value) == null) {
    throw invalidParameter('Policy Error: null');
  }
}

interface CreateTopic {
  readonly Name: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly Tags?: TagList;
}

/** A topic that is there already is given back, unless something is wanted of it that it is not (localstack/localstack#2405). */
function createTopic({ Name: name, Attributes: attributes = {}, Tags }: CreateTopic, context: Context): object {
  if (!/^[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(name)) {
    throw invalidParameter('Topic Name');
  }
  Object.entries(attributes).forEach(([key, value]) => checkAttribute(key, value));
  const TopicArn = topicArn(context, name);
  const known = topicsOf(context.store).get(name);
  if (known != null) {
    const differs = (wanted: Tags, given: Tags): boolean =>
      Object.entries(wanted).some(([key, value]) => given[key] !== value);
    if (Tags != null && (differs(tagsOf(Tags), known.tags) || differs(known.tags, tagsOf(Tags)))) {
      throw invalidParameter('Tags Reason: Topic already exists with different tags');
    }
    if (differs(attributes, known.attributes)) {
      throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
    }
    return { TopicArn };
  }
  topicsOf(context.store).put(name, { name, attributes, tags: tagsOf(Tags), subscriptions: [] });
  context.tagIndex.note(TopicArn, tagsOf(Tags));
  return { TopicArn };
}

function getAttributes({ TopicArn }: { TopicArn: string }, context: Context): object {
  const topic = requireTopic(context, TopicArn);
  const confirmed = topic.subscriptions.filter((each) => each.confirmed).length;
  return {
    Attributes: entries({
      TopicArn,
      Owner: context.account,
      DisplayName: '',
      EffectiveDeliveryPolicy: '{}',
      ...topic.attributes,
      Policy: policyOf(context, topic),
      SubscriptionsConfirmed: String(confirmed),
      SubscriptionsPending: String(topic.subscriptions.length - confirmed),
      SubscriptionsDeleted: '0',
    }),
  };
}

interface SetAttribute {
  readonly TopicArn: string;
  readonly AttributeName: string;
  readonly AttributeValue?: string;
}

/** Without a value an attribute goes back to its default. */
function setAttribute({ TopicArn, AttributeName, AttributeValue = '' }: SetAttribute, context: Context): object {
  const topic = requireTopic(context, TopicArn);
  checkAttribute(AttributeName, AttributeValue);
  const set = AttributeValue === '' ? {} : { [AttributeName]: AttributeValue };
  const attributes = { ...without(topic.attributes, [AttributeName]), ...set };
  topicsOf(context.store).put(topic.name, { ...topic, attributes });
  return {};
}

function listTopics({ NextToken }: { NextToken?: string }, context: Context): object {
  const names = topicsOf(context.store)
    .values()
    .map(({ name }) => name);
  const request = { MaxResults: 100, ...(NextToken == null ? {} : { NextToken }) };
  const { items, ...next } = page(context, request, names, (name) => name, 100);
  return { Topics: members(items.map((name) => ({ TopicArn: topicArn(context, name) }))), ...next };
}

/** A topic that is gone is no error, and the subscriptions go with it (SDK DeleteTopic). */
function deleteTopic({ TopicArn }: { TopicArn: string }, context: Context): object {
  const name = topicNameOf(context, TopicArn);
  if (name != null && topicsOf(context.store).delete(name)) {
    context.tagIndex.note(TopicArn, undefined);
  }
  return {};
}

const requireTagged = (context: Context, arn: string): TopicRecord =>
  requireTopic(context, arn, 'ResourceNotFound', 'Resource does not exist');

function retag(context: Context, arn: string, to: (tags: Tags) => Tags): object {
  const topic = requireTagged(context, arn);
  const tags = to(topic.tags);
  topicsOf(context.store).put(topic.name, { ...topic, tags });
  context.tagIndex.note(arn, tags);
  return {};
}

/** The operations on topics. */
export const topicHandlers: HandlerTable = {
  CreateTopic: operation(createTopic),
  GetTopicAttributes: operation(getAttributes),
  SetTopicAttributes: operation(setAttribute),
  ListTopics: operation(listTopics),
  DeleteTopic: operation(deleteTopic),
  ListTagsForResource: operation(({ ResourceArn }: { ResourceArn: string }, context) => ({
    Tags: members(tagList(requireTagged(context, ResourceArn).tags)),
  })),
  TagResource: operation((input: { ResourceArn: string; Tags: TagList }, context) =>
    retag(context, input.ResourceArn, (tags) => ({ ...tags, ...tagsOf(input.Tags) })),
  ),
  UntagResource: operation((input: { ResourceArn: string; TagKeys: readonly string[] }, context) =>
    retag(context, input.ResourceArn, (tags) => without(tags, input.TagKeys)),
  ),
};

/** Fills the tagging index with what the store knows; called once, before the server listens. */
export function indexTopics(context: Context): void {
  for (const { name, tags } of topicsOf(context.store).values()) {
    context.tagIndex.note(topicArn(context, name), compact(tags), Number.NEGATIVE_INFINITY);
  }
}
