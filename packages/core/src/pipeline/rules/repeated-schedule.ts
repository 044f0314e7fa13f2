import type { Path } from '../../config/issue.ts';
import type { Finding, Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

/** The schedule in full and in its short form. */
export const repeatedSchedule: Rule = {
  code: 'GP248',
  severity: 'error',
  title: 'the schedule twice',
  explanation: '`schedule` is short for `start.schedule`. Written both ways, one of them would be lost.',
  bad: topExample('"schedule": "cron(0 2 * * ? *)", "start": { "schedule": "cron(0 4 * * ? *)" }'),
  good: topExample('"start": { "schedule": "cron(0 4 * * ? *)", "enabled": false }'),
  keys: ['start.schedule', 'workflows'],
  check: ({ config }) =>
    [
      { ...config, at: [] as Path },
      ...Object.entries(config.workflows ?? {}).map(([name, each]) => ({ ...each, at: ['workflows', name] as Path })),
    ].flatMap(({ at, schedule, start }): Finding[] =>
      schedule != null && start?.schedule != null
        ? [
            {
              path: [...at, 'schedule'],
              on: 'key',
              message: `the schedule${at.length === 0 ? '' : ` of workflow "${String(at[1])}"`} is given twice: as schedule and as start.schedule`,
              hint: 'remove one of the two',
            },
          ]
        : [],
    ),
};
