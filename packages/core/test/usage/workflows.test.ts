import { describe, expect, it } from '@jest/globals';

import type { TriggerDefinition } from '../../src/resources/trigger.ts';
import {
  after,
  crawler,
  type Fields,
  job,
  made,
  numbered,
  onDemand,
  said,
  starts,
  tags,
  triggersOf,
  without,
} from './written.ts';

const daily = 'cron(0 8 * * ? *)';
const schedule = (trigger: TriggerDefinition): TriggerDefinition => ({
  ...trigger,
  Type: 'SCHEDULED',
  Schedule: daily,
});
const chain = (length: number): Fields[] =>
  numbered('step', length).map((name, index) => job(name, index === 0 ? {} : { depends_on: [`step-${index}`] }));
const each = (names: readonly string[], trigger: (name: string, index: number) => TriggerDefinition, before = 'run-') =>
  Object.fromEntries(names.map((name, index) => [`${before}${name}`, trigger(name, index)]));

type Row = readonly [shape: string, config: Fields, triggers: Readonly<Record<string, TriggerDefinition>>];

const parts = numbered('part', 16);
const sources = numbered('source', 10);
const bronze = numbered('bronze', 3);
const silver = numbered('silver', 2);
const leaves = numbered('leaf', 33);

const shapes: readonly Row[] = [
  [
    'a job, then a crawler',
    { jobs: [job('a')], crawlers: [crawler('out', { depends_on: ['a'] })] },
    { start: onDemand('a'), 'run-out': after(['a'], starts('crawler out')) },
  ],
  [
    'a schedule, a crawler, a job, a crawler, a job',
    {
      schedule: daily,
      crawlers: [crawler('raw'), crawler('clean', { depends_on: ['a'] })],
      jobs: [job('a', { depends_on: ['raw'] }), job('b', { depends_on: ['clean'] })],
    },
    {
      start: schedule(onDemand('crawler raw')),
      'run-a': after(['crawler raw'], starts('a')),
      'run-clean': after(['a'], starts('crawler clean')),
      'run-b': after(['crawler clean'], starts('b')),
    },
  ],
  [
    'one job, sixteen side by side, one behind them all',
    {
      jobs: [
        job('first'),
        ...parts.map((name) => job(name, { depends_on: ['first'] })),
        job('last', { depends_on: parts }),
      ],
    },
    {
      start: onDemand('first'),
      ...each(parts, (name) => after(['first'], starts(name))),
      'run-last': after(parts, starts('last')),
    },
  ],
  [
    'ten crawlers side by side behind one job, two jobs behind them all',
    {
      jobs: [job('go'), job('monthly', { depends_on: sources }), job('quarterly', { depends_on: sources })],
      crawlers: sources.map((name) => crawler(name, { depends_on: ['go'] })),
    },
    {
      start: onDemand('go'),
      ...each(sources, (name) => after(['go'], starts(`crawler ${name}`))),
      ...each(['monthly', 'quarterly'], (name) =>
        after(
          sources.map((source) => `crawler ${source}`),
          starts(name),
        ),
      ),
    },
  ],
  [
    'a crawler behind every job of a chain',
    {
      jobs: chain(6),
      crawlers: numbered('step', 6).map((name) => crawler(`crawl-${name}`, { depends_on: [name] })),
    },
    {
      start: onDemand('step-1'),
      ...each(numbered('step', 6).slice(1), (name, index) => after([`step-${index + 1}`], starts(name))),
      ...each(numbered('step', 6), (name) => after([name], starts(`crawler crawl-${name}`)), 'run-crawl-'),
    },
  ],
  [
    'layers, each behind all of the one before',
    {
      jobs: [
        ...bronze.map((name) => job(name)),
        ...silver.map((name) => job(name, { depends_on: bronze })),
        job('gold', { depends_on: silver }),
      ],
    },
    {
      start: onDemand(...bronze),
      ...each(silver, (name) => after(bronze, starts(name))),
      'run-gold': after(silver, starts('gold')),
    },
  ],
  [
    'layers with a crawler between',
    {
      jobs: [...bronze.map((name) => job(name)), job('gold', { depends_on: ['lake'] })],
      crawlers: [crawler('lake', { depends_on: bronze })],
    },
    {
      start: onDemand(...bronze),
      'run-lake': after(bronze, starts('crawler lake')),
      'run-gold': after(['crawler lake'], starts('gold')),
    },
  ],
  [
    'one trigger an edge: 33 behind one job',
    { jobs: [job('hub'), ...leaves.map((name) => job(name, { depends_on: ['hub'] }))] },
    { start: onDemand('hub'), ...each(leaves, (name) => after(['hub'], starts(name))) },
  ],
  [
    'one trigger an edge: a node that each of several starts',
    {
      workflow: {},
      jobs: [job('a'), job('b'), job('c')],
      triggers: ['a', 'b'].map((name) => ({ name: `${name}-to-c`, when: [name], actions: ['c'] })),
    },
    {
      start: onDemand('a', 'b'),
      'a-to-c': after(['a'], starts('c')),
      'b-to-c': after(['b'], starts('c')),
    },
  ],
  [
    'several triggers behind one end, a job each',
    {
      jobs: [job('a'), ...numbered('b', 5).map((name) => job(name, { depends_on: ['a'] }))],
    },
    { start: onDemand('a'), ...each(numbered('b', 5), (name) => after(['a'], starts(name))) },
  ],
  ...[2, 10].map((length): Row => [
    `a chain of ${length}`,
    { jobs: chain(length) },
    {
      start: onDemand('step-1'),
      ...each(numbered('step', length).slice(1), (name, index) => after([`step-${index + 1}`], starts(name))),
    },
  ]),
];

