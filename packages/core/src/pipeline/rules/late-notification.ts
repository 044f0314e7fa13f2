import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { entries } from './support/entries.ts';

/** A notice of delay that comes after the run has been stopped. */
export const lateNotification: Rule = {
  code: 'GP259',
  severity: 'warn',
  title: 'a notice that never comes',
  explanation:
    '`notify_delay_after` and `timeout` both count minutes from the start of a run: a run that is stopped before is never announced.',
  bad: sparkExample('"timeout": 60, "notify_delay_after": 90'),
  good: sparkExample('"timeout": 60, "notify_delay_after": 30'),
  keys: ['jobs.notify_delay_after'],
  check: (input) =>
    entries(input)
      .filter(
        ({ job: { timeout, notifyDelayAfter } }) =>
          timeout != null && notifyDelayAfter != null && notifyDelayAfter >= timeout,
      )
      .map(({ job }) => ({
        path: [...job.at, 'notify_delay_after'],
        message: `job "${job.name}" is stopped after ${job.timeout ?? 0} minutes, before its notice after ${job.notifyDelayAfter ?? 0}`,
        hint: 'make notify_delay_after less than timeout',
      })),
};
