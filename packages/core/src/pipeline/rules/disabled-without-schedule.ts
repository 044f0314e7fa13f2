import type { Finding, Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

/** A start that is switched off and has nothing to switch: an on-demand trigger has no such state (Glue developer guide, activate-triggers). */
export const disabledWithoutSchedule: Rule = {
  code: 'GP237',
  severity: 'warn',
  title: 'a disabled start without a schedule',
  explanation:
    'What starts on demand only cannot be switched off: `enabled: false` has no effect without a schedule. Nor has it for an event without a pattern, whose rule is yours; with a pattern it switches the rule off.',
  bad: topExample('"start": { "enabled": false }'),
  good: topExample('"start": { "enabled": false, "schedule": "cron(0 2 * * ? *)" }'),
  keys: ['start.enabled', 'triggers.enabled', 'workflows'],
  check: ({ config, pipeline }) =>
    pipeline.triggers.flatMap(({ origin, at, name, enabled, firing }): Finding[] => {
      const isIdle = firing.kind === 'on-demand' || (firing.kind === 'event' && firing.event.pattern == null);
      const isOdd = origin === 'written' && config.triggers?.[Number(at[1])]?.when != null;
      const what = origin === 'start' ? at.join('.') : `trigger "${name}"`;
      return enabled || !isIdle || isOdd
        ? []
        : [
            {
              path: [...at, 'enabled'],
              message:
                firing.kind === 'event'
                  ? `enabled of ${what} is false, and the rule that tells of the events is yours`
                  : origin === 'start'
                    ? `${what}.enabled is false, but there is no schedule to switch off`
                    : `${what} is disabled, but fires on demand only`,
              hint: firing.kind === 'event' ? 'remove it, and disable the rule' : 'remove it, or add a schedule',
            },
          ];
    }),
};
