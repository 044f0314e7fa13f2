import { describe, expect, it } from '@jest/globals';

import { ganttOf, ticksOf, tickText } from '../../../src/report/run/gantt.ts';
import { runJson } from '../../../src/report/run/json.ts';
import { ganttText } from '../../../src/report/run/gantt-text.ts';
import { runTree } from '../../../src/report/run/tree.ts';
import { runView } from '../../../src/report/run/view.ts';
import type { RunSnapshot } from '../../../src/runs/run.ts';
import { pipelineOf, testJobRun } from '../../../src/testing/builders.ts';

const job = (name: string, after?: string) => ({
  name,
  script: 's3://b/s.py',
  ...(after == null ? {} : { depends_on: [after] }),
});

const pipeline = pipelineOf({
  glue_version: '5.1',
  jobs: [
    job('publish', 'load'),
    { ...job('extract'), arguments: { db_password: 'hunter22', day: '1' } },
    job('load', 'extract'),
  ],
});

const run = (name: string, startedAt: number, completedAt: number | undefined, over: object = {}) =>
  testJobRun({ job: `sales-dev-${name}`, startedAt, completedAt, ...over });

const failed: RunSnapshot = {
  ref: { kind: 'workflow', name: 'sales-dev', id: 'wr_1' },
  state: 'COMPLETED',
  over: true,
  succeeded: false,
  startedAt: 0,
  completedAt: 10_000,
  errorMessage: undefined,
  jobRuns: [
    run('extract', 0, 2000, { state: 'FAILED', id: 'jr_1' }),
    run('extract', 3000, 5000, { attempt: 1, id: 'jr_2', arguments: { '--day': '2' }, dpuSeconds: 1800 }),
    run('load', 5000, 10_000, { state: 'FAILED', id: 'jr_3', trigger: 'sales-dev-run-load' }),
  ],
  crawlerRuns: [],
};

const prices = { region: 'here', prices: { here: { asOf: '', source: '', rates: { standard: '0.44' } } } };

/** The same with workers and Glue versions; of the first attempt nobody knows its workers. */
const paid: RunSnapshot = {
  ...failed,
  jobRuns: failed.jobRuns.map((each) => ({
    ...each,
    glueVersion: '5.1',
    ...(each.id === 'jr_3' ? { workerType: 'G.1X', numberOfWorkers: 10, executionTime: 3600 } : {}),
  })),
};

describe('runView', () => {
  it('shows every node of the workflow in the order in which it may start, with what became of it', () => {
    const view = runView(pipeline, failed, 99_000);
    expect(view).toMatchObject({ name: 'sales-dev', kind: 'workflow', end: 'FAILED', dpuHours: 0.5 });
    expect(view.nodes.map(({ name, state, attempts }) => [name, state, attempts.length])).toEqual([
      ['extract', 'SUCCEEDED', 2],
      ['load', 'FAILED', 1],
      ['publish', 'skipped', 0],
    ]);
    expect(view.nodes[1]?.attempts[0]).toMatchObject({ trigger: 'run-load', number: 1 });
  });

  it("shows the job's arguments with the run's over them, and no secret", () => {
    const { nodes } = runView(pipeline, failed, 0);
    expect(nodes[0]?.attempts[1]?.arguments).toMatchObject({ '--day': '2', '--db_password': '(masked)' });
    expect(JSON.stringify(nodes)).not.toContain('hunter22');
  });

  it('tells what each attempt, each node and the whole cost, by the prices that are given', () => {
    const view = runView(pipeline, paid, 99_000, prices);
    expect(view.cost).toEqual({ dollars: 4.62, unknown: ['how many DPUs it has is not known'] });
    expect(view.nodes.map(({ cost }) => cost?.dollars)).toEqual([0.22, 4.4, undefined]);
    expect(view.nodes[0]?.attempts.map(({ cost }) => cost?.dollars)).toEqual([0, 0.22]);
    expect(runJson(view)).toMatchObject({
      ...{ cost: null, costAtLeast: 4.62, dpuHours: 10.5 },
      nodes: [{ cost: null, attempts: [{ cost: null }, { cost: 0.22 }] }, { cost: 4.4 }, { state: 'skipped' }],
    });
    expect(JSON.stringify(runJson(runView(pipeline, paid, 99_000)))).not.toContain('cost');
  });

  it('keeps what ran and is in the config no more', () => {
    const { nodes } = runView(pipeline, { ...failed, jobRuns: [testJobRun({ job: 'gone' })] }, 0);
    expect(nodes.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'extract never started',
      'load skipped',
      'publish skipped',
      'gone SUCCEEDED',
    ]);
  });
});

