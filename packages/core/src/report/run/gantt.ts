import type { AttemptView, RunNodeView, RunView } from './view.ts';

/** A node as a line of a Gantt chart. */
export interface GanttRow {
  readonly node: RunNodeView;
  /** An attempt each, in the order of time; none for a node that was not started. */
  readonly bars: readonly GanttBar[];
}

/** When an attempt ran, as parts of the whole time from 0 to 1. */
export interface GanttBar {
  readonly attempt: AttemptView;
  readonly from: number;
  readonly to: number;
}

/** A Gantt chart: rows in the order in which they may start, over the whole time of the run. */
export interface Gantt {
  /** Milliseconds since 1970; nothing where no time is told. */
  readonly from: number | undefined;
  /** How long the whole takes, in milliseconds; at least one. */
  readonly span: number;
  readonly rows: readonly GanttRow[];
}

/** The Gantt chart of a run: what goes on reaches to the moment at which it was looked at. */
export function ganttOf({ nodes, startedAt, completedAt, now, over }: RunView): Gantt {
  const attempts = nodes.flatMap((node) => node.attempts);
  const starts = [startedAt, ...attempts.map((attempt) => attempt.startedAt)].filter((time) => time != null);
  const ends = [completedAt, over ? undefined : now, ...attempts.map((attempt) => endOf(attempt, now))];
  const from = starts.length === 0 ? undefined : Math.min(...starts);
  const span = Math.max(1, ...ends.filter((time) => time != null).map((time) => time - (from ?? time)));
  const rows = nodes.map((node): GanttRow => ({
    node,
    bars: node.attempts.flatMap((attempt): GanttBar[] => {
      const end = endOf(attempt, now);
      return from == null || attempt.startedAt == null || end == null
        ? []
        : [{ attempt, from: (attempt.startedAt - from) / span, to: (end - from) / span }];
    }),
  }));
  return { from, span, rows };
}

/** What is over without an end that is told is drawn as a point. */
function endOf({ startedAt, completedAt, over }: AttemptView, now: number): number | undefined {
  return startedAt == null ? undefined : Math.max(startedAt, completedAt ?? (over ? startedAt : now));
}

/** Round times to mark on an axis, in milliseconds from its start: no more than `most`, and always 0. */
export function ticksOf(span: number, most: number): readonly number[] {
  const step = steps.find((each) => span / each < most) ?? (Math.floor(span / most / day) + 1) * day;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, at) => at * step);
}

/** A mark of an axis, as short as it can be: `0`, `0.5s`, `5m`, `1m30`, `2h`. */
export function tickText(milliseconds: number): string {
  const rest = (of: number, unit: number) => {
    const part = Math.round((milliseconds % of) / unit);
    return part === 0 ? '' : String(part).padStart(2, '0');
  };
  if (milliseconds < minute) {
    return milliseconds === 0 ? '0' : `${String(Math.round(milliseconds / 100) / 10)}s`;
  }
  return milliseconds < hour
    ? `${String(Math.floor(milliseconds / minute))}m${rest(minute, second)}`
    : `${String(Math.floor(milliseconds / hour))}h${rest(hour, minute)}`;
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000] as const;

const steps = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((each) => each * second),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * minute),
  ...[1, 2, 3, 6, 12].map((each) => each * hour),
  day,
];
