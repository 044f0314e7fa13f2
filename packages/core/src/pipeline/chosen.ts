import { type GraphNode, graphOf } from './graph.ts';
import type { Pipeline } from './pipeline.ts';

/** True for a word that means more than the node it names: `+load`, `load+`. */
export function isSelector(word: string): boolean {
  return word.startsWith('+') || word.endsWith('+');
}

/** A word without its pluses: what it names. */
export function nameIn(word: string): string {
  return word.replace(/^\+/, '').replace(/\+$/, '');
}

/**
 * What tells which nodes a word means, by their names: a node or a group, `+name` with all that come before, `name+` with
 * all that come behind; nothing for a name that no node and no group has.
 */
export function choosing(
  pipeline: Pick<Pipeline, 'nodes' | 'triggers' | 'groups'>,
): (word: string) => ReadonlySet<string> | undefined {
  const graph = graphOf(pipeline);
  const before = new Map(graph.map((node) => [node.name, node.after]));
  const behind = behindOf(graph);
  return (word) => {
    const name = nameIn(word);
    const named = pipeline.groups.find((group) => group.name === name)?.items ?? [name];
    if (!named.every((each) => before.has(each))) {
      return undefined;
    }
    return new Set(
      named.flatMap((each) => [
        each,
        ...(word.startsWith('+') ? reach(each, before) : []),
        ...(word.endsWith('+') ? reach(each, behind) : []),
      ]),
    );
  };
}

function behindOf(graph: readonly GraphNode[]): ReadonlyMap<string, readonly string[]> {
  const behind = new Map<string, string[]>();
  for (const { name, after } of graph) {
    for (const each of after) {
      const known = behind.get(each) ?? [];
      known.push(name);
      behind.set(each, known);
    }
  }
  return behind;
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