describe('ganttText', () => {
  it('draws a bar for each attempt under a line of times', () => {
    expect(ganttText(runView(pipeline, failed, 99_000), undefined, 60)).toBe(
      [
        '                          DPU-h  0             5s',
        'extract  SUCCEEDED  5.0s   0.50  ╍╍╍╍╍   ━━━━━━',
        'load     FAILED     5.0s                      ━━━━━━━━━━━━━━',
        'publish  skipped',
      ].join('\n'),
    );
  });

  it('has a column of costs where runs cost something and there is room for it', () => {
    const view = runView(pipeline, paid, 99_000, prices);
    expect(
      ganttText(view, undefined, 70)
        .split('\n')
        .slice(0, 3)
        .map((line) => line.slice(0, 42)),
    ).toEqual([
      '                          DPU-h    cost  0',
      'extract  SUCCEEDED  5.0s   0.50  ≥$0.22  ╍',
      'load     FAILED     5.0s  10.00   $4.40   ',
    ]);
    expect(ganttText(view, undefined, 50)).not.toContain('cost');
  });

  it('lets what goes on reach to the moment at which it was looked at', () => {
    const going: RunSnapshot = {
      ...failed,
      ...{ state: 'RUNNING', over: false, completedAt: undefined },
      jobRuns: [run('extract', 0, undefined, { state: 'RUNNING' })],
    };
    const view = runView(pipeline, going, 4000);
    expect(ganttOf(view)).toMatchObject({ from: 0, span: 4000, rows: [{ bars: [{ from: 0, to: 1 }] }, {}, {}] });
    expect(view.nodes.map(({ state }) => state)).toEqual(['RUNNING', 'not yet', 'not yet']);
  });

  it('fits any width from 40 columns on', () => {
    const view = runView(pipeline, failed, 0);
    for (const columns of [40, 60, 80, 120, 200]) {
      const lines = ganttText(view, undefined, columns).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
  });

  it('cuts names so that those of a group can be told apart', () => {
    const names = ['emea', 'apac'].map((region) => `load-orders-of-the-whole-region-${region}`);
    const long = pipelineOf({ glue_version: '5.1', jobs: names.map((name) => job(name)) });
    const view = runView(long, { ...failed, jobRuns: names.map((name) => run(name, 0, 5000)) }, 0);
    const lines = ganttText(view, undefined, 60).split('\n').slice(1);
    expect(lines.map((line) => line.slice(0, 24))).toEqual(['load-orders…-region-emea', 'load-orders…-region-apac']);
  });

  it('has something to draw of a run that took no time, and of one without any', () => {
    const view = runView(pipeline, { ...failed, completedAt: 0, jobRuns: [run('extract', 0, 0)] }, 0);
    expect(ganttText(view, undefined, 60)).toMatch(/^ +0\nextract .* ━\n/);
    const none = { ...failed, startedAt: undefined, completedAt: undefined, jobRuns: [] };
    expect(ganttText(runView(pipeline, none, 0), undefined, 60)).toMatch(/^ +0\nextract +never started\n/);
  });
});

describe('ticksOf', () => {
  it('marks round times, no more than asked for', () => {
    expect(ticksOf(10_000, 4)).toEqual([0, 5000, 10_000]);
    expect(ticksOf(1, 5)).toEqual([0]);
    for (const span of [1, 999, 61_000, 3_700_000, 86_400_000 * 5, 86_400_000 * 9]) {
      expect(ticksOf(span, 5).length).toBeLessThanOrEqual(5);
    }
  });
});

describe('tickText', () => {
  it('is as short as can be', () => {
    expect([0, 500, 30_000, 60_000, 90_000, 3_600_000, 5_400_000].map(tickText)).toEqual([
      ...['0', '0.5s', '30s', '1m', '1m30', '1h', '1h30'],
    ]);
  });
});

describe('runTree', () => {
  it('is the graph with how each node stands', () => {
    expect(runTree(pipeline, runView(pipeline, failed, 0))).toBe(
      ['start  on demand', '└─ extract  SUCCEEDED', '   └─ load  FAILED', '      └─ publish  skipped'].join('\n'),
    );
  });
});
