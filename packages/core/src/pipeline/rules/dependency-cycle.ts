import { findCycle, graphOf } from '../graph.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';
import { placeOf, references, sayerOf } from './support/references.ts';

/** Jobs that wait for each other; Glue refuses a job that waits for itself (terraform-provider-aws#39571). */
export const dependencyCycle: Rule = {
  code: 'GP203',
  severity: 'error',
  title: 'a cycle of dependencies',
  explanation: 'None of the jobs on the cycle would ever start. Remove one of its edges.',
  bad: jobsExample(jobLine('extract', '"load"'), jobLine('clean', '"extract"'), jobLine('load', '"clean"')),
  good: jobsExample(jobLine('extract', undefined), jobLine('clean', '"extract"'), jobLine('load', '"clean"')),
  keys: ['jobs.depends_on', 'crawlers.depends_on', 'triggers.when'],
  check: (input) => {
    const { pipeline } = input;
    const selves = references(input)
      .filter((each) => each.name === each.from)
      .map((each): Finding => ({
        path: placeOf(each),
        message: `${sayerOf(each)} itself`,
        hint: 'remove it: Glue refuses such a trigger',
      }));
    const names = new Set(pipeline.nodes.map(({ name }) => name));
    // Nearly every file names what is waited for before what waits.
    if (selves.length > 0 || names.size < pipeline.nodes.length || areInOrder(pipeline, names)) {
      return selves;
    }
    // A written trigger that starts what it waits for is GP272's business.
    const edges = graphOf(pipeline).map((node) =>
      node.after.includes(node.name) ? { ...node, after: node.after.filter((each) => each !== node.name) } : node,
    );
    const cycle = findCycle(edges);
    const [first = '', second = ''] = cycle ?? [];
    const edge = references(input).find(({ name, from }) => from === first && name === second);
    const at = edge == null ? ['triggers'] : placeOf(edge);
    return cycle == null
      ? []
      : [
          {
            path: at,
            message: `the ${pipeline.crawlers.length === 0 ? 'jobs' : 'jobs and crawlers'} depend on each other: ${cycle.join(' → ')}`,
            hint: 'remove one of these dependencies',
          },
        ];
  },
};

/** True where every node waits for nodes before it alone: such a graph has no cycle. `names` are those of the nodes, in their order. */
function areInOrder({ triggers }: Pick<Pipeline, 'triggers'>, names: ReadonlySet<string>): boolean {
  const places = new Map<string, number>();
  for (const name of names) {
    places.set(name, places.size);
  }
  return triggers.every(({ firing, actions }) => {
    if (firing.kind !== 'conditions') {
      return true;
    }
    const last = firing.ends.reduce((place, { name }) => Math.max(place, places.get(name) ?? -1), -1);
    return actions.every(({ name }) => last < (places.get(name) ?? Infinity));
  });
}
