import { roots } from '../graph.ts';
import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

const most = 50;
const numbered = Array.from({ length: most + 1 }, (_, index) => `load-${index + 1}`);

/** More jobs than one trigger can start: the quota is 50 (AWS Glue endpoints and quotas). */
export const tooManyRoots: Rule = {
  code: 'GP235',
  severity: 'error',
  title: 'more than fifty jobs at the start',
  explanation: `The start trigger starts every job that waits for nothing, and a trigger starts at most ${most}. Put one job in front, and let the others depend on it in groups.`,
  bad: jobsExample(jobLine('sum', '"load-1"'), numbered.map((name) => jobLine(name, undefined)).join(', ')),
  good: jobsExample(
    jobLine('first', undefined),
    numbered.map((name) => jobLine(name, name === 'load-1' ? undefined : '"first"')).join(', '),
  ),
  keys: ['jobs.depends_on', 'schedule', 'start', 'workflow'],
  check: ({ pipeline }) => {
    const started = pipeline.flow == null ? [] : roots(pipeline.jobs);
    const beyond = started[most];
    return beyond == null
      ? []
      : [
          {
            path: beyond.at,
            message: `the start would start ${started.length} jobs, and a trigger starts at most ${most}`,
            hint: 'put one job in front, on which these depend',
          },
        ];
  },
};
