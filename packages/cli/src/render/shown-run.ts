import {
  durationText,
  ganttText,
  hoursText,
  runsCostReasons,
  runTree,
  type RunView,
  statePaint,
  timeText,
} from '@gluepipeline/core';
import type { ShownRun } from '@gluepipeline/project';

import type { View } from '../command.ts';
import { failureText } from './failure-text.ts';

/** One run for the terminal: its facts, its graph, its Gantt chart, and why it failed. */
export function shownText({ view, failures, pipeline, consoleUrl }: ShownRun, screen: View): string {
  const { paint, columns } = screen;
  const tree = runTree(pipeline, view, paint, columns);
  const facts = factsOf(view).map(([name, value]) => `${paint.dim(name.padEnd(9))} ${value}`);
  const head = `${paint.bold(view.name)} · ${view.kind} run · environment ${view.environment}`;
  const end = `${statePaint(view.end, paint)}${view.errorMessage == null ? '' : `: ${view.errorMessage}`}`;
  const blocks = [
    [head, `${paint.dim('state'.padEnd(9))} ${end}`, ...facts, ...(consoleUrl == null ? [] : [consoleUrl])].join('\n'),
    tree,
    view.nodes.length === 0 ? 'nothing has run yet' : ganttText(view, paint, columns),
    failures
      .map((failure) => failureText(failure, screen))
      .join('\n')
      .trimEnd(),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function factsOf({ id, startedAt, completedAt, now, over, dpuHours, cost }: RunView): (readonly [string, string])[] {
  const end = completedAt ?? (over ? undefined : now);
  const took =
    startedAt == null || end == null ? '' : `, ${over ? 'took' : 'runs for'} ${durationText(end - startedAt)}`;
  return [
    ...(id == null ? [] : [['id', id] as const]),
    ...(startedAt == null ? [] : [['started', `${timeText(startedAt)}${took}`] as const]),
    ...(dpuHours == null ? [] : [['dpu-hours', hoursText(dpuHours)] as const]),
    ...(cost == null
      ? []
      : [['cost', `${runsCostReasons(cost)}${cost.unknown.length === 0 ? ' by list price' : ''}`] as const]),
  ];
}
