import type { Node } from '../pipeline.ts';
import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

/** A name that two jobs or crawlers of the file have. */
export const duplicateJobName: Rule = {
  code: 'GP201',
  severity: 'error',
  title: 'a name used twice',
  explanation:
    'Jobs and crawlers are told apart by their `name`, in `depends_on` and on the command line. Rename one of them; `resource_name` says what it is called in AWS.',
  bad: jobsExample(jobLine('load', undefined), jobLine('load', undefined)),
  good: jobsExample(jobLine('load', undefined), jobLine('load-again', undefined)),
  check: ({ pipeline }) => {
    const first = new Map<string, Node>();
    return pipeline.nodes.flatMap((node) => {
      const before = first.get(node.name);
      if (before == null) {
        first.set(node.name, node);
        return [];
      }
      const [list, index] = before.at;
      return [
        {
          path: [...node.at, 'name'],
          message: `${node.kind} name "${node.name}" is used twice`,
          hint: `rename it: ${list ?? ''}[${index ?? ''}] has that name`,
        },
      ];
    });
  },
};
