import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

const most = 800;
const chain = (length: number) =>
  jobsExample(
    jobLine('first', undefined),
    Array.from({ length }, (_, index) => jobLine(`step-${index + 1}`, '"first"')).join(', '),
  );

/** Most of the triggers that an account may have: 1,000 in a Region (AWS Glue endpoints and quotas). */
export const manyTriggers: Rule = {
  code: 'GP291',
  severity: 'warn',
  title: 'more than eight hundred triggers',
  explanation: `An account has 1,000 triggers in a Region unless AWS raised it, and this pipeline alone would have more than ${most}. Let jobs wait for the same things in groups, or split the pipeline over accounts.`,
  get bad() {
    return chain(most);
  },
  get good() {
    return chain(most - 1);
  },
  keys: ['jobs.depends_on', 'crawlers.depends_on', 'jobs.schedule', 'triggers'],
  check: ({ pipeline }) =>
    pipeline.triggers.length <= most
      ? []
      : [
          {
            path: [pipeline.nodes[0]?.at[0] ?? 'triggers'],
            on: 'key',
            message: `the pipeline has ${pipeline.triggers.length} triggers, and an account has 1000 in a Region`,
            hint: 'group jobs that wait for the same, or split the pipeline',
          },
        ],
};
