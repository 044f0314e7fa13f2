import { didYouMean } from '../config/suggest.ts';
import { UserError } from '../errors.ts';
import { graphOf } from '../pipeline/graph.ts';
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

/** True for a word that means more than the node it names: `+load`, `load+`. */
export function isSelector(word: string): boolean {
  return word.startsWith('+') || word.endsWith('+');
}

/**
 * The nodes that words choose: a name, `+name` with all that come before it, `name+` with all that come behind it. Ends
 * of nodes that were not chosen count as reached. A name that nothing has is a UserError.
 */
export function select(
  pipeline: Pick<Pipeline, 'nodes' | 'triggers' | 'jobs' | 'groups'>,
  words: readonly string[],
): readonly SelectedNode[] {
  const graph = graphOf(pipeline);
  const after = new Map(graph.map((node) => [node.name, node.after]));
  const before = new Map<string, string[]>();
  graph.forEach((node) => node.after.forEach((name) => before.set(name, [...(before.get(name) ?? []), node.name])));
  const chosen = new Set<string>();
  for (const word of words) {
    const name = word.replace(/^\+/, '').replace(/\+$/, '');
    const named = pipeline.groups.find((group) => group.name === name)?.items ?? [name];
    if (!named.every((each) => after.has(each))) {
      const names = [...pipeline.nodes, ...pipeline.groups].map((node) => node.name);
      throw new UserError('GP603', `there is no job "${name}"`, didYouMean(name, names) ?? `jobs: ${names.join(', ')}`);
    }
    for (const each of named) {
      chosen.add(each);
      (word.startsWith('+') ? reach(each, after) : []).forEach((other) => chosen.add(other));
      (word.endsWith('+') ? reach(each, before) : []).forEach((other) => chosen.add(other));
    }
  }
  return pipeline.nodes.filter(({ name }) => chosen.has(name)).map((node) => selected(pipeline, node, chosen));
}

/** All that can be reached from a name, without itself. */
function reach(name: string, steps: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [name];
  for (let next = waiting.pop(); next != null; next = waiting.pop()) {
    for (const each of steps.get(next) ?? []) {
      if (!found.has(each)) {
        found.add(each);
        waiting.push(each);
      }
    }
  }
  return found;
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
