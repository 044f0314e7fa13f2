import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

const second = (more: string) =>
  jobsExample(jobLine('extract', undefined), `{ "name": "load", "script": "s3://data/load.py", ${more} }`);

/** A node that both waits and has a schedule of its own: its one trigger can be of one type. */
export const scheduledDependant: Rule = {
  code: 'GP268',
  severity: 'error',
  title: 'a schedule and dependencies on one node',
  explanation:
    'A job or crawler starts when its dependencies end, or by a schedule of its own. Remove one of the two; `triggers` adds further ways to start it.',
  bad: second('"schedule": "cron(0 2 * * ? *)", "depends_on": ["extract"]'),
  good: second('"depends_on": ["extract"]'),
  keys: ['jobs.schedule', 'crawlers.schedule'],
  check: ({ pipeline }) =>
    pipeline.nodes
      .filter(({ schedule, dependsOn }) => schedule != null && dependsOn != null)
      .map(({ at, kind, name }) => ({
        path: [...at, 'schedule'],
        on: 'key' as const,
        message: `${kind} "${name}" has both depends_on and a schedule`,
        hint: 'remove one of the two',
      })),
};
