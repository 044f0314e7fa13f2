import type { Path } from '../../config/issue.ts';
import type { Finding, Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

const trigger = (how: string) => topExample(`"triggers": [{ "name": "night", ${how}, "actions": ["load"] }]`);

/** A trigger, or a start, with more than one way to fire: it has one type (SDK, CreateTriggerRequest.Type). */
export const severalFirings: Rule = {
  code: 'GP270',
  severity: 'error',
  title: 'a trigger of two types',
  explanation:
    'A trigger fires by a `schedule`, or `when` something ends, or by an `event`; a start by a `schedule` or an `event`. Write a trigger for each.',
  bad: trigger('"schedule": "cron(0 2 * * ? *)", "event": { "batch_size": 5 }'),
  good: trigger('"schedule": "cron(0 2 * * ? *)"'),
  keys: ['triggers', 'start.event', 'workflows'],
  check: ({ config }) => [
    ...several(config.start, config.schedule, ['start'], 'the start'),
    ...Object.entries(config.workflows ?? {}).flatMap(([name, { start, schedule }]) =>
      several(start, schedule, ['workflows', name, 'start'], `the start of workflow "${name}"`),
    ),
    ...(config.triggers ?? []).flatMap((each, index) =>
      several(each, undefined, ['triggers', index], `trigger "${each.name}"`),
    ),
  ],
};

interface Firing {
  readonly schedule?: unknown;
  readonly when?: unknown;
  readonly event?: unknown;
}

function several(written: Firing | undefined, schedule: string | undefined, at: Path, what: string): Finding[] {
  const ways = (['schedule', 'when', 'event'] as const).filter(
    (way) => written?.[way] != null || (way === 'schedule' && schedule != null && written != null),
  );
  const last = ways.at(-1);
  return last == null || ways.length < 2
    ? []
    : [
        {
          path: [...at, last],
          on: 'key',
          message: `${what} has ${ways.join(' and ')}, and a trigger is of one type`,
          hint: `remove all but one of ${ways.join(', ')}`,
        },
      ];
}
