import type { Node } from '../pipeline.ts';
import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

/** A name that two jobs or crawlers of the file have. */
export const duplicateJobName: Rule = {
  code: 'GP201',
  severity: 'error',
  title: 'a name used twice',
  explanation:
    'Jobs, crawlers and what `for_each` makes groups of are told apart by their `name`, in `depends_on` and on the command line. Rename one of them; `resource_name` says what it is called in AWS.',
  bad: jobsExample(jobLine('load', undefined), jobLine('load', undefined)),
  good: jobsExample(jobLine('load', undefined), jobLine('load-again', undefined)),
  check: ({ config, pipeline }) => {
    const first = new Map<string, Node>();
    const byName = new Map(pipeline.nodes.map((node) => [node.name, node]));
    const groups = new Set<string>();
    const ofGroups = (config.groups ?? []).flatMap(({ list, name, items }) => {
      const [item] = items;
      const again = groups.has(name);
      groups.add(name);
      const made = item == null ? undefined : byName.get(item);
      const other = byName.get(name);
      if (list === 'triggers' || made == null || (!again && other == null)) {
        return [];
      }
      const hint = other == null ? 'rename one of them' : `rename it: a ${other.kind} has that name`;
      return [{ path: [...made.at, 'name'], message: `name "${name}" is used twice, once of a group`, hint }];
    });
    const ofNodes = pipeline.nodes.flatMap((node) => {
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
    return [...ofNodes, ...ofGroups];
  },
};
