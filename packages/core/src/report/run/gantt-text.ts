import { runsCostText } from '../cost-text.ts';
import { durationText } from '../duration-text.ts';
import { columnsOf, cutApart } from '../graph/width.ts';
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

/** Narrower than this there is no room for headings. */
const narrow = 60;

/** A bar of this length still tells something: where it would be shorter the costs are left out. */
const usefulBar = 20;

/**
 * A run as a Gantt chart: a line for each job and crawler in the order in which they may start, with state, duration,
 * DPU-hours and (where there is room) cost, and a bar for each attempt (`━`; `╍` for one that was tried again) under a line of times.
 */
export function ganttText(view: RunView, paint: Paint = plain, terminal = Infinity): string {
  const gantt = ganttOf(view);
  const names = gantt.rows.map(({ node }) => node.name);
  const width = Number.isFinite(terminal) ? terminal : widthOfFiles;
  const all = columnsFor(view, width, paint);
  const taken = (columns: readonly Column[]) =>
    columns.reduce((sum, each) => sum + each.width + gap.length, gap.length);
  const isNarrow = width - taken(all) - Math.min(widest(names), mostName) < usefulBar;
  const columns = isNarrow ? all.filter(({ spare }) => !spare) : all;
  const fixed = taken(columns);
  const room = Math.max(leastName, width - fixed - leastBar);
  const name = Math.min(widest(names), mostName, Math.max(leastName, Math.min(room, Math.floor(width * 0.4))));
  const bar = Math.max(leastBar, width - fixed - name);
  const cutNames = cutApart(names, name);
  const lines = gantt.rows.map((row, at) => {
    const own = cutNames[at] ?? '';
    const left = [own + ' '.repeat(name - columnsOf(own)), ...columns.map(({ cells }) => cells[at] ?? '')].join(gap);
    return `${left}${gap}${barText(row, bar, paint)}`.trimEnd();
  });
  const head = [' '.repeat(name), ...columns.map(({ heading }) => heading), axisText(gantt, bar)].join(gap);
  return [paint.dim(head), ...lines].join('\n');
}

/** A column between the names and the bars. */
interface Column {
  readonly width: number;
  /** Over the column, in the line of times. */
  readonly heading: string;
  /** One for each row. */
  readonly cells: readonly string[];
  /** True for one that may be left out. */
  readonly spare: boolean;
}

/** The columns in which anything stands. */
function columnsFor({ nodes, now }: RunView, terminal: number, paint: Paint): Column[] {
  const took = nodes.map((node) => tookOf(node, now));
  const states = nodes.map(({ state }) => state);
  const width = widest(states);
  return [
    {
      ...{ width, heading: ' '.repeat(width), spare: false },
      cells: states.map((state) => statePaint(state, paint, state.padEnd(width))),
    },
    numbers(
      '',
      took.map((each) => (each == null ? '' : durationText(each))),
    ),
    numbers(
      terminal < narrow ? '' : 'DPU-h',
      nodes.map(({ dpuHours }) => hoursText(dpuHours)),
    ),
    {
      ...numbers(
        'cost',
        nodes.map(({ cost }) => runsCostText(cost)),
      ),
      spare: true,
    },
  ].filter((column) => column.width > 0);
}

function numbers(heading: string, texts: readonly string[]): Column {
  const most = widest(texts);
  const width = most === 0 ? 0 : Math.max(most, heading.length);
  return { width, heading: heading.padStart(width), cells: texts.map((text) => text.padStart(width)), spare: false };
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
