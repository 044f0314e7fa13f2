import { neverFires, parseCron } from '../cron.ts';
import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';
import { schedulePath } from './support/schedule.ts';

/** A schedule of days that no year has. */
export const deadSchedule: Rule = {
  code: 'GP231',
  severity: 'error',
  title: 'a schedule that never fires',
  explanation: 'No year of the schedule has such a day, as 30 February: the pipeline would never start.',
  bad: topExample('"schedule": "cron(0 2 30 2 ? *)"'),
  good: topExample('"schedule": "cron(0 2 L 2 ? *)"'),
  keys: ['schedule', 'start.schedule'],
  check: ({ pipeline, config }) => {
    const schedule = pipeline.flow?.start.schedule;
    const parsed = schedule == null ? undefined : parseCron(schedule);
    return parsed?.ok === true && neverFires(parsed.cron)
      ? [
          {
            path: schedulePath(config),
            message: `the schedule cron(${parsed.cron.text}) never fires: there is no such day`,
            hint: 'L is the last day of a month',
          },
        ]
      : [];
  },
};
