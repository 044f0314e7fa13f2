import { neverFires, parseCron } from '../cron.ts';
import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';
import { scheduleKeys, schedulesOf } from './support/schedules.ts';

/** A schedule of days that no year has. */
export const deadSchedule: Rule = {
  code: 'GP231',
  severity: 'error',
  title: 'a schedule that never fires',
  explanation: 'No year of the schedule has such a day, as 30 February: the pipeline would never start.',
  bad: topExample('"schedule": "cron(0 2 30 2 ? *)"'),
  good: topExample('"schedule": "cron(0 2 L 2 ? *)"'),
  keys: scheduleKeys,
  check: (input) =>
    schedulesOf(input).flatMap(({ path, of, schedule }) => {
      const parsed = parseCron(schedule);
      return parsed.ok && neverFires(parsed.cron)
        ? [
            {
              path,
              message: `the schedule${of} cron(${parsed.cron.text}) never fires: there is no such day`,
              hint: 'L is the last day of a month',
            },
          ]
        : [];
    }),
};
