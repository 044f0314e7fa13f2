import {
  adviceText,
  costText,
  hoursText,
  leastText,
  type NodeCost,
  type UnknownCost,
  unknownLines,
} from '@gluepipeline/core';
import type { CostReport } from '@gluepipeline/project';

import type { View } from '../command.ts';
import { tableText } from './table.ts';
import { wrap } from './wrap.ts';

/** The jobs and crawlers with what they cost, the sum below. */
export function costTable(
  { cost: { jobs, crawlers, spent, month, unknown }, frame: { days } }: CostReport,
  view: View,
): string {
  const headings = ['job', 'runs', 'DPU-hours', `${String(days)} days`, 'a run', 'starts', 'a month'];
  const nodes = [...jobs, ...crawlers.map((each) => ({ ...each, name: `crawler ${each.name}` }))];
  const untold = nodes.filter((node) => !node.spent.known).length;
  const rows = [
    ...nodes.map(rowOf),
    ['together', '', '', leastText(spent, untold === 0), '', '', leastText(month, unknown.length === 0)],
  ];
  const [head = [], ...lines] = aligned([headings, ...rows], [1, 2, 3, 4, 6]);
  return tableText(head, lines, view);
}

function rowOf({ name, runs, spent, perRun, yearly, month }: NodeCost): string[] {
  const hours = (spent.dpuSeconds ?? 0) / 3600;
  return [
    name,
    runs == null ? '–' : String(runs),
    runs === 0 || (!spent.known && hours === 0) ? '–' : hoursText(hours),
    runs === 0 ? '–' : costText(spent),
    costText(perRun),
    startsText(yearly),
    month.known || month.missing === 'price' ? costText(month) : '–',
  ];
}

/** Whose month is unknown and why, and what would be cheaper, in lines that fit the terminal. */
export function costNotes({ cost, frame, advice }: CostReport, { paint, columns }: View): string[] {
  const lines = (text: string) => wrap(text, columns - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`);
  const missing = [
    ...unknownLines(unspent(cost)).flatMap((line) => lines(`not in the ${String(frame.days)} days: ${line}`)),
    ...unknownLines(cost.unknown).flatMap((line) => lines(`not in the month: ${line}`)),
  ];
  const more = advice.length - mostAdvice;
  return [
    ...(missing.length === 0 ? [] : ['', ...missing]),
    '',
    paint.dim('without storage, transfer, taxes and discounts'),
    ...(advice.length === 0 ? [] : ['', paint.bold('advice')]),
    ...advice
      .slice(0, mostAdvice)
      .flatMap((each) =>
        lines(adviceText(each)).map((line) =>
          line.replace(`  ${each.job}:`, () => `  ${paint.bold(each.job)}:`).replace(/\(saves \$[^)]*\)/, paint.add),
        ),
      ),
    ...(more > 0 ? [`  and ${String(more)} more, with --json`] : []),
  ];
}

/** What is not in the days before though its month is known; of the others the month tells why. */
function unspent({ jobs, crawlers }: CostReport['cost']): UnknownCost[] {
  const ofKind = (kind: UnknownCost['kind'], nodes: readonly NodeCost[]) =>
    nodes.flatMap(({ name, month, spent }): UnknownCost[] =>
      month.known && !spent.known ? [{ kind, name, why: spent.why, missing: 'runs' }] : [],
    );
  return [...ofKind('job', jobs), ...ofKind('crawler', crawlers)];
}

/** So much advice is read; the rest is in --json. */
const mostAdvice = 8;

/** How often its schedules start a job. */
function startsText(yearly: number | undefined): string {
  if (yearly == null) {
    return 'no schedule';
  }
  const [count, unit] =
    yearly >= 700 ? [yearly / 365, 'day'] : yearly >= 12 ? [yearly / 12, 'month'] : [yearly, 'year'];
  return yearly === 0 ? 'off' : `${String(Math.round(count * 10) / 10)} a ${unit}`;
}

/** Numbers stand right in their columns. */
function aligned(rows: readonly (readonly string[])[], right: readonly number[]): string[][] {
  const widths = right.map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[right.indexOf(column)] ?? 0)));
}
