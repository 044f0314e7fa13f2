import stringWidth from 'string-width';

import type { View } from '../command.ts';
import { cut, cutApart } from './cut.ts';

/**
 * Rows under headings, cut to the width of the terminal; the widest column gives way first. Names,
 * in the column of that number, still look different where they are; of other texts the beginning says most.
 */
export function tableText(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  view: View,
  names = 0,
): string {
  const head = headings.map((heading) => heading.toUpperCase());
  const natural = head.map((heading, column) =>
    rows.reduce((widest, row) => Math.max(widest, stringWidth(row[column] ?? '')), heading.length),
  );
  const widths = fit(natural, view.columns);
  const columns = widths.map((width, column) => {
    const cells = [head, ...rows].map((row) => row[column] ?? '');
    const fitting = column === names ? cutApart(cells, width) : cells.map((cell) => cut(cell, width));
    return fitting.map((cell) => filled(cell, width));
  });
  const [first = '', ...others] = [head, ...rows].map((_, at) =>
    columns
      .map((cells) => cells[at] ?? '')
      .join(gap)
      .trimEnd(),
  );
  return [view.paint.bold(first), ...others].join('\n');
}

const gap = '  ';

/** Narrower than this nothing can be told apart: then the lines are left to be long. */
const narrowest = 8;

/** Narrows the widest column until everything fits. */
function fit(widths: readonly number[], columns: number): number[] {
  const fitted = [...widths];
  const room = () => columns - fitted.reduce((sum, width) => sum + width, gap.length * (fitted.length - 1));
  while (room() < 0) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if ((fitted[widest] ?? 0) <= narrowest) {
      break;
    }
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}

function filled(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
