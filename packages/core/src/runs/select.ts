import { didYouMean, someOf } from '../config/suggest.ts';
import { UserError } from '../errors.ts';
import { choosing, nameIn } from '../pipeline/chosen.ts';
import type { Dependency, NodeKind, Pipeline, Texts, Waiting } from '../pipeline/pipeline.ts';

/** A node that is to run, and what of the selection it waits for. */
export interface SelectedNode {
  readonly kind: NodeKind;
  /** Its names in the config and in AWS. */
  readonly name: string;
  readonly resourceName: string;
  readonly maxRetries: number;
  /** What its trigger passes to it. */
  readonly arguments: Texts;
  /** Ways to start it, any of which will do; none: it starts at once. */
  readonly ways: readonly Waiting[];
}

/**
 * The nodes that words choose: a name, `+name` with all that come before it, `name+` with all that come behind it. Ends
 * of nodes that were not chosen count as reached. A name that nothing has is a UserError.
 */
export function select(
  pipeline: Pick<Pipeline, 'nodes' | 'triggers' | 'jobs' | 'groups'>,
  words: readonly string[],
): readonly SelectedNode[] {
  const meant = choosing(pipeline);
  const chosen = new Set<string>();
  for (const word of words) {
    const found = meant(word);
    if (found == null) {
      const name = nameIn(word);
      const names = [...pipeline.nodes, ...pipeline.groups].map((node) => node.name);
      throw new UserError('GP603', `there is no job "${name}"`, didYouMean(name, names) ?? `jobs: ${someOf(names)}`);
    }
    found.forEach((each) => chosen.add(each));
  }
  return pipeline.nodes.filter(({ name }) => chosen.has(name)).map((node) => selected(pipeline, node, chosen));
}

function selected(
  pipeline: Pick<Pipeline, 'triggers' | 'jobs'>,
  node: Pipeline['nodes'][number],
  chosen: ReadonlySet<string>,
): SelectedNode {
  const { kind, name, resourceName } = node;
  const starting = pipeline.triggers.filter(({ actions }) =>
    actions.some((each) => each.kind === kind && each.name === name),
  );
  const ways = starting.flatMap(({ firing }): Waiting[] => {
    if (firing.kind !== 'conditions') {
      return [];
    }
    const ends = firing.ends.filter((end: Dependency) => chosen.has(end.name));
    // One of several that was not chosen is taken as reached, and so is the whole.
    return ends.length === 0 || (firing.logical === 'any' && ends.length < firing.ends.length)
      ? []
      : [{ logical: firing.logical, ends }];
  });
  const passing = starting.flatMap(({ actions }) => actions.filter((each) => each.kind === kind && each.name === name));
  const maxRetries = pipeline.jobs.find((job) => job.name === name)?.maxRetries ?? 0;
  return { kind, name, resourceName, maxRetries, arguments: passing[0]?.arguments ?? {}, ways };
}
