import type { Firing } from '../pipeline.ts';
import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

const most = 500;
const waitingFor = (count: number) => {
  const names = Array.from({ length: most + 1 }, (_, index) => `load-${index + 1}`);
  const after = names.map((name) => jobLine(name, '"first"')).join(', ');
  const listed = names.slice(0, count).map((name) => `"${name}"`);
  return jobsExample(jobLine('first', undefined), after, jobLine('sum', listed.join(', ')));
};

/** More conditions than a trigger may have (botocore, glue Predicate.Conditions). */
export const manyDependencies: Rule = {
  code: 'GP254',
  severity: 'error',
  title: 'more than five hundred dependencies',
  explanation: `Each dependency is a condition of the job's trigger, and a trigger has at most ${most}. Put jobs between, which gather some each.`,
  get bad() {
    return waitingFor(most + 1);
  },
  get good() {
    return waitingFor(most);
  },
  keys: ['jobs.depends_on', 'crawlers.depends_on', 'triggers.when'],
  check: ({ pipeline }) =>
    pipeline.triggers
      .filter(({ firing }) => countOf(firing) > most)
      .map(({ at, origin, name, firing, actions }) => {
        const [first] = actions;
        const who = origin === 'written' || first == null ? `trigger "${name}"` : `${first.kind} "${first.name}"`;
        return {
          path: [...at, origin === 'written' ? 'when' : 'depends_on'],
          message: `${who} has ${countOf(firing)} dependencies`,
          hint: `write at most ${most}: put jobs between`,
        };
      }),
};

function countOf(firing: Firing): number {
  return firing.kind === 'conditions' ? firing.ends.length : 0;
}
