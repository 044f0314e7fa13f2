import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

/** A name that two jobs of the file have. */
export const duplicateJobName: Rule = {
  code: 'GP201',
  severity: 'error',
  title: 'a job name used twice',
  explanation:
    'Jobs are told apart by their `name`, in `depends_on` and on the command line. Rename one of them; `resource_name` says what it is called in AWS.',
  bad: jobsExample(jobLine('load', undefined), jobLine('load', undefined)),
  good: jobsExample(jobLine('load', undefined), jobLine('load-again', undefined)),
  check: ({ pipeline }) => {
    const first = new Map<string, number>();
    return pipeline.jobs.flatMap((job, index) => {
      const before = first.get(job.name);
      if (before == null) {
        first.set(job.name, index);
        return [];
      }
      return [
        {
          path: [...job.at, 'name'],
          message: `job name "${job.name}" is used twice`,
          hint: `rename it: jobs[${before}] has that name`,
        },
      ];
    });
  },
};
