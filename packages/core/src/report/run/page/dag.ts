import { durationText } from '../../duration-text.ts';
import { graphPicture } from '../../graph/svg.ts';
import type { DrawnNode, GraphView } from '../../graph/view.ts';
import { moodOf } from '../state-paint.ts';
import { type RunNodeView, type RunView, tookOf } from '../view.ts';
import { html } from './html.ts';

/** The graph of a run: the nodes of the config that belong to it, each with how it stands and how long it took. */
function runGraph(graph: GraphView, { nodes, now }: RunView): GraphView {
  const known = new Map(nodes.map((node) => [`${node.kind} ${node.name}`, node]));
  const near = new Set(
    graph.edges.filter(({ from, to }) => known.has(from) || known.has(to)).flatMap((e) => [e.from, e.to]),
  );
  const drawn = graph.nodes.flatMap((node): DrawnNode[] => {
    const run = known.get(node.id);
    if (run != null) {
      return [{ ...node, detail: detailOf(run, now), run: moodOf(run.state) }];
    }
    return node.kind === 'trigger' && near.has(node.id) ? [node] : [];
  });
  const ids = new Set(drawn.map(({ id }) => id));
  return { ...graph, nodes: drawn, edges: graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}

/** A graph of more nodes is larger than most windows. */
const manyNodes = 24;

/**
 * The graph of a workflow run as a picture that can be moved about; "" for a run of one job. Of a large one the first job
 * that failed is what is seen first, where the browser can do that by itself, and is a click away elsewhere.
 */
export async function dagSection(graph: GraphView, view: RunView): Promise<string> {
  const drawn = view.kind === 'workflow' ? runGraph(graph, view) : { ...graph, nodes: [] };
  if (drawn.nodes.length === 0) {
    return '';
  }
  const { svg, places } = await graphPicture(drawn, { heading: false });
  const focus = drawn.nodes.find(({ run }) => run === 'failed') ?? drawn.nodes.find(({ run }) => run != null);
  const place = focus == null ? undefined : places.get(focus.id);
  const isLarge = focus != null && place != null && drawn.nodes.length > manyNodes;
  return [
    '<section aria-labelledby="graph">',
    '<h2 id="graph">Graph</h2>',
    ...(isLarge ? [`<p><a href="#graph-focus">Show ${html(focus.name)} in the graph</a></p>`] : []),
    '<div class="scroll" role="region" aria-labelledby="graph" tabindex="0"><div class="picture">',
    ...(isLarge ? [`<span id="graph-focus" style="--x:${String(place.x)}px;--y:${String(place.y)}px"></span>`] : []),
    svg,
    '</div></div>',
    '</section>',
  ].join('\n');
}

function detailOf(node: RunNodeView, now: number): string {
  const took = tookOf(node, now);
  return took == null ? node.state : `${node.state} ${durationText(took)}`;
}
