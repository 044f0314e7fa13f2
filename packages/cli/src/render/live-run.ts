import {
  durationText,
  ganttText,
  hoursText,
  type Paint,
  type Pipeline,
  type RunSnapshot,
  runsCostText,
  type RunView,
  runView,
  statePaint,
} from '@gluepipeline/core';

import type { NamedSnapshot } from '@gluepipeline/project';

import type { Context } from '../command.ts';
import { costWords } from './usage-text.ts';

/** What the terminal shows of runs that go on. */
export interface LiveRun {
  /** Takes note of how things stand, and draws it. */
  readonly see: (snapshot: NamedSnapshot, pipeline: Pipeline) => void;
  /** Draws nothing more, and leaves the last picture where it is. */
  readonly end: () => void;
}

const redraw = 1000;

/** A chart of the runs that is drawn again with each change, and each second because time goes on. */
export function liveRun(context: Context): LiveRun {
  const { io, live, say, paint } = context;
  const known = new Map<string, NamedSnapshot>();
  let config: Pipeline | undefined;
  const view = () => {
    const all = [...known.values()];
    return config == null ? undefined : runView(config, together(all), io.now(), all[0]?.prices);
  };
  const draw = () => {
    const now = view();
    if (now != null) {
      // A line as wide as the terminal would begin a new one on some.
      live(liveText(now, { columns: (io.columns() ?? 80) - 1, rows: io.rows() ?? 24 }, paint));
    }
  };
  const stop = io.every(redraw, draw);
  return {
    see: (snapshot, pipeline) => {
      config = pipeline;
      known.set(JSON.stringify(snapshot.ref), snapshot);
      draw();
    },
    end: () => {
      stop();
      const last = view();
      config = undefined;
      live([]);
      if (last != null) {
        say(`${ganttText(last, paint, (io.columns() ?? 80) - 1)}\n`);
      }
    },
  };
}

/** The runs of several jobs that were started together, as one. */
function together(snapshots: readonly RunSnapshot[]): RunSnapshot {
  const [first, ...others] = snapshots;
  if (first == null || others.length === 0) {
    return first ?? nothing;
  }
  const over = snapshots.every((each) => each.over);
  return {
    ...first,
    ref: { kind: 'selection', name: snapshots.map(({ ref }) => ref.name).join(', ') },
    ...{ over, state: over ? 'COMPLETED' : 'RUNNING', succeeded: snapshots.every((each) => each.succeeded) },
    completedAt: undefined,
    jobRuns: snapshots.flatMap(({ jobRuns }) => jobRuns),
    crawlerRuns: snapshots.flatMap(({ crawlerRuns }) => crawlerRuns),
  };
}

const nothing: RunSnapshot = {
  ref: { kind: 'selection', name: '' },
  ...{ state: 'RUNNING', over: false, succeeded: false },
  ...{ startedAt: undefined, completedAt: undefined, errorMessage: undefined, jobRuns: [], crawlerRuns: [] },
};

/** Lines around the chart: its times, what is left out, and how the whole stands. */
const around = 4;

/** A run as lines that fit a terminal: where it is too low for all jobs, what goes on or failed comes first. */
export function liveText(
  view: RunView,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  paint: Paint,
): string[] {
  const most = Math.max(3, rows - around);
  const shown = new Set(view.nodes.toSorted((a, b) => rankOf(a.state) - rankOf(b.state)).slice(0, most));
  const left = view.nodes.filter((node) => !shown.has(node));
  const chart = ganttText({ ...view, nodes: view.nodes.filter((node) => shown.has(node)) }, paint, columns);
  return [
    ...(view.nodes.length === 0 ? [] : chart.split('\n')),
    ...(left.length === 0
      ? []
      : [paint.dim(`… and ${String(left.length)} more: ${countsText(left)}`.slice(0, columns))]),
    wholeText(view, columns, paint),
  ];
}

function rankOf(state: string): number {
  return state === 'not yet' ? 3 : state === 'SUCCEEDED' ? 2 : statePaint(state, ranks) === 'failed' ? 1 : 0;
}

/** Tells what colour a state has. */
const ranks: Paint = {
  ...{ add: () => 'good', change: () => 'busy', remove: () => 'failed', dim: () => 'still', bold: (text) => text },
};

function countsText(nodes: RunView['nodes']): string {
  const counts = new Map<string, number>();
  nodes.forEach(({ state }) => counts.set(state, (counts.get(state) ?? 0) + 1));
  return [...counts].map(([state, count]) => `${String(count)} ${state}`).join(', ');
}

/** `sales-dev RUNNING 1m 05s · 3 of 12 done · 0.35 DPU-hours · $0.15`; on a narrow terminal its end is left out. */
function wholeText(
  { name, end, nodes, startedAt, completedAt, now, dpuHours, cost }: RunView,
  columns: number,
  paint: Paint,
) {
  const done = nodes.filter(({ over, attempts }) => over && attempts.length > 0).length;
  const room = columns - end.length - 1 - leastName;
  const parts = [
    startedAt == null ? '' : ` ${durationText(Math.max(0, (completedAt ?? now) - startedAt))}`,
    ` · ${String(done)} of ${String(nodes.length)} done`,
    dpuHours == null ? '' : ` · ${hoursText(dpuHours)} DPU-hours`,
    cost == null ? '' : ` · ${costWords(runsCostText(cost))}`,
  ].reduce((text, part) => (text.length + part.length <= room ? text + part : text), '');
  const left = Math.max(leastName, columns - parts.length - end.length - 1);
  const short = name.length > left ? `${name.slice(0, left - 1)}…` : name;
  return `${paint.bold(short)} ${statePaint(end, paint)}${parts}`;
}

const leastName = 8;
