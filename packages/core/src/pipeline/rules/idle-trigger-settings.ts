import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';

/** What says something of the trigger itself, and not of the run that it starts. */
const itself = ['enabled', 'resource_name', 'description', 'tags', 'ignore_changes'] as const;
const passed = ['arguments', 'timeout', 'security_configuration', 'notify_delay_after'] as const;

/** Settings of a trigger that no trigger has: docs/design.md#derivation. */
export const idleTriggerSettings: Rule = {
  code: 'GP274',
  severity: 'error',
  title: 'settings of a trigger that is not there',
  explanation:
    'What waits for nothing is started by `start`, which has settings of its own; `trigger` of the job then takes only what is passed to its run. Where no trigger is made for a job or crawler (an entry of `triggers` starts it, a crawler has its own schedule, or nothing starts it), `trigger` has no effect at all.',
  bad: sparkExample('"trigger": { "timeout": 30 }'),
  good: sparkExample('"schedule": "cron(0 2 * * ? *)", "trigger": { "enabled": false }'),
  keys: ['jobs.trigger', 'crawlers.trigger'],
  check: ({ pipeline, config }) => {
    const made = new Map(
      pipeline.triggers.flatMap(({ origin, actions }) =>
        origin === 'written' ? [] : actions.map(({ kind, name }) => [`${kind} ${name}`, origin] as const),
      ),
    );
    return pipeline.nodes.flatMap(({ at, kind, name }): Finding[] => {
      const written = config[kind === 'job' ? 'jobs' : 'crawlers']?.[Number(at[1])]?.trigger;
      const origin = made.get(`${kind} ${name}`);
      if (written == null || origin === 'node') {
        return [];
      }
      const keys = origin === 'start' ? itself : [...itself, ...passed];
      return keys
        .filter((key) => written[key] != null)
        .map((key) => ({
          path: [...at, 'trigger', key],
          on: 'key',
          message: `trigger.${key} of ${kind} "${name}" has no effect: ${origin === 'start' ? 'its trigger is the start' : 'no trigger is made for it'}`,
          hint: origin === 'start' ? `write ${key} in "start"` : 'remove it, or write it in the action that starts it',
        }));
    });
  },
};
