import { findCycle } from '../graph.ts';
import type { Finding, Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';
import { entries } from './support/entries.ts';

/** Jobs that wait for each other; Glue refuses a job that waits for itself (terraform-provider-aws#39571). */
export const dependencyCycle: Rule = {
  code: 'GP203',
  severity: 'error',
  title: 'a cycle of dependencies',
  explanation: 'None of the jobs on the cycle would ever start. Remove one of its edges.',
  bad: jobsExample(jobLine('extract', '"load"'), jobLine('clean', '"extract"'), jobLine('load', '"clean"')),
  good: jobsExample(jobLine('extract', undefined), jobLine('clean', '"extract"'), jobLine('load', '"clean"')),
  keys: ['jobs.depends_on'],
  check: (input) => {
    const all = entries(input);
    const selves = all.flatMap(({ job, written }): Finding[] => {
      const position = written.depends_on?.indexOf(job.name) ?? -1;
      return position === -1
        ? []
        : [
            {
              path: [...job.at, 'depends_on', position],
              message: `job "${job.name}" depends on itself`,
              hint: 'remove it: Glue refuses such a trigger',
            },
          ];
    });
    const names = new Set(all.map(({ job }) => job.name));
    if (selves.length > 0 || names.size < all.length) {
      return selves;
    }
    const cycle = findCycle(all.map(({ job }) => job));
    const [first = '', second = ''] = cycle ?? [];
    const entry = all.find(({ job }) => job.name === first);
    return cycle == null || entry == null
      ? []
      : [
          {
            path: [...entry.job.at, 'depends_on', entry.written.depends_on?.indexOf(second) ?? 0],
            message: `the jobs depend on each other: ${cycle.join(' → ')}`,
            hint: 'remove one of these dependencies',
          },
        ];
  },
};
