import { type GraphNode, graphOf, layers } from '../../pipeline/graph.ts';
import type { Node, Pipeline, Trigger } from '../../pipeline/pipeline.ts';
import { type Paint, plain } from '../paint.ts';
import { notesOf } from './tree-notes.ts';
import { firingText, kindsOfNodes } from './view.ts';
import { columnsOf, cut } from './width.ts';

/** A line of the tree before it is drawn. */
interface Twig {
  readonly text: string;
  readonly children: readonly Node[];
}

/** What a tree says of a node beside its name, and in which colour; what its place does not tell comes behind it. */
export type Mark = (node: Node) => { readonly text: string; readonly colour: (text: string) => string };

/**
 * A pipeline as a tree: what starts by itself, and below each what comes after it. Every job and crawler stands there
 * once, below what it waits for that ends last; what else it waits for is said beside it. Lines are cut to `columns`.
 * `mark` says something else of each node than its kind.
 */
export function treeText(pipeline: Pipeline, paint: Paint = plain, columns = Infinity, mark?: Mark): string {
  const graph = new Map(graphOf(pipeline).map((node) => [node.name, node]));
  const parents = parentsOf(pipeline, graph);
  const below = new Map<string, Node[]>();
  for (const node of pipeline.nodes) {
    const parent = parents.get(node.name);
    if (parent != null) {
      const known = below.get(parent);
      if (known == null) {
        below.set(parent, [node]);
      } else {
        known.push(node);
      }
    }
  }
  const kindOf = kindsOfNodes(pipeline);
  const notes = notesOf(pipeline, parents);
  const textOf = (node: Node, room: number) => {
    if (mark != null) {
      const { text, colour } = mark(node);
      const name = cut(node.name, Math.max(narrowest, room - columnsOf(text) - 2));
      const note = notes(node);
      const more = room - columnsOf(name) - columnsOf(text) - 5;
      return `${name}  ${colour(text)}${note === '' || more < narrowest ? '' : paint.dim(` · ${cut(note, more)}`)}`;
    }
    const name = cut(node.name, room);
    const rest = room - columnsOf(name) - 2;
    const words = [kindOf(node), notes(node)].filter((part) => part !== '').join(' · ');
    return rest < narrowest ? name : `${name}  ${paint.dim(cut(words, rest))}`;
  };
  const draw = ({ text, children }: Twig) => [text, ...branches(children, below, textOf, columns)].join('\n');
  return twigsOf(pipeline, parents, paint).map(draw).join('\n\n');
}

/** However deep a branch is, so much of a name is shown. */
const narrowest = 8;

/** Lines below a twig; a stack of its own, since a chain may be longer than the call stack. */
function branches(
  children: readonly Node[],
  below: ReadonlyMap<string, readonly Node[]>,
  textOf: (node: Node, room: number) => string,
  columns: number,
): string[] {
  const lines: string[] = [];
  const push = (nodes: readonly Node[], indent: string) =>
    nodes.toReversed().forEach((node, at) => stack.push({ node, indent, last: at === 0 }));
  const stack: { node: Node; indent: string; last: boolean }[] = [];
  push(children, '');
  for (let top = stack.pop(); top != null; top = stack.pop()) {
    lines.push(
      `${top.indent}${top.last ? '└─ ' : '├─ '}${textOf(top.node, Math.max(narrowest, columns - top.indent.length - 3))}`,
    );
    push(below.get(top.node.name) ?? [], `${top.indent}${top.last ? '   ' : '│  '}`);
  }
  return lines;
}

/** Of what each node waits for, that in the deepest layer. Nodes of a cycle, and those after one, have no parent. */
function parentsOf({ nodes }: Pipeline, graph: ReadonlyMap<string, GraphNode>): ReadonlyMap<string, string> {
  const depths = new Map(layers([...graph.values()]).flatMap((layer, at) => layer.map(({ name }) => [name, at])));
  return new Map(
    nodes.flatMap(({ name }) => {
      const after = depths.has(name) ? (graph.get(name)?.after ?? []).filter((each) => depths.has(each)) : [];
      const deepest = Math.max(...after.map((each) => depths.get(each) ?? 0));
      const parent = after.find((each) => depths.get(each) === deepest);
      return parent == null ? [] : [[name, parent] as const];
    }),
  );
}

/** What the tree begins with: each trigger that starts by itself, then what no trigger starts. */
function twigsOf({ nodes, triggers }: Pipeline, parents: ReadonlyMap<string, string>, paint: Paint): Twig[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const placed = new Set(parents.keys());
  const take = (names: readonly string[]) =>
    [...new Set(names)].flatMap((name) => {
      const node = byName.get(name);
      if (node == null || placed.has(name)) {
        return [];
      }
      placed.add(name);
      return [node];
    });
  const started = triggers
    .filter(({ firing }) => firing.kind !== 'conditions')
    .map((trigger): Twig => ({
      text: triggerText(trigger, paint),
      children: take(trigger.actions.map(({ name }) => name)),
    }));
  const waiting = new Set(
    triggers.flatMap(({ firing, actions }) => (firing.kind === 'conditions' ? actions.map(({ name }) => name) : [])),
  );
  const idle = take(nodes.filter(({ name }) => !waiting.has(name)).map(({ name }) => name));
  const circling = take(nodes.map(({ name }) => name));
  return [
    ...started,
    ...(idle.length === 0 ? [] : [{ text: paint.dim('started by no trigger'), children: idle }]),
    ...(circling.length === 0
      ? []
      : [
          {
            text: paint.remove('never started: what they wait for waits for them, or does not exist'),
            children: circling,
          },
        ]),
  ];
}

function triggerText({ name, workflow, firing, enabled }: Trigger, paint: Paint): string {
  const place = workflow == null ? 'outside workflows' : workflow === '' ? '' : `workflow ${workflow}`;
  const words = [firingText(firing), place, enabled ? '' : 'off'].filter((part) => part !== '');
  return `${paint.bold(name)}  ${words.join(', ')}`;
}