describe('the shapes of real workflows', () => {
  it.each(shapes)('%s', async (_shape, config, triggers) => {
    expect(await triggersOf(config)).toEqual(triggers);
    expect(await made('workflow', config)).toHaveLength(1);
  });

  it('a chain of eight without a workflow: conditional triggers alone, behind a schedule', async () => {
    const config = { workflow: false, schedule: daily, jobs: chain(8) };
    expect(await triggersOf(config)).toEqual({
      start: without(schedule(onDemand('step-1')), 'WorkflowName'),
      ...each(numbered('step', 8).slice(1), (name, index) =>
        without(after([`step-${index + 1}`], starts(name)), 'WorkflowName'),
      ),
    });
    expect(await made('workflow', config)).toEqual([]);
  });

  it('a workflow of 145 nodes: 72 jobs, a crawler, and 72 triggers', async () => {
    const names = numbered('sheet', 70);
    const config = {
      jobs: [job('first'), job('second'), ...names.map((name) => job(name, { depends_on: ['first'] }))],
      crawlers: [crawler('lake', { depends_on: ['sheet-70'] })],
    };
    const triggers = await triggersOf(config);
    expect(triggers).toEqual({
      start: onDemand('first', 'second'),
      ...each(names, (name) => after(['first'], starts(name))),
      'run-lake': after(['sheet-70'], starts('crawler lake')),
    });
    expect(Object.keys(triggers)).toHaveLength(72);
    // It can be deployed, and is told that AWS recommends fewer.
    expect(await said(config)).toContain('GP252');
  });
});

describe('what real workflows set', () => {
  const jobs = [job('a')];

  it.each([
    ['nothing', {}, { name: 'sales-dev' }, { Description: '', DefaultRunProperties: {} }],
    ['Name', { resource_name: 'Covid_19' }, { name: 'Covid_19' }, { Description: '', DefaultRunProperties: {} }],
    [
      'Description',
      { description: 'All of it' },
      { name: 'sales-dev' },
      { Description: 'All of it', DefaultRunProperties: {} },
    ],
    [
      'DefaultRunProperties',
      { default_run_properties: { bucket: 'lake', prefix: '', retries: 3, full: true } },
      { name: 'sales-dev' },
      { Description: '', DefaultRunProperties: { bucket: 'lake', prefix: '', retries: '3', full: 'true' } },
    ],
    [
      'MaxConcurrentRuns',
      { max_concurrent_runs: 2 },
      { name: 'sales-dev' },
      { Description: '', DefaultRunProperties: {}, MaxConcurrentRuns: 2 },
    ],
    [
      'Tags',
      { tags: { team: 'data' } },
      { name: 'sales-dev', tags: { team: 'data', ...tags } },
      { Description: '', DefaultRunProperties: {} },
    ],
  ])('%s', async (_property, workflow, common, definition) => {
    const { name } = common;
    expect(await made('workflow', { workflow, jobs })).toEqual([
      { kind: 'workflow', label: name, tags, ...common, definition },
    ]);
    expect((await made('trigger', { workflow, jobs })).map((trigger) => trigger.definition.WorkflowName)).toEqual([
      name,
    ]);
  });

  it('several workflows in one file, each with its own start, and jobs outside all of them', async () => {
    const config = {
      workflows: {
        sheets: { schedule: daily, tags: { team: 'data' } },
        'Address / Match': { description: 'Nightly', start: { enabled: true } },
      },
      jobs: [
        job('a', { workflow: 'sheets' }),
        job('b', { workflow: 'sheets', depends_on: ['a'] }),
        job('c', { workflow: 'Address / Match' }),
        job('d', { workflow: false }),
      ],
    };
    expect((await made('workflow', config)).map((each) => [each.name, each.definition, each.tags])).toEqual([
      ['sales-dev-sheets', { Description: '', DefaultRunProperties: {} }, { team: 'data', ...tags }],
      ['sales-dev-Address / Match', { Description: 'Nightly', DefaultRunProperties: {} }, tags],
    ]);
    const WorkflowName = 'sales-dev-sheets';
    expect(await triggersOf(config)).toEqual({
      'sheets-start': { ...schedule(onDemand('a')), WorkflowName },
      'Address / Match-start': { ...onDemand('c'), WorkflowName: 'sales-dev-Address / Match' },
      'run-b': { ...after(['a'], starts('b')), WorkflowName },
    });
  });

  it('a workflow of somebody else, which only gets more triggers', async () => {
    const config = {
      workflow: { existing: true, resource_name: 'Theirs' },
      jobs: [{ name: 'extract', existing: true }, job('load', { depends_on: ['extract'] })],
    };
    expect(await made('workflow', config)).toEqual([]);
    expect((await made('trigger', config)).map((each) => each.definition)).toEqual([
      {
        ...after([], starts('load'), { WorkflowName: 'Theirs' }),
        Predicate: {
          Logical: 'AND',
          Conditions: [{ LogicalOperator: 'EQUALS', JobName: 'extract', State: 'SUCCEEDED' }],
        },
      },
    ]);
  });
});
