import { type JobRun, plain, type RunNodeView, type RunView } from '@gluepipeline/core';
import { describe, expect, it } from '@jest/globals';

import { liveText } from '../src/render/live-run.ts';

function node(at: number, state: JobRun['state'] | 'not yet'): RunNodeView {
  const name = `job-${String(at)}`;
  const attempt = { id: name, number: 1, state, startedAt: at * 1000, trigger: undefined, errorMessage: undefined };
  const over = state === 'SUCCEEDED' || state === 'FAILED';
  const more = {
    over,
    completedAt: over ? at * 1000 + 500 : undefined,
    ...{ dpuHours: undefined, cost: undefined },
    capacity: '',
    arguments: {},
  };
  const attempts = state === 'not yet' ? [] : [{ ...attempt, ...more }];
  return { kind: 'job', name, resourceName: name, state, over, attempts, dpuHours: undefined, cost: undefined };
}

function viewOf(nodes: readonly RunNodeView[]): RunView {
  return {
    ...{ kind: 'workflow', name: 'sales-dev', id: 'wr_1', pipeline: 'sales', environment: 'dev', end: 'RUNNING' },
    ...{
      over: false,
      startedAt: 0,
      completedAt: undefined,
      now: 65_000,
      errorMessage: undefined,
      ...{ dpuHours: 0.35, cost: { dollars: 0.154, unknown: [] } },
      nodes,
    },
  };
}

describe('the chart of a run that goes on', () => {
  const states = [
    ...Array<'SUCCEEDED'>(30).fill('SUCCEEDED'),
    'FAILED',
    'RUNNING',
    ...Array<'not yet'>(18).fill('not yet'),
  ] as const;
  const many = viewOf(states.map((state, at) => node(at, state)));

  it('keeps to the height of the terminal, and shows first what goes on or failed', () => {
    const lines = liveText(many, { columns: 79, rows: 12 }, plain);
    expect(lines.length).toBeLessThan(12);
    const text = lines.join('\n');
    expect(text).toMatch(/\njob-30 +FAILED/);
    expect(text).toMatch(/\njob-31 +RUNNING/);
    expect(lines.at(-2)).toBe('… and 42 more: 24 SUCCEEDED, 18 not yet');
    expect(lines.at(-1)).toBe('sales-dev RUNNING 1m 05s · 31 of 50 done · 0.35 DPU-hours · $0.15');
    const unknown = { ...many, cost: { dollars: 0, unknown: ['no price'] } };
    expect(liveText(unknown, { columns: 79, rows: 12 }, plain).at(-1)).toMatch(/ · cost unknown$/);
  });

  it('fits any width from 50 columns on', () => {
    for (const columns of [50, 79, 119]) {
      const lines = liveText({ ...many, name: 'a-name-that-is-long'.repeat(5) }, { columns, rows: 40 }, plain);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
  });
});
