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
  keys: ['jobs.depends_on', 'crawlers.depends_on', 'triggers.when'],
  check: ({ pipeline }) =>
    pipeline.triggers.flatMap(({ at, origin, name, firing, actions }) => {
      const count = firing.kind === 'conditions' ? firing.ends.length : 0;
      const [first] = actions;
      const who = origin === 'written' || first == null ? `trigger "${name}"` : `${first.kind} "${first.name}"`;
      return count <= most
        ? []
        : [
            {
              path: [...at, origin === 'written' ? 'when' : 'depends_on'],
              message: `${who} has ${count} dependencies`,
              hint: `write at most ${most}: put jobs between`,
            },
          ];
    }),
};
