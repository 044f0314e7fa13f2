import { lookOf, looks, oneLine, textColour } from './look.ts';
import { type DrawnNode, type GraphView, groupsOf } from './view.ts';

/** A graph in the language of Mermaid, which GitHub and many editors draw. */
export function graphMermaid(view: GraphView): string {
  const numbers = new Map(view.nodes.map(({ id }, index) => [id, `n${String(index)}`]));
  const number = (id: string) => numbers.get(id) ?? id;
  const groups = groupsOf(view).flatMap(({ title, nodes }, index) => [
    `  subgraph g${String(index)}["${label(title)}"]`,
    '    direction LR',
    ...nodes.map((node) => `    ${number(node.id)}${shape(node)}:::${lookOf(node)}`),
    '  end',
  ]);
  const edges = view.edges.map(({ from, to, state }) =>
    ['  ', number(from), ' -->', state == null ? ' ' : `|${state}| `, number(to)].join(''),
  );
  const used = new Set<string>(view.nodes.map(lookOf));
  const classes = Object.entries(looks).filter(([name]) => used.has(name));
  return [
    'flowchart LR',
    `  %% ${view.pipeline}, environment ${view.environment}`,
    ...groups,
    ...edges,
    ...classes.map(
      ([name, { fill, line, dashed }]) =>
        `  classDef ${name} fill:${fill},stroke:${line},color:${textColour}${dashed ? ',stroke-dasharray:4 3' : ''}`,
    ),
  ].join('\n');
}

function shape({ kind, name, detail }: DrawnNode): string {
  const text = `"${label(name)}<br/>${label(detail)}"`;
  switch (kind) {
    case 'job':
      return `[${text}]`;
    case 'crawler':
      return `[(${text})]`;
    case 'trigger':
      return `([${text}])`;
  }
}

/** In a quoted text these would end it, be markup, or begin Markdown. */
function label(text: string): string {
  return oneLine(text).replaceAll(/["#&<>`]/g, (sign) => `#${String(sign.codePointAt(0))};`);
}
