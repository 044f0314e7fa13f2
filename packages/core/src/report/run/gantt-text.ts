import { durationText } from '../duration-text.ts';
import { columnsOf, cut } from '../graph/width.ts';
import { hoursText } from '../hours-text.ts';
import { type Paint, plain } from '../paint.ts';
import { type Gantt, type GanttRow, ganttOf, ticksOf, tickText } from './gantt.ts';
import { statePaint } from './state-paint.ts';
import { type RunView, tookOf } from './view.ts';

/** What a line needs beside its bar: two blanks between columns. */
const gap = '  ';

/** A file or a pipe has no width: a chart of this width is read anywhere. */
const widthOfFiles = 100;

/** So much of a name is shown however narrow the terminal is, and so long a bar is at least. */
const [leastName, mostName, leastBar] = [8, 40, 8] as const;

/**
 * A run as a Gantt chart: a line for each job and crawler in the order in which they may start, with state, duration and
 * DPU-hours, and a bar for each attempt (`━`; `╍` for one that was tried again) under a line of times.
 */
export function ganttText(view: RunView, paint: Paint = plain, columns = Infinity): string {
  const gantt = ganttOf(view);
  const cells = gantt.rows.map(({ node }) => {
    const took = tookOf(node, view.now);
    return {
      state: node.state,
      duration: took == null ? '' : durationText(took),
      hours: hoursText(node.dpuHours),
    };
  });
  const widths = {
    state: widest(cells.map(({ state }) => state)),
    duration: widest(cells.map(({ duration }) => duration)),
    hours: widest(cells.map(({ hours }) => hours)),
  };
  const width = Number.isFinite(columns) ? columns : widthOfFiles;
  const fixed = Object.values(widths).reduce((sum, each) => sum + (each === 0 ? 0 : each + gap.length), gap.length);
  const names = gantt.rows.map(({ node }) => node.name);
  const room = Math.max(leastName, width - fixed - leastBar);
  const name = Math.min(widest(names), mostName, Math.max(leastName, Math.min(room, Math.floor(width * 0.4))));
  const bar = Math.max(leastBar, width - fixed - name);
  const left = (own: string, { state, duration, hours }: (typeof cells)[number], colour: (text: string) => string) =>
    [
      own + ' '.repeat(name - columnsOf(own)),
      widths.state === 0 ? undefined : colour(state.padEnd(widths.state)),
      widths.duration === 0 ? undefined : duration.padStart(widths.duration),
      widths.hours === 0 ? undefined : hours.padStart(widths.hours),
    ]
      .filter((cell) => cell != null)
      .join(gap);
  const lines = gantt.rows.map((row, at) => {
    const cell = cells[at] ?? { state: '', duration: '', hours: '' };
    const own = left(cut(row.node.name, name), cell, (text) => statePaint(row.node.state, paint, text));
    return `${own}${gap}${barText(row, bar, paint)}`.trimEnd();
  });
  return [`${' '.repeat(name + fixed)}${paint.dim(axisText(gantt, bar))}`, ...lines].join('\n');
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(columnsOf));
}

/** `0         1m        2m`: times at their places, as many as have room. */
function axisText({ span }: Gantt, width: number): string {
  let line = '';
  for (const tick of ticksOf(span, Math.max(3, Math.floor(width / 10)))) {
    const at = Math.round((tick / span) * width);
    const label = tickText(tick);
    if (at >= line.length && at + label.length <= width) {
      line = `${line.padEnd(at)}${label} `;
    }
  }
  return line.trimEnd();
}

/** However short an attempt was, it can be seen. */
function barText({ bars }: GanttRow, width: number, paint: Paint): string {
  let line = '';
  let used = 0;
  for (const [at, { attempt, from, to }] of bars.entries()) {
    const start = Math.min(Math.max(used, Math.floor(from * width)), width - 1);
    const end = Math.max(start + 1, Math.min(width, Math.round(to * width)));
    const isLast = at === bars.length - 1;
    line += ' '.repeat(start - used) + statePaint(attempt.state, paint, (isLast ? '━' : '╍').repeat(end - start));
    used = end;
  }
  return line;
}
