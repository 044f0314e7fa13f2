import type { Pipeline } from '../../pipeline/pipeline.ts';
import { treeText } from '../graph/tree.ts';
import { type Paint, plain } from '../paint.ts';
import { statePaint } from './state-paint.ts';
import type { RunView } from './view.ts';

/** The graph of a workflow run as a tree: what comes after what, and how it stands; "" for any other run. */
export function runTree(pipeline: Pipeline, view: RunView, paint: Paint = plain, columns = Infinity): string {
  if (view.kind !== 'workflow') {
    return '';
  }
  const states = new Map(view.nodes.map(({ kind, name, state }) => [`${kind} ${name}`, state]));
  const nodes = pipeline.nodes.filter(({ kind, name }) => states.has(`${kind} ${name}`));
  const names = new Set(nodes.map(({ name }) => name));
  const triggers = pipeline.triggers.filter(({ actions }) => actions.some(({ name }) => names.has(name)));
  return treeText({ ...pipeline, nodes, triggers }, paint, columns, ({ kind, name }) => {
    const state = states.get(`${kind} ${name}`) ?? '';
    return { text: state, colour: (text) => statePaint(state, paint, text) };
  });
}
