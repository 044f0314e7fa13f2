import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { follow } from '@gluepipeline/core';

import { configOf, type DagNode, judgeOrder, type NodeRun, nodeRunsOf } from './dag.ts';
import { impatientClock, openStack, type Stack } from './stack.ts';
import { stubPython } from './stub-python.ts';

const job = (name: string, after: readonly string[] = []): DagNode => ({ kind: 'job', name, after });
const crawler = (name: string, after: readonly string[] = []): DagNode => ({ kind: 'crawler', name, after });
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);

const chain = (length: number): DagNode[] =>
  numbered('step', length).map((name, index) => job(name, index === 0 ? [] : [`step-${index}`]));
const parts = numbered('part', 16);
const bronze = numbered('bronze', 3);
const silver = numbered('silver', 3);
const sheets = numbered('sheet', 70);

// The first test loads everything that a deployment needs, on a machine that may be busy.
jest.setTimeout(120_000);

/** What real workflows look like. */
const shapes: readonly (readonly [shape: string, nodes: readonly DagNode[]])[] = [
  ['a chain of ten', chain(10)],
  [
    'sixteen side by side behind one, and one behind them all',
    [job('first'), ...parts.map((name) => job(name, ['first'])), job('last', parts)],
  ],
  [
    'crawlers before, between and after layers of jobs',
    [
      crawler('raw'),
      ...bronze.map((name) => job(name, ['raw'])),
      crawler('lake', bronze),
      ...silver.map((name) => job(name, ['lake'])),
      job('gold', silver),
      crawler('out', ['gold']),
    ],
  ],
  [
    'ten crawlers side by side behind one job, two jobs behind them all, a crawler, a job',
    [
      job('go'),
      ...numbered('source', 10).map((name) => crawler(name, ['go'])),
      ...['monthly', 'quarterly'].map((name) => job(name, numbered('source', 10))),
      crawler('sums', ['monthly', 'quarterly']),
      job('tell', ['sums']),
    ],
  ],
  ['a crawler behind every job', [...chain(5), ...numbered('step', 5).map((name) => crawler(`crawl-${name}`, [name]))]],
  [
    'an AND of jobs and crawlers that fails for one crawler',
    [job('a'), { ...crawler('b', ['a']), fails: true }, job('c', ['a']), job('d', ['b', 'c']), crawler('e', ['d'])],
  ],
  [
    'a workflow of 72 jobs, a crawler and 72 triggers',
    [
      job('first'),
      job('second'),
      ...sheets.map((name) => job(name, ['first'])),
      crawler('lake', ['sheet-70', 'second']),
    ],
  ],
];

describe('a workflow of a real shape', () => {
  const stub = stubPython();
  let stack: Stack;
  let count = 0;
  beforeAll(async () => {
    stack = await openStack([], stub.python);
  });
  afterAll(async () => {
    await stack.close();
    stub.remove();
  });

  /** Deploys a config, finds nothing left to do, and follows one run of its workflow to the end. */
  const runOf = async (config: ReturnType<typeof configOf>) => {
    count += 1;
    const name = `shape${count}`;
    const pipeline = await stack.pipeline(config, name);
    const { result, record } = await stack.deploy(pipeline);
    expect(result.outcome).toBe('done');
    expect((await stack.plan(pipeline, record)).changes).toEqual([]);
    const id = await stack.runs.startWorkflow(`${name}-dev`, {});
    const ref = { kind: 'workflow', name: `${name}-dev`, id } as const;
    return { name, end: await follow(stack.runs, impatientClock, ref, { pollMilliseconds: 20 }) };
  };

  it.each(shapes)('is deployed and runs in its order: %s', async (_shape, nodes) => {
    const { name, end } = await runOf(configOf(nodes));
    const { failed } = judgeOrder(nodes, nodeRunsOf(end), `${name}-dev-`);
    expect(end.state).toBe('COMPLETED');
    expect(end.succeeded).toBe(failed === 0);
  });

  it('starts 32 jobs by one trigger, each with seven arguments of its own', async () => {
    const loads = numbered('load', 32);
    const passed = (load: string) => ({
      ...Object.fromEntries(numbered('word', 5).map((word) => [word, `${load} ${word}`])),
      full: true,
      empty: '',
    });
    const actions = loads.map((load) => ({ job: load, arguments: passed(load) }));
    const config = {
      ...configOf([job('first'), ...loads.map((name) => job(name))]),
      triggers: [{ name: 'fan', when: ['first'], actions }],
    };
    const before = stub.argvs().length;
    const { name, end } = await runOf(config);
    judgeOrder([job('first'), ...loads.map((load) => job(load, ['first']))], nodeRunsOf(end), `${name}-dev-`);
    expect(stub.argvs()).toHaveLength(before + 33);
    const seen = new Set(
      stub.argvs().map((argv) =>
        numbered('word', 5)
          .map((word) => `--${word}`)
          .concat('--full', '--empty')
          .map((key) => (argv.includes(key) ? argv[argv.indexOf(key) + 1] : undefined))
          .join('|'),
      ),
    );
    expect(loads.filter((load) => !seen.has(Object.values(passed(load)).join('|')))).toEqual([]);
  });

  it('runs a chain of eight without a workflow, one conditional trigger after the other', async () => {
    const nodes = chain(8);
    const pipeline = await stack.pipeline(configOf(nodes, { workflow: false, start: {} }), 'alone');
    expect((await stack.deploy(pipeline)).result.outcome).toBe('done');
    await stack.fire('alone-dev-start');
    const runs: NodeRun[] = [];
    for (const { name } of nodes) {
      const run = await lastRun(`alone-dev-${name}`);
      runs.push({ ...run, kind: 'job', name: run.job });
    }
    expect(judgeOrder(nodes, runs, 'alone-dev-')).toEqual({ good: 8, failed: 0, idle: 0 });
  });

  /** The run of a job, once it is over; the time of the test is the limit. */
  const lastRun = async (name: string) => {
    for (;;) {
      const run = await stack.runs.lastJobRun(name);
      if (run?.completedAt != null) {
        return run;
      }
      await impatientClock.sleep();
    }
  };
});
