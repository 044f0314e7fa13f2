import { describe, expect, it } from '@jest/globals';

import type { TriggerDefinition } from '../../src/resources/trigger.ts';
import { after, crawler, type Fields, job, made, onDemand, starts, tags, triggersOf, without } from './written.ts';

const daily = 'cron(0 2 * * ? *)';
const scheduled = (Schedule: string, ...nodes: string[]): TriggerDefinition => ({
  WorkflowName: 'sales-dev',
  Type: 'SCHEDULED',
  Schedule,
  Actions: starts(...nodes),
  enabled: true,
});
/** A trigger of no workflow. */
const alone = (trigger: TriggerDefinition): TriggerDefinition => without(trigger, 'WorkflowName');

type Row = readonly [what: string, config: Fields, triggers: Readonly<Record<string, TriggerDefinition>>];
const ab = [job('a'), job('b')];

const rows: readonly Row[] = [
  [
    'CONDITIONAL in a workflow',
    { jobs: [job('a'), job('b', { depends_on: ['a'] })] },
    { start: onDemand('a'), 'run-b': after(['a'], starts('b')) },
  ],
  [
    'CONDITIONAL without a workflow',
    { workflow: false, jobs: [job('a'), job('b', { depends_on: ['a'] })] },
    { 'run-b': alone(after(['a'], starts('b'))) },
  ],
  ['SCHEDULED in a workflow', { schedule: daily, jobs: [job('a')] }, { start: scheduled(daily, 'a') }],
  [
    'SCHEDULED without a workflow, of one job',
    { jobs: [job('a', { schedule: daily })] },
    { 'run-a': alone(scheduled(daily, 'a')) },
  ],
  [
    'SCHEDULED without a workflow, of several',
    { workflow: false, schedule: daily, jobs: ab },
    { start: alone(scheduled(daily, 'a', 'b')) },
  ],
  ['ON_DEMAND in a workflow', { workflow: {}, jobs: [job('a')] }, { start: onDemand('a') }],
  ['ON_DEMAND without a workflow', { workflow: false, start: {}, jobs: [job('a')] }, { start: alone(onDemand('a')) }],
  [
    'EVENT with a batch',
    { jobs: [job('a')], start: { event: { batch_size: 100, batch_window: 10 } } },
    {
      start: {
        ...onDemand('a'),
        Type: 'EVENT',
        EventBatchingCondition: { BatchSize: 100, BatchWindow: 10 },
      },
    },
  ],
  [
    'EVENT that nothing is said of: one event at a time',
    { jobs: [job('a')], start: { event: {} } },
    { start: { ...onDemand('a'), Type: 'EVENT', EventBatchingCondition: { BatchSize: 1, BatchWindow: 900 } } },
  ],
  [
    'one job on demand and on a schedule',
    {
      jobs: [job('a')],
      triggers: [
        { name: 'now', actions: ['a'] },
        { name: 'nightly', schedule: daily, actions: ['a'] },
      ],
    },
    { now: alone(onDemand('a')), nightly: alone(scheduled(daily, 'a')) },
  ],
  [
    'starting a crawler, and waiting for one',
    { jobs: [job('a', { depends_on: ['raw'] })], crawlers: [crawler('raw')] },
    { start: onDemand('crawler raw'), 'run-a': after(['crawler raw'], starts('a')) },
  ],
  [
    'several actions of one trigger',
    {
      jobs: [job('a'), job('b'), job('c')],
      workflow: {},
      triggers: [{ name: 'fan', when: ['a'], actions: ['b', 'c'] }],
    },
    { start: onDemand('a'), fan: after(['a'], starts('b', 'c')) },
  ],
  [
    'action arguments, timeout, notification and security of a written trigger',
    {
      workflow: {},
      jobs: ab,
      triggers: [
        {
          name: 'go',
          when: ['a'],
          actions: [
            {
              job: 'b',
              arguments: { day: 1, full: false, prefix: '' },
              timeout: 30,
              notify_delay_after: 10,
              security_configuration: 'sec',
            },
          ],
        },
      ],
    },
    {
      start: onDemand('a'),
      go: after(
        ['a'],
        [
          {
            JobName: 'sales-dev-b',
            Arguments: { '--day': '1', '--full': 'false', '--prefix': '' },
            Timeout: 30,
            NotificationProperty: { NotifyDelayAfter: 10 },
            SecurityConfiguration: 'sec',
          },
        ],
      ),
    },
  ],
  [
    'the same of the trigger that depends_on makes',
    {
      jobs: [
        job('a', { trigger: { arguments: { step: 1 } } }),
        job('b', { depends_on: ['a'], trigger: { arguments: { step: 2 }, timeout: 5, notify_delay_after: 1 } }),
      ],
    },
    {
      start: { ...onDemand('a'), Actions: [{ JobName: 'sales-dev-a', Arguments: { '--step': '1' } }] },
      'run-b': after(
        ['a'],
        [
          {
            JobName: 'sales-dev-b',
            Arguments: { '--step': '2' },
            Timeout: 5,
            NotificationProperty: { NotifyDelayAfter: 1 },
          },
        ],
      ),
    },
  ],
  [
    'empty maps of action members, which say nothing',
    { jobs: [job('a', { trigger: { arguments: {} } })], workflow: {} },
    { start: onDemand('a') },
  ],
  [
    'a description',
    { jobs: [job('a')], start: { schedule: daily, description: 'Nightly' } },
    { start: { ...scheduled(daily, 'a'), Description: 'Nightly' } },
  ],
  [
    'a schedule that is switched off',
    { jobs: [job('a')], start: { schedule: daily, enabled: false } },
    { start: { ...scheduled(daily, 'a'), enabled: false } },
  ],
  [
    'a conditional trigger that is switched off',
    { jobs: [job('a'), job('b', { depends_on: ['a'], trigger: { enabled: false } })] },
    { start: onDemand('a'), 'run-b': after(['a'], starts('b'), { enabled: false }) },
  ],
  [
    'a schedule of a job that is switched off',
    { jobs: [job('a', { schedule: daily, trigger: { enabled: false } })] },
    { 'run-a': { ...alone(scheduled(daily, 'a')), enabled: false } },
  ],
  [
    'ANY of several',
    { jobs: [job('a'), job('b'), job('c', { depends_on: { any: ['a', 'b'] } })] },
    {
      start: onDemand('a', 'b'),
      'run-c': { ...after(['a', 'b'], starts('c')), Predicate: { ...after(['a', 'b'], []).Predicate, Logical: 'ANY' } },
    },
  ],
  ...(['FAILED', 'STOPPED', 'TIMEOUT'] as const).map((state): Row => [
    `the end ${state} of a job`,
    { jobs: [job('a'), job('b', { depends_on: [{ job: 'a', state }] })] },
    {
      start: onDemand('a'),
      'run-b': {
        ...after([], starts('b')),
        Predicate: {
          Logical: 'AND',
          Conditions: [{ LogicalOperator: 'EQUALS', JobName: 'sales-dev-a', State: state }],
        },
      },
    },
  ]),
  ...(['FAILED', 'CANCELLED'] as const).map((state): Row => [
    `the end ${state} of a crawl`,
    { crawlers: [crawler('a')], jobs: [job('b', { depends_on: [{ crawler: 'a', state }] })] },
    {
      start: onDemand('crawler a'),
      'run-b': {
        ...after([], starts('b')),
        Predicate: {
          Logical: 'AND',
          Conditions: [{ LogicalOperator: 'EQUALS', CrawlerName: 'sales-dev-a', CrawlState: state }],
        },
      },
    },
  ]),
  [
    'an AND of jobs and crawlers together',
    { jobs: [job('a'), job('c', { depends_on: ['a', 'b'] })], crawlers: [crawler('b')] },
    { start: onDemand('a', 'crawler b'), 'run-c': after(['a', 'crawler b'], starts('c')) },
  ],
];

