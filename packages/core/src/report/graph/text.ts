import { layers, graphOf } from '../../pipeline/graph.ts';
import type { Dependency, Pipeline, Trigger } from '../../pipeline/pipeline.ts';
import { type Paint, plain } from '../paint.ts';
import { endsOf, firingText } from './view.ts';

/**
 * A pipeline by its triggers: when each fires and what it starts, in the order in which they come to fire. Lists of
 * names break at `columns`.
 */
export function graphText(pipeline: Pipeline, paint: Paint = plain, columns = Infinity): string {
  const order = inOrder(pipeline);
  const places = [
    ...pipeline.workflows.map(({ name, resourceName }) => ({ name, title: `workflow ${resourceName}` })),
    { name: undefined, title: 'outside workflows' },
  ];
  const blocks = places.map(({ name, title }) => {
    const triggers = order.filter(({ workflow }) => workflow === name);
    const idle = unstarted(pipeline).filter(({ workflow }) => workflow === name);
    const last =
      idle.length === 0
        ? []
        : [
            `  ${paint.dim('started by no trigger')}`,
            namesText(
              idle.map((node) => node.name),
              columns,
            ),
          ];
    const lines = triggers.flatMap((trigger) => [
      ...headText(trigger, paint, columns),
      namesText(trigger.actions.map(actionText), columns),
    ]);
    return lines.length + last.length === 0 ? '' : [title, ...lines, ...last].join('\n');
  });
  const head = `${paint.bold(pipeline.name)} · environment ${pipeline.environment}`;
  return [head, ...blocks.filter((block) => block !== '')].join('\n\n');
}

/** Triggers in the order of the layers that they wait for; those that start by themselves first. */
function inOrder(pipeline: Pipeline): Trigger[] {
  const depths = new Map(layers(graphOf(pipeline)).flatMap((layer, at) => layer.map(({ name }) => [name, at + 1])));
  const depthOf = ({ firing }: Trigger) =>
    endsOf(firing).reduce((deepest, { name }) => Math.max(deepest, depths.get(name) ?? 0), 0);
  const ranked = pipeline.triggers.map((trigger) => ({ trigger, depth: depthOf(trigger) }));
  return ranked.toSorted((a, b) => a.depth - b.depth).map(({ trigger }) => trigger);
}

function unstarted({ nodes, triggers }: Pipeline): Pipeline['nodes'] {
  const started = new Set(triggers.flatMap(({ actions }) => actions.map(({ name }) => name)));
  return nodes.filter(({ name }) => !started.has(name));
}

/** `run-load  after all of extract, raw FAILED`; one end needs no word before it. */
function headText({ name, firing, enabled }: Trigger, paint: Paint, columns: number): string[] {
  const off = enabled ? '' : `, ${paint.remove('off')}`;
  if (firing.kind !== 'conditions') {
    return [`  ${paint.bold(name)}  ${firingText(firing)}${off}`];
  }
  const ends = firing.ends.map(endText);
  const how = ends.length === 1 ? 'after' : `after ${firing.logical} of`;
  const line = `  ${name}  ${how} ${ends.join(', ')}`;
  return line.length <= columns
    ? [`  ${paint.bold(name)}  ${paint.dim(how)} ${ends.join(', ')}${off}`]
    : [`  ${paint.bold(name)}  ${paint.dim(how)}${off}`, namesText(ends, columns, '      ')];
}

function endText({ name, state }: Dependency): string {
  return state === 'SUCCEEDED' ? name : `${name} ${state}`;
}

/** What is passed is told in numbers: the values are for the plan. */
function actionText({ name, arguments: passed }: Trigger['actions'][number]): string {
  const count = Object.keys(passed).length;
  return count === 0 ? name : `${name} (${String(count)} ${count === 1 ? 'argument' : 'arguments'})`;
}

/** `→ a, b, c`, broken between names where a line would be too long. */
function namesText(names: readonly string[], columns: number, start = '    → '): string {
  const lines: string[] = [];
  let line = '';
  for (const [index, name] of names.entries()) {
    const piece = index === names.length - 1 ? name : `${name},`;
    if (line !== '' && start.length + line.length + 1 + piece.length > columns) {
      lines.push(line);
      line = piece;
    } else {
      line = line === '' ? piece : `${line} ${piece}`;
    }
  }
  return [...lines, line].map((each, at) => (at === 0 ? start : ' '.repeat(start.length)) + each).join('\n');
}
