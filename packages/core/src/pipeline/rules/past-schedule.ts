import { type Cron, parseCron } from '../cron.ts';
import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';
import { scheduleKeys, schedulesOf } from './support/schedules.ts';

/** A schedule whose years have all passed. */
export const pastSchedule: Rule = {
  code: 'GP299',
  severity: 'warn',
  title: 'a schedule whose years have passed',
  explanation:
    'The last field of a schedule names its years, and all of them are over: it will not fire again. Write `*` for every year, or take the schedule away.',
  bad: { ...topExample('"schedule": "cron(0 2 * * ? 2020)"'), now: Date.UTC(2026, 0, 1) },
  good: { ...topExample('"schedule": "cron(0 2 * * ? 2026)"'), now: Date.UTC(2026, 0, 1) },
  keys: scheduleKeys,
  check: (input) => {
    const { now } = input;
    if (now == null) {
      return [];
    }
    return schedulesOf(input).flatMap(({ path, of, schedule }) => {
      const parsed = parseCron(schedule);
      return parsed.ok && isOver(parsed.cron, new Date(now))
        ? [
            {
              path,
              message: `the schedule${of} cron(${parsed.cron.text}) will not fire again: its last year was ${String(parsed.cron.years.at(-1))}`,
              hint: 'write * as its last field for every year',
            },
          ]
        : [];
    });
  },
};

/** True from the month after its last one on: nearer to its end it may or may not have fired. */
function isOver({ years, months }: Cron, now: Date): boolean {
  const [year = Infinity, month = Infinity] = [years.at(-1), months.at(-1)];
  return year < now.getUTCFullYear() || (year === now.getUTCFullYear() && month < now.getUTCMonth() + 1);
}
