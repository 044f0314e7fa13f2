import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

const most = 500;
const names = Array.from({ length: most + 1 }, (_, index) => `load-${index + 1}`);
const after = names.map((name) => jobLine(name, '"first"')).join(', ');
const listed = (count: number) =>
  names
    .slice(0, count)
    .map((name) => `"${name}"`)
    .join(', ');

/** More conditions than a trigger may have (botocore, glue Predicate.Conditions). */
export const manyDependencies: Rule = {
  code: 'GP254',
  severity: 'error',
  title: 'more than five hundred dependencies',
  explanation: `Each dependency is a condition of the job's trigger, and a trigger has at most ${most}. Put jobs between, which gather some each.`,
  bad: jobsExample(jobLine('first', undefined), after, jobLine('sum', listed(most + 1))),
  good: jobsExample(jobLine('first', undefined), after, jobLine('sum', listed(most))),
  keys: ['jobs.depends_on'],
  check: ({ pipeline: { jobs } }) =>
    jobs
      .filter(({ dependsOn }) => dependsOn.length > most)
      .map(({ at, name, dependsOn }) => ({
        path: [...at, 'depends_on'],
        message: `job "${name}" has ${dependsOn.length} dependencies`,
        hint: `write at most ${most}: put jobs between`,
      })),
};
