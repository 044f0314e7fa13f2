import { UserError } from '../../errors.ts';
import type { DrawnEdge, DrawnNode } from './view.ts';

/** A place in a drawing, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How much room a node takes, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Nodes that hang together, with their places: a node's is its middle, an edge's are what its line passes. */
export interface Placed extends Size {
  readonly nodes: readonly (DrawnNode & Size & Point)[];
  readonly edges: readonly (DrawnEdge & { readonly points: readonly Point[]; readonly label: Point })[];
}

/** What is used of the layout library; its own types cannot be resolved from an ES module. */
interface Dagre {
  readonly Graph: new (options: { multigraph: boolean }) => DagreGraph;
  readonly layout: (graph: DagreGraph) => void;
}

interface DagreGraph {
  setGraph(label: Readonly<Record<string, string | number>>): void;
  setNode(id: string, label: Size): void;
  setEdge(from: string, to: string, label: Readonly<Record<string, string | number>>, name: string): void;
  graph(): Size;
  node(id: string): Size & Point;
  edge(from: string, to: string, name: string): Partial<Point> & { readonly points: readonly Point[] };
}

/** Beyond this many edges the library's best ranking takes minutes, and its plain one a second. */
const manyEdges = 600;

/** Beyond this many nodes in one piece the library ends the call stack. */
const mostNodes = 1000;

/** Places what hangs together from left to right; the library is loaded here. A UserError where there is too much of it. */
export async function placed(
  nodes: readonly DrawnNode[],
  edges: readonly DrawnEdge[],
  sizeOf: (node: DrawnNode) => Size,
  labelWidth: (text: string) => number,
): Promise<Placed> {
  if (nodes.length > mostNodes) {
    throw new UserError(
      'GP124',
      `${String(nodes.length)} nodes that hang together are too many for a picture: ${String(mostNodes)} are the most`,
      'draw it with Graphviz: gluepipeline graph --format dot',
    );
  }
  const { Graph, layout } = (await import('@dagrejs/dagre')) as unknown as Dagre;
  const graph = new Graph({ multigraph: true });
  const ranker = edges.length > manyEdges ? 'longest-path' : 'network-simplex';
  graph.setGraph({ rankdir: 'LR', nodesep: 14, edgesep: 8, ranksep: 48, ranker });
  nodes.forEach((node) => graph.setNode(node.id, { ...sizeOf(node) }));
  edges.forEach(({ from, to, state }, index) => {
    const label = state == null ? {} : { width: labelWidth(state), height: 16, labelpos: 'c' };
    graph.setEdge(from, to, label, String(index));
  });
  layout(graph);
  const { width, height } = graph.graph();
  // The library puts the first of equals last: turned upside down they stand in the order of the file.
  const upright = ({ x, y }: Point): Point => ({ x, y: height - y });
  return {
    width,
    height,
    nodes: nodes.map((node) => {
      const { width: own, height: tall, ...at } = graph.node(node.id);
      return { ...node, ...upright(at), width: own, height: tall };
    }),
    edges: edges.map((edge, index) => {
      const { points, x = 0, y = 0 } = graph.edge(edge.from, edge.to, String(index));
      return { ...edge, points: points.map(upright), label: upright({ x, y }) };
    }),
  };
}

/** The nodes that hang together by edges, in the order of the view. */
export function components(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): DrawnNode[][] {
  const heads = new Map(nodes.map(({ id }) => [id, id]));
  const headOf = (id: string): string => {
    let head = id;
    for (let next = heads.get(head); next != null && next !== head; next = heads.get(head)) {
      head = next;
    }
    heads.set(id, head);
    return head;
  };
  edges.forEach(({ from, to }) => heads.set(headOf(to), headOf(from)));
  const found = new Map<string, DrawnNode[]>();
  for (const node of nodes) {
    const head = headOf(node.id);
    const known = found.get(head);
    if (known == null) {
      found.set(head, [node]);
    } else {
      known.push(node);
    }
  }
  return [...found.values()];
}
