import { lookOf, looks, oneLine, strayColour, textColour } from './look.ts';
import { type DrawnNode, type GraphView, groupsOf } from './view.ts';

/** A graph in the language of Graphviz. */
export function graphDot(view: GraphView): string {
  const groups = groupsOf(view).flatMap(({ title, nodes }, index) => [
    `  subgraph cluster_${String(index)} {`,
    `    label=${quoted(title)};`,
    ...nodes.map((node) => `    ${quoted(node.id)} [${attributes(node)}];`),
    '  }',
  ]);
  const edges = view.edges.map(
    ({ from, to, state }) => `  ${quoted(from)} -> ${quoted(to)}${state == null ? '' : ` [label=${quoted(state)}]`};`,
  );
  return [
    `digraph ${quoted(`${view.pipeline}/${view.environment}`)} {`,
    `  graph [rankdir=LR, bgcolor=transparent, color="${strayColour}", fontcolor="${strayColour}", fontname="Helvetica"];`,
    `  node [style=filled, fontname="Helvetica", fontsize=11, fontcolor="${textColour}"];`,
    `  edge [color="${strayColour}", fontcolor="${strayColour}", fontname="Helvetica", fontsize=9];`,
    ...groups,
    ...edges,
    '}',
  ].join('\n');
}

const shapes = { job: 'box', crawler: 'cylinder', trigger: 'oval' } as const;

function attributes(node: DrawnNode): string {
  const { fill, line, dashed } = looks[lookOf(node)];
  return [
    `label="${escaped(node.name)}\\n${escaped(node.detail)}"`,
    `shape=${shapes[node.kind]}`,
    `fillcolor="${fill}"`,
    `color="${line}"`,
    ...(dashed ? ['style="filled,dashed"'] : []),
  ].join(', ');
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** A backslash begins an escape in a label, such as \N for the node's own name. */
function escaped(text: string): string {
  return oneLine(text).replaceAll(/[\\"]/g, (sign) => `\\${sign}`);
}
