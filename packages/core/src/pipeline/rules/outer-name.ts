import type { Path } from '../../config/issue.ts';
import { splitAlert } from '../alert-pattern.ts';
import { awsNames } from '../aws-names.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { topExample } from './support/example.ts';
import { lengthOf } from './support/length.ts';

const named = (name: string) =>
  topExample(`"naming": { "alert": "${name}" }, "alerts": { "emails": ["data@example.com"] }`);

/** The shortest Region has as many characters, where none is known: eu-west-1. */
const shortestRegion = 9;

interface OuterName {
  readonly path: Path;
  readonly what: string;
  readonly kind: keyof typeof awsNames;
  readonly name: string;
  /** Characters that come after the name. */
  readonly after: number;
}

/** A name that Glue would take, and EventBridge, SNS or IAM do not (botocore, events RuleName and iam roleNameType; SDK CreateTopicInput.Name). */
export const outerName: Rule = {
  code: 'GP292',
  severity: 'error',
  title: 'a name that is too much for EventBridge, SNS or IAM',
  explanation: `What is made for alerts and for a start by events is named outside of Glue: a rule of EventBridge has ${awsNames.rule.maximum} letters, digits, dots, dashes and underscores, a topic ${awsNames.topic.maximum} without dots, and a role, which has the Region after its name, ${awsNames.role.maximum}. Give the alerts a shorter \`naming.alert\`, and the start a \`resource_name\`, or an \`event.role\` of your own.`,
  bad: named('sales alerts ${name}'),
  good: named('sales-${name}'),
  keys: ['alerts', 'start.event', 'workflows', 'triggers.event'],
  check: (input) => outerNames(input).flatMap(wrong),
};

function outerNames({ pipeline, config }: RuleInput): OuterName[] {
  const events = pipeline.triggers.flatMap(({ at, origin, firing, workflow, name, named: chosen, resourceName }) => {
    if (firing.kind !== 'event' || firing.event.pattern == null || workflow == null) {
      return [];
    }
    const path = chosen ? [...at, 'resource_name'] : origin === 'written' ? [...at, 'name'] : [...at, 'event'];
    const what = origin === 'start' ? 'the start' : `trigger "${name}"`;
    const after = 1 + (pipeline.region?.length ?? shortestRegion);
    const rule = { path, what: `the rule of ${what}`, kind: 'rule' as const, name: resourceName, after: 0 };
    const role = { path, what: `the role of ${what}`, kind: 'role' as const, name: resourceName, after };
    return firing.event.role == null ? [rule, role] : [rule];
  });
  const { alerts } = pipeline;
  if (alerts == null) {
    return events;
  }
  const path = typeof config.naming === 'object' && config.naming.alert != null ? ['naming', 'alert'] : ['alerts'];
  // What one pattern cannot hold goes to rules of its own, with -2, -3 after the name.
  const rules = splitAlert(alerts.jobs, alerts.states).length;
  const own = { path, name: alerts.resourceName, after: 0 };
  return [
    ...(alerts.topicArn == null ? [{ ...own, what: 'the topic of the alerts', kind: 'topic' as const }] : []),
    { ...own, what: 'the rule of the alerts', kind: 'rule' as const },
    ...(rules > 1
      ? [{ ...own, what: 'a further rule of the alerts', kind: 'rule' as const, after: 1 + String(rules).length }]
      : []),
    ...events,
  ];
}

/** Of several names that come from one, the first that is wrong is told. */
function wrong({ path, what, kind, name, after }: OuterName, index: number, all: readonly OuterName[]): Finding[] {
  const isWrong = (each: OuterName) =>
    lengthOf(each.name) + each.after > awsNames[each.kind].maximum || !awsNames[each.kind].pattern.test(each.name);
  const before = all.slice(0, index).some((each) => each.name === name && isWrong(each));
  if (before || !isWrong({ path, what, kind, name, after })) {
    return [];
  }
  const { maximum, pattern } = awsNames[kind];
  const odd = Array.from(name).find((character) => !pattern.test(character));
  return [
    odd == null
      ? {
          path,
          message: `the name of ${what} in AWS is ${lengthOf(name) + after} characters long`,
          hint: `shorten it to ${maximum}`,
        }
      : {
          path,
          message: `the name of ${what} in AWS, "${name}", holds the character ${JSON.stringify(odd)}`,
          hint: 'use letters, digits, dashes and underscores',
        },
  ];
}
