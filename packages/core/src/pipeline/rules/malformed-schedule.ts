import { parseCron } from '../cron.ts';
import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';
import { scheduleKeys, schedulesOf } from './support/schedules.ts';

/** A schedule that Glue cannot read (Glue developer guide, monitor-data-warehouse-schedule). */
export const malformedSchedule: Rule = {
  code: 'GP230',
  severity: 'error',
  title: 'a schedule that is no AWS cron',
  explanation:
    'A schedule is `cron(Minutes Hours Day-of-month Month Day-of-week Year)` in UTC: six fields, one of the two day fields is `?`, weekdays count from 1 = SUN, and it fires every 5 minutes at most. Glue has no `rate(…)` and no Unix cron of five fields.',
  bad: topExample('"schedule": "0 2 * * 1-5"'),
  good: topExample('"schedule": "cron(0 2 ? * MON-FRI *)"'),
  keys: scheduleKeys,
  check: (input) =>
    schedulesOf(input).flatMap(({ path, of, schedule }) => {
      const parsed = parseCron(schedule);
      return parsed.ok
        ? []
        : [
            {
              path,
              message: `the schedule${of} cannot be read: ${parsed.message}`,
              ...(parsed.hint == null ? {} : { hint: parsed.hint }),
            },
          ];
    }),
};
