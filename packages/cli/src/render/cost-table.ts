import { costText, moneyText, type NodeCost } from '@gluepipeline/core';
import type { CostReport } from '@gluepipeline/project';

import type { View } from '../command.ts';
import { tableText } from './table.ts';

/** The jobs and crawlers with what they cost, the sum below. */
export function costTable({ cost: { jobs, crawlers, spent, month }, frame: { days } }: CostReport, view: View): string {
  const headings = ['job', 'runs', 'DPU-hours', `${String(days)} days`, 'a run', 'starts', 'a month'];
  const nodes = [...jobs, ...crawlers.map((each) => ({ ...each, name: `crawler ${each.name}` }))];
  const rows = [...nodes.map(rowOf), ['together', '', '', moneyText(spent), '', '', moneyText(month)]];
  const [head = [], ...lines] = aligned([headings, ...rows], [1, 2, 3, 4, 6]);
  return tableText(head, lines, view);
}

function rowOf({ name, runs, spent, perRun, yearly, month }: NodeCost): string[] {
  const hours = (spent.dpuSeconds ?? 0) / 3600;
  return [
    name,
    runs == null ? '–' : String(runs),
    runs === 0 || (!spent.known && hours === 0) ? '–' : hours.toFixed(2),
    runs === 0 ? '–' : costText(spent),
    costText(perRun),
    startsText(yearly),
    month.known || month.missing === 'price' ? costText(month) : '–',
  ];
}

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
