import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

/** A start that is switched off and has nothing to switch: an on-demand trigger has no such state (Glue developer guide, activate-triggers). */
export const disabledWithoutSchedule: Rule = {
  code: 'GP237',
  severity: 'warn',
  title: 'a disabled start without a schedule',
  explanation:
    'Without a schedule the pipeline starts on demand only, and that cannot be switched off: `enabled: false` has no effect.',
  bad: topExample('"start": { "enabled": false }'),
  good: topExample('"start": { "enabled": false, "schedule": "cron(0 2 * * ? *)" }'),
  keys: ['start.enabled'],
  check: ({ config }) =>
    config.start?.enabled === false &&
    config.start.schedule == null &&
    config.schedule == null &&
    config.start.event == null
      ? [
          {
            path: ['start', 'enabled'],
            message: 'start.enabled is false, but there is no schedule to switch off',
            hint: 'remove it, or add a schedule',
          },
        ]
      : [],
};
