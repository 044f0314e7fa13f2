import { randomUUID } from 'node:crypto';
import { noteDelivery } from '../events/deliveries.ts';
import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { page } from '../glue/pages.ts';
import { members } from '../query/service.ts';
import { topicArn, topicsOf } from './records.ts';
import type { SubscriptionRecord, TopicRecord } from './records.ts';
import { invalidParameter, requireTopic } from './topics.ts';

const protocols = ['http', 'https', 'email', 'email-json', 'sms', 'sqs', 'application', 'lambda', 'firehose'];

const arnOf = (context: Context, topic: TopicRecord, { id }: SubscriptionRecord): string =>
  `${topicArn(context, topic.name)}:${id}`;

function put(context: Context, topic: TopicRecord, subscriptions: readonly SubscriptionRecord[]): void {
  topicsOf(context.store).put(topic.name, { ...topic, subscriptions });
}

interface Subscribe {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint?: string;
  readonly ReturnSubscriptionArn?: boolean;
}

/** The owner of the address must confirm; the mail that would ask for it is among the deliveries. */
function subscribe(
  { TopicArn, Protocol: protocol, Endpoint: endpoint = '', ...rest }: Subscribe,
  context: Context,
): object {
  const topic = requireTopic(context, TopicArn);
  if (!protocols.includes(protocol)) {
    throw invalidParameter(`Does not support this protocol string: ${protocol}`);
  }
  if (protocol.startsWith('email') && !/^[^@\s]+@[^@\s]+$/.test(endpoint)) {
    throw invalidParameter('Email address');
  }
  const known = topic.subscriptions.find((each) => each.protocol === protocol && each.endpoint === endpoint);
  // Queues, functions and delivery streams of the account are confirmed by themselves (SDK Subscribe).
  const confirmed = ['sqs', 'lambda', 'firehose', 'application', 'sms'].includes(protocol);
  const made = known ?? { id: randomUUID(), protocol, endpoint, token: randomUUID(), confirmed };
  if (known == null) {
    put(context, topic, [...topic.subscriptions, made]);
  }
  if (!made.confirmed) {
    noteDelivery(context, { kind: 'confirmation', topicArn: TopicArn, address: endpoint, token: made.token });
  }
  const isTold = made.confirmed || rest.ReturnSubscriptionArn === true;
  return { SubscriptionArn: isTold ? arnOf(context, topic, made) : 'pending confirmation' };
}

function confirm({ TopicArn, Token }: { TopicArn: string; Token: string }, context: Context): object {
  const topic = requireTopic(context, TopicArn);
  const subscription = topic.subscriptions.find(({ token }) => token === Token);
  if (subscription == null) {
    throw invalidParameter('Token');
  }
  const confirmed = topic.subscriptions.map((each) => (each === subscription ? { ...each, confirmed: true } : each));
  put(context, topic, confirmed);
  return { SubscriptionArn: arnOf(context, topic, subscription) };
}

/** Only a confirmed subscription has an ARN that anybody is told. */
function unsubscribe({ SubscriptionArn: arn }: { SubscriptionArn: string }, context: Context): object {
  if (arn.split(':').length < 6) {
    throw invalidParameter(
      `SubscriptionArn Reason: An ARN must have at least 6 elements, not ${arn.split(':').length}`,
    );
  }
  const [id, topic] = [arn.split(':').at(-1), requireTopic(context, arn.split(':').slice(0, 6).join(':'))];
  const left = topic.subscriptions.filter((each) => each.id !== id);
  if (left.length === topic.subscriptions.length) {
    throw new AwsError('NotFound', 'Subscription does not exist', 404);
  }
  put(context, topic, left);
  return {};
}

function listSubscriptions(input: { TopicArn: string; NextToken?: string }, context: Context): object {
  const topic = requireTopic(context, input.TopicArn);
  const request = { MaxResults: 100, ...(input.NextToken == null ? {} : { NextToken: input.NextToken }) };
  const ordered = [...topic.subscriptions].sort((left, right) => (left.id < right.id ? -1 : 1));
  const { items, ...next } = page(context, request, ordered, ({ id }) => id, 100);
  const shown = items.map((each) => ({
    SubscriptionArn: each.confirmed ? arnOf(context, topic, each) : 'PendingConfirmation',
    Owner: context.account,
    Protocol: each.protocol,
    Endpoint: each.endpoint,
    TopicArn: input.TopicArn,
  }));
  return { Subscriptions: members(shown), ...next };
}

interface Publish {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly Message: string;
  readonly Subject?: string;
}

function publish({ TopicArn, TargetArn, Message, Subject }: Publish, context: Context): object {
  const arn = TopicArn ?? TargetArn;
  if (arn == null || Message === '') {
    throw invalidParameter(
      arn == null ? 'TopicArn or TargetArn Reason: no value for required parameter' : 'Empty message',
    );
  }
  requireTopic(context, arn);
  const messageId = randomUUID();
  noteDelivery(context, {
    kind: 'message',
    topicArn: arn,
    messageId,
    message: Message,
    ...(Subject == null ? {} : { subject: Subject }),
  });
  return { MessageId: messageId };
}

/** The operations on subscriptions and messages. */
export const subscriptionHandlers: HandlerTable = {
  Subscribe: operation(subscribe),
  ConfirmSubscription: operation(confirm),
  Unsubscribe: operation(unsubscribe),
  ListSubscriptionsByTopic: operation(listSubscriptions),
  Publish: operation(publish),
};
