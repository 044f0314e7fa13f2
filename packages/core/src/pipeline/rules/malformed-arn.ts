import type { Path } from '../../config/issue.ts';
import type { Rule, RuleInput } from '../rule.ts';
import { topExample } from './support/example.ts';

const role = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
/** AWS's own policies have no account. */
const policy = /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/;
const queue = /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}(?:\.fifo)?$/;

interface WrittenArn {
  readonly path: Path;
  readonly what: string;
  readonly arn: string | undefined;
  readonly pattern: RegExp;
  readonly form: string;
}

const roleForm = 'arn:aws:iam::<account>:role/<name>';
const queueForm = 'arn:aws:sqs:<region>:<account>:<name>';

/** An ARN that is none of its kind (IAM user guide, reference_identifiers; SQS developer guide). */
export const malformedArn: Rule = {
  code: 'GP288',
  severity: 'error',
  title: 'an ARN that is none',
  explanation:
    '`assume_role.arn` and the `role` of an `event` are ARNs of IAM roles, `permissions_boundary` is that of a policy, and the queues of a crawler are those of SQS. A bare name is not enough there.',
  bad: topExample('"assume_role": { "arn": "Deployer" }'),
  good: topExample('"assume_role": { "arn": "arn:aws:iam::123456789012:role/Deployer" }'),
  keys: ['assume_role', 'permissions_boundary', 'start.event', 'workflows', 'triggers.event', 'crawlers.targets'],
  check: (input) =>
    written(input)
      .filter(({ arn, pattern }) => arn != null && !pattern.test(arn))
      .map(({ path, what, arn, form }) => ({
        path,
        message: `${what} "${arn ?? ''}" is no such ARN`,
        hint: `write ${form}`,
      })),
};

function written({ config }: RuleInput): WrittenArn[] {
  const events = [
    { at: ['start'], event: config.start?.event },
    ...Object.entries(config.workflows ?? {}).map(([name, { start }]) => ({
      at: ['workflows', name, 'start'],
      event: start?.event,
    })),
    ...(config.triggers ?? []).map(({ event }, index) => ({ at: ['triggers', index], event })),
  ];
  const queues = (config.crawlers ?? []).flatMap(({ targets }, index) =>
    (['s3', 'catalog'] as const).flatMap((kind) =>
      (targets?.[kind] ?? []).flatMap((target, position) =>
        typeof target === 'string'
          ? []
          : (['event_queue_arn', 'dlq_event_queue_arn'] as const).map((key) => ({
              path: ['crawlers', index, 'targets', kind, position, key],
              what: key,
              arn: target[key],
              pattern: queue,
              form: queueForm,
            })),
      ),
    ),
  );
  return [
    {
      path: ['assume_role', 'arn'],
      what: 'assume_role.arn',
      arn: config.assume_role?.arn,
      pattern: role,
      form: roleForm,
    },
    {
      path: ['permissions_boundary'],
      what: 'permissions_boundary',
      arn: config.permissions_boundary,
      pattern: policy,
      form: 'arn:aws:iam::<account>:policy/<name>',
    },
    ...events.map(({ at, event }) => ({
      path: [...at, 'event', 'role'],
      what: 'the role of an event',
      arn: event?.role,
      pattern: role,
      form: roleForm,
    })),
    ...queues,
  ];
}