describe('what real triggers set', () => {
  it.each(rows)('%s', async (_what, config, triggers) => {
    expect(await triggersOf(config)).toEqual(triggers);
  });

  it.each([
    ['daily', 'cron(0 8 * * ? *)'],
    ['every six hours', 'cron(0 */6 * * ? *)'],
    ['every quarter of an hour of working days', 'cron(0/15 06-19 ? * MON-FRI *)'],
    ['a list of hours', 'cron(15 8,10,12,14,16,18,20,22,0,2,4,6 * * ? *)'],
    ['the name of a day', 'cron(0 2 ? * SUN *)'],
    ['a range of days', 'cron(0 2 ? * 2-6 *)'],
    ['the number of a day', 'cron(0 2 ? * 1 *)'],
    ['a day of the month', 'cron(0 0 3 * ? *)'],
    ['once, in a year', 'cron(0 19 8 JUN ? 2099)'],
  ])('a schedule: %s', async (_when, schedule) => {
    expect(await triggersOf(`schedule: ${schedule}\njobs: [{name: a, script: "s3://b/a.py"}]`)).toEqual({
      start: scheduled(schedule, 'a'),
    });
  });

  it('gives a trigger a name of its own, and tags under and over those of the file', async () => {
    const triggers = await made('trigger', {
      tags: { team: 'data' },
      jobs: [
        job('a'),
        job('b', { depends_on: ['a'], trigger: { resource_name: 't / B', tags: { owner: 'me' } } }),
        job('c', { schedule: daily, trigger: { resource_name: 't_C' } }),
      ],
      start: { resource_name: 't_Start', tags: { team: 'ops' } },
      triggers: [{ name: 'again', resource_name: 't_Again', when: ['a'], actions: ['b'], tags: { owner: 'us' } }],
    });
    expect(triggers.map((each) => [each.name, each.label, each.tags])).toEqual([
      ['t_Start', 'start', { team: 'ops', ...tags }],
      ['t / B', 'run-b', { team: 'data', owner: 'me', ...tags }],
      ['t_C', 'run-c', { team: 'data', ...tags }],
      ['t_Again', 'again', { team: 'data', owner: 'us', ...tags }],
    ]);
  });
});
