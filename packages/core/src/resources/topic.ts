import type { FieldMap } from './field.ts';
import { present } from './field.ts';
import { allowing, foldPolicy, type PolicyDocument } from './policy.ts';
import type { Place } from './place.ts';

/** An SNS topic that sends alerts on by e-mail. */
export interface TopicDefinition {
  /** The sender that people see in their mail program. */
  readonly DisplayName?: string;
  /** Who may publish to it. */
  readonly Policy: PolicyDocument;
  /** Addresses that get its messages; of a live topic those that have confirmed. */
  readonly Emails: readonly string[];
  /** Addresses that have been asked and have not confirmed; only a live topic has them. */
  readonly PendingEmails?: readonly string[];
}

/** The ARN of a topic (SNS developer guide, sns-access-policy-language-api-permissions-reference). */
export function topicArn({ partition, region, accountId }: Place, name: string): string {
  return `arn:${partition}:sns:${region}:${accountId}:${name}`;
}

/** The topic of the alerts, to which EventBridge may publish. */
export function alertTopic(place: Place, name: string, emails: readonly string[]): TopicDefinition {
  return { Policy: topicPolicy(place, name), Emails: emails };
}

/**
 * Lets EventBridge publish, as its user guide has it (eb-use-resource-based), where alone of all targets SNS has no
 * condition on the rule. Whoever works in the account needs no word of it: their own policies count.
 */
export function topicPolicy(place: Place, name: string): PolicyDocument {
  return allowing({
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn(place, name),
  });
}

/** The fields of a topic, folded. The same address in capitals is the same mailbox for all that anybody knows. */
export function topicFields(topic: TopicDefinition): FieldMap {
  return present({
    display_name: topic.DisplayName,
    policy: foldPolicy(topic.Policy),
    emails: [...new Set(topic.Emails.map((email) => email.toLowerCase()))].toSorted(),
  });
}

/**
 * A live topic as it compares with a wanted one: who has been asked counts as there, and who was asked once and is no
 * longer wanted cannot be taken back (SDK, Unsubscribe needs the ARN that only a confirmation gives), so it is no difference.
 */
export function countingPending(live: TopicDefinition, wanted: TopicDefinition): TopicDefinition {
  const names = new Set(wanted.Emails.map((email) => email.toLowerCase()));
  const asked = (live.PendingEmails ?? []).filter((email) => names.has(email.toLowerCase()));
  return { ...live, Emails: [...live.Emails, ...asked], PendingEmails: [] };
}
