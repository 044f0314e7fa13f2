import type { Job } from './pipeline.ts';

/** A node of the graph: a job and the names that it waits for. */
export type Node = Pick<Job, 'name' | 'dependsOn'>;

/** The layers of an acyclic graph: each holds what may start once all layers before it are done. */
export function layers<N extends Node>(nodes: readonly N[]): N[][] {
  const known = new Set(nodes.map((node) => node.name));
  const done = new Set<string>();
  const result: N[][] = [];
  let left = [...nodes];
  while (left.length > 0) {
    const ready = left.filter((node) => node.dependsOn.every(({ job }) => done.has(job) || !known.has(job)));
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
export function findCycle(nodes: readonly Node[]): string[] | undefined {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const finished = new Set<string>();
  for (const root of nodes) {
    const cycle = walk(root.name, [], byName, finished);
    if (cycle != null) {
      return cycle;
    }
  }
  return undefined;
}

/** An explicit stack: a chain of ten thousand jobs must not end the call stack. */
function walk(
  root: string,
  path: string[],
  byName: ReadonlyMap<string, Node>,
  finished: Set<string>,
): string[] | undefined {
  const stack: { name: string; next: number }[] = [{ name: root, next: 0 }];
  const onPath = new Set<string>([root]);
  path.push(root);
  for (let top = stack.at(-1); top != null; top = stack.at(-1)) {
    const dependency = byName.get(top.name)?.dependsOn[top.next++]?.job;
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

/** The nodes that wait for nothing: what the start trigger starts. */
export function roots<N extends Node>(nodes: readonly N[]): N[] {
  return nodes.filter((node) => node.dependsOn.length === 0);
}
