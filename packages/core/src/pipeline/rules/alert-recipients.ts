import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

/** Alerts that nobody gets, or that two ways are asked for. */
export const alertRecipients: Rule = {
  code: 'GP284',
  severity: 'error',
  title: 'alerts without one recipient',
  explanation:
    'Alerts go to `emails`, for which a topic is made, or to a topic of yours, `topic_arn`: to one of the two. Further e-mail addresses of a topic of yours are subscribed there.',
  bad: topExample('"alerts": { "states": ["FAILED"] }'),
  good: topExample('"alerts": { "states": ["FAILED"], "emails": ["data@example.com"] }'),
  keys: ['alerts'],
  check: ({ config: { alerts } }) => {
    if (alerts == null) {
      return [];
    }
    const hasEmails = (alerts.emails ?? []).length > 0;
    const hasTopic = alerts.topic_arn != null;
    return hasEmails !== hasTopic
      ? []
      : [
          hasTopic
            ? {
                path: ['alerts', 'topic_arn'],
                on: 'key' as const,
                message: 'alerts go to emails and to topic_arn, and one of them has to be chosen',
                hint: 'subscribe the addresses to your topic, or remove topic_arn',
              }
            : { path: ['alerts'], message: 'alerts go to nobody', hint: 'add "emails" or "topic_arn"' },
        ];
  },
};
