import type { Finding, Rule } from '../rule.ts';
import { jobLine, jobsExample, withTop } from './support/example.ts';

const trigger = (actions: string) =>
  withTop(
    jobsExample(jobLine('load', undefined), jobLine('mend', undefined)),
    `"triggers": [{ "name": "again", "workflow": false, "when": [{ "job": "load", "state": "FAILED" }], "actions": [${actions}] }]`,
  );

/** A trigger whose list is empty: Glue has no conditional trigger without conditions (SDK, CreateTriggerRequest.Predicate), and one without actions does nothing. */
export const idleTrigger: Rule = {
  code: 'GP271',
  severity: 'error',
  title: 'a trigger with an empty list',
  explanation:
    'A trigger waits for something in `when`, and starts something in `actions`. Leave `when` out for a trigger that fires on demand.',
  bad: trigger(''),
  good: trigger('"mend"'),
  keys: ['triggers'],
  check: ({ config }) =>
    (config.triggers ?? []).flatMap(({ name, when, actions }, index): Finding[] => [
      ...(when != null && !('any' in when) && when.length === 0
        ? [
            {
              path: ['triggers', index, 'when'],
              message: `trigger "${name}" waits for nothing`,
              hint: 'write what it waits for, or remove when',
            },
          ]
        : []),
      ...(actions.length === 0
        ? [
            {
              path: ['triggers', index, 'actions'],
              message: `trigger "${name}" starts nothing`,
              hint: 'write what it starts, or remove the trigger',
            },
          ]
        : []),
    ]),
};
