import { parseCron } from '../cron.ts';
import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';
import { schedulePath } from './support/schedule.ts';

/** A schedule that Glue cannot read (Glue developer guide, monitor-data-warehouse-schedule). */
export const malformedSchedule: Rule = {
  code: 'GP230',
  severity: 'error',
  title: 'a schedule that is no AWS cron',
  explanation:
    'A schedule is `cron(Minutes Hours Day-of-month Month Day-of-week Year)` in UTC: six fields, one of the two day fields is `?`, weekdays count from 1 = SUN, and it fires every 5 minutes at most. Glue has no `rate(…)` and no Unix cron of five fields.',
  bad: topExample('"schedule": "0 2 * * 1-5"'),
  good: topExample('"schedule": "cron(0 2 ? * MON-FRI *)"'),
  keys: ['schedule', 'start.schedule'],
  check: ({ pipeline, config }) => {
    const schedule = pipeline.flow?.start.schedule;
    const parsed = schedule == null ? undefined : parseCron(schedule);
    return parsed == null || parsed.ok
      ? []
      : [
          {
            path: schedulePath(config),
            message: `the schedule cannot be read: ${parsed.message}`,
            ...(parsed.hint == null ? {} : { hint: parsed.hint }),
          },
        ];
  },
};
