import Table from 'cli-table3';

import type { View } from '../command.ts';

/** Rows under headings, cut to the width of the terminal; the widest column gives way first. */
export function tableText(headings: readonly string[], rows: readonly (readonly string[])[], view: View): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const table = new Table({
    head: headings.map((heading) => view.paint.bold(heading.toUpperCase())),
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    colWidths: fit(widths, view.columns).map((width) => width + 2),
    truncate: '…',
    wordWrap: false,
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const borderless = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'].map((name) => [name, '']),
);

/** Narrows the widest column until everything fits. */
function fit(widths: readonly number[], columns: number): number[] {
  const fitted = [...widths];
  const room = () => columns - fitted.reduce((sum, width) => sum + width + 2, 0);
  while (room() < 0) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if ((fitted[widest] ?? 0) <= 8) {
      break;
    }
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}
