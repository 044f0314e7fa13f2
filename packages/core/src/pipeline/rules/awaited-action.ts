import type { Finding, Rule } from '../rule.ts';
import { jobLine, jobsExample, withTop } from './support/example.ts';

const trigger = (action: string) =>
  withTop(
    jobsExample(jobLine('load', undefined), jobLine('mend', undefined)),
    `"start": {}, "triggers": [{ "name": "again", "when": [{ "job": "load", "state": "FAILED" }], "actions": ["${action}"] }]`,
  );

/** A trigger that starts what it waits for, which Glue refuses: "Job cannot be a Predicate and Action" (hashicorp/terraform-provider-aws#39571). */
export const awaitedAction: Rule = {
  code: 'GP272',
  severity: 'error',
  title: 'a trigger that starts what it waits for',
  explanation:
    'Glue refuses a trigger that starts a job or crawler for which it waits. A job that is to be tried again has `max_retries`.',
  bad: trigger('load'),
  good: trigger('mend'),
  keys: ['triggers.when'],
  check: ({ pipeline }) =>
    pipeline.triggers.flatMap(({ origin, at, name, firing, actions }): Finding[] => {
      // A node that depends on itself is GP203's business.
      if (origin !== 'written' || firing.kind !== 'conditions') {
        return [];
      }
      const awaited = new Set(firing.ends.map((end) => end.name));
      return actions.flatMap((action, index) =>
        awaited.has(action.name)
          ? [
              {
                path: [...at, 'actions', index],
                message: `trigger "${name}" starts ${action.kind} "${action.name}", for which it waits: Glue refuses it`,
                hint: action.kind === 'job' ? 'remove it; max_retries tries a job again' : 'remove it',
              },
            ]
          : [],
      );
    }),
};
