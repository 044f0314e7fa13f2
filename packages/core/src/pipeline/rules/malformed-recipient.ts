import type { Finding, Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

const topic = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/;
/** No more than what keeps names and lists out: SNS sends a confirmation to whatever it is. */
const email = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;

/** A recipient that is none: no ARN of a topic, a FIFO topic, which no rule of EventBridge can tell (EventBridge user guide, eb-targets), or no e-mail address. */
export const malformedRecipient: Rule = {
  code: 'GP285',
  severity: 'error',
  title: 'a recipient that cannot be told',
  explanation:
    '`topic_arn` is the ARN of a standard SNS topic, `arn:aws:sns:<region>:<account>:<name>`: EventBridge cannot tell a FIFO topic. `emails` are bare addresses, one an item.',
  bad: topExample('"alerts": { "emails": ["Data Team <data@example.com>"] }'),
  good: topExample('"alerts": { "emails": ["data@example.com"] }'),
  keys: ['alerts.emails', 'alerts.topic_arn'],
  check: ({ config: { alerts } }): readonly Finding[] => {
    const arn = alerts?.topic_arn;
    const [, fifo] = topic.exec(arn ?? '') ?? [];
    const path = ['alerts', 'topic_arn'];
    return [
      ...(arn != null && !topic.test(arn)
        ? [
            {
              path,
              message: `topic_arn "${arn}" is no ARN of a topic`,
              hint: 'write arn:aws:sns:<region>:<account>:<name>',
            },
          ]
        : []),
      ...(fifo != null
        ? [
            {
              path,
              message: `topic_arn "${arn ?? ''}" is a FIFO topic, which EventBridge cannot tell`,
              hint: 'use a standard topic',
            },
          ]
        : []),
      ...(alerts?.emails ?? []).flatMap((address, index) =>
        email.test(address)
          ? []
          : [
              {
                path: ['alerts', 'emails', index],
                message: `"${address}" is no e-mail address`,
                hint: 'write a bare address, such as data@example.com',
              },
            ],
      ),
    ];
  },
};
