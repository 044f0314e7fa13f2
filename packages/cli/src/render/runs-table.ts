import { durationText, hoursText, runsCostText, statePaint, timeText } from '@gluepipeline/core';
import type { NamedRun } from '@gluepipeline/project';
import stringWidth from 'string-width';

import type { View } from '../command.ts';
import { tableText } from './table.ts';

/** What stands in a column for a run. */
type Column = readonly [heading: string, cell: (run: NamedRun, isNarrow: boolean) => string];

/** The columns, in their order; one in which no run has anything is left out. */
const columns: readonly Column[] = [
  // AWS forgets runs after a year: where room is scarce the year goes without saying.
  ['started', ({ startedAt }, isNarrow) => (startedAt == null ? '' : timeText(startedAt).slice(isNarrow ? 5 : 0))],
  ['what', ({ kind, name }) => (kind === 'workflow' ? name : `${kind} ${name}`)],
  ['state', (run) => stateText(run)],
  ['duration', ({ duration }) => (duration == null ? '' : durationText(duration))],
  ['dpu-hours', ({ dpuHours }) => hoursText(dpuHours)],
  ['cost', ({ cost }) => runsCostText(cost)],
  ['trigger', ({ trigger = '' }) => trigger],
  ['id', ({ id = '' }, isNarrow) => (isNarrow && id !== '' ? `${shortId(id)}…` : id)],
];

/** So much of an id as tells it from the others; it is taken for the whole on the command line. */
export function shortId(id: string): string {
  return id.slice(0, 10);
}

/** Runs as a table, in their order; where it would not fit, which trigger started them is left out first. */
export function runsTable(runs: readonly NamedRun[], view: View): string {
  const isNarrow = view.columns < 160;
  const told = columns
    .map(([heading, cell]) => ({ heading, cells: runs.map((run) => cell(run, isNarrow)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const widest = ({ heading, cells }: (typeof told)[number]) =>
    Math.max(...[heading, ...cells].map((text) => stringWidth(text)));
  const fits = told.reduce((sum, column) => sum + widest(column) + 2, -2) <= view.columns;
  const shown = fits ? told : told.filter(({ heading }) => heading !== 'trigger');
  const [head = '', ...lines] = tableText(
    shown.map(({ heading }) => heading),
    runs.map((_, at) => shown.map(({ cells }) => cells[at] ?? '')),
    view,
    shown.findIndex(({ heading }) => heading === 'what'),
  ).split('\n');
  return [head, ...lines.map((line, at) => painted(line, runs[at], view))].join('\n');
}

/** The table is laid out first and coloured then: widths are those of the letters alone. */
function painted(line: string, run: NamedRun | undefined, { paint }: View): string {
  return run == null ? line : line.replace(run.end, statePaint(run.end, paint));
}

/** `FAILED 1/5`: one of five jobs and crawlers. */
function stateText({ end, attempt, nodes }: NamedRun): string {
  const failed =
    nodes == null || nodes.failed === 0
      ? ''
      : ` ${String(nodes.failed)}/${String(nodes.failed + nodes.succeeded + nodes.running)}`;
  return `${end}${failed}${attempt > 0 ? ` attempt ${String(attempt + 1)}` : ''}`;
}
