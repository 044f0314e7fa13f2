import type { NodeKind, Pipeline } from './pipeline.ts';

/** A node of the graph, with those that must end before it may start. */
export interface GraphNode {
  readonly kind: NodeKind;
  readonly name: string;
  /** Names in the config, each once; those of nodes that do not exist too. */
  readonly after: readonly string[];
}

/** The graph of a pipeline: what each of its triggers waits for comes before what it starts. */
export function graphOf(pipeline: Pick<Pipeline, 'nodes' | 'triggers'>): GraphNode[] {
  const after = new Map<string, Set<string>>();
  for (const { firing, actions } of pipeline.triggers) {
    if (firing.kind === 'conditions') {
      for (const { name } of actions) {
        const known = after.get(name) ?? new Set();
        firing.ends.forEach((end) => known.add(end.name));
        after.set(name, known);
      }
    }
  }
  return pipeline.nodes.map(({ kind, name }) => ({ kind, name, after: [...(after.get(name) ?? [])] }));
}

/** The layers of an acyclic graph: each holds what may start once all layers before it are done. */
export function layers<N extends Pick<GraphNode, 'name' | 'after'>>(nodes: readonly N[]): N[][] {
  const known = new Set(nodes.map((node) => node.name));
  const done = new Set<string>();
  const result: N[][] = [];
  let left = [...nodes];
  while (left.length > 0) {
    const ready = left.filter((node) => node.after.every((name) => done.has(name) || !known.has(name)));
    if (ready.length === 0) {
      return result;
    }
    result.push(ready);
    ready.forEach((node) => done.add(node.name));
    left = left.filter((node) => !done.has(node.name));
  }
  return result;
}

/** One cycle as the names along it, first name repeated at the end; nothing where there is none. */
export function findCycle(nodes: readonly Pick<GraphNode, 'name' | 'after'>[]): string[] | undefined {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const finished = new Set<string>();
  for (const root of nodes) {
    const cycle = walk(root.name, byName, finished);
    if (cycle != null) {
      return cycle;
    }
  }
  return undefined;
}

/** An explicit stack: a chain of ten thousand jobs must not end the call stack. */
function walk(
  root: string,
  byName: ReadonlyMap<string, Pick<GraphNode, 'after'>>,
  finished: Set<string>,
): string[] | undefined {
  const path: string[] = [root];
  const stack: { name: string; next: number }[] = [{ name: root, next: 0 }];
  const onPath = new Set<string>([root]);
  for (let top = stack.at(-1); top != null; top = stack.at(-1)) {
    const dependency = byName.get(top.name)?.after[top.next++];
    if (dependency == null) {
      finished.add(top.name);
      onPath.delete(top.name);
      stack.pop();
      path.pop();
    } else if (onPath.has(dependency)) {
      return [...path.slice(path.indexOf(dependency)), dependency];
    } else if (!finished.has(dependency) && byName.has(dependency)) {
      stack.push({ name: dependency, next: 0 });
      onPath.add(dependency);
      path.push(dependency);
    }
  }
  return undefined;
}

/** The nodes that wait for nothing. */
export function roots<N extends Pick<GraphNode, 'after'>>(nodes: readonly N[]): N[] {
  return nodes.filter((node) => node.after.length === 0);
}
