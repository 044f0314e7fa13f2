import { describe, expect, it } from '@jest/globals';

import type { Dependency, Trigger } from '../../src/pipeline/pipeline.ts';
import { pipelineOf } from '../../src/testing/builders.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A node with nothing to say but its name and what comes after it. */
const job = (name: string, fields: Fields = {}): Fields => ({ name, script: 's3://b/a.py', ...fields });
const crawler = (name: string, fields: Fields = {}): Fields => ({ name, targets: { s3: ['s3://b/'] }, ...fields });

const end = ({ kind, name, state }: Dependency) =>
  `${kind === 'crawler' ? 'crawler ' : ''}${name}${state === 'SUCCEEDED' ? '' : ` ${state}`}`;

/** `start: on demand → a, b`: a trigger as a line, with what is unusual about it. */
function line({ name, workflow, firing, actions, enabled, ...rest }: Trigger): string {
  const when =
    firing.kind === 'conditions'
      ? firing.ends.map(end).join(firing.logical === 'any' ? ' | ' : ' & ')
      : firing.kind === 'schedule'
        ? firing.schedule
        : firing.kind === 'event'
          ? `event ×${firing.event.batchSize} in ${firing.event.batchWindow}s`
          : 'on demand';
  const started = actions.map((action) => {
    const passed = [
      ...Object.entries(action.arguments).map(([key, value]) => `${key}=${value}`),
      ...(action.timeout == null ? [] : [`timeout=${action.timeout}`]),
      ...(action.securityConfiguration === '' ? [] : [`security=${action.securityConfiguration}`]),
      ...(action.notifyDelayAfter == null ? [] : [`notify=${action.notifyDelayAfter}`]),
    ];
    const what = `${action.kind === 'crawler' ? 'crawler ' : ''}${action.name}`;
    return passed.length === 0 ? what : `${what}(${passed.join(' ')})`;
  });
  const where = workflow === '' ? '' : workflow == null ? ' [no workflow]' : ` [${workflow}]`;
  const named = rest.named ? ` as ${rest.resourceName}` : '';
  return `${name}: ${when} → ${started.join(', ')}${where}${named}${enabled ? '' : ' (off)'}`;
}

const daily = 'cron(0 2 * * ? *)';

const cases: readonly (readonly [what: string, config: Fields, triggers: readonly string[]])[] = [
  ['jobs alone: nothing starts them', { jobs: [job('a'), job('b')] }, []],
  [
    'start starts the roots, and depends_on makes one trigger a node',
    { jobs: [job('a'), job('b', { depends_on: ['a'] }), job('c', { depends_on: ['a', 'b'] })] },
    ['start: on demand → a', 'run-b: a → b', 'run-c: a & b → c'],
  ],
  ['schedule at the top is the schedule of start', { jobs: [job('a')], schedule: daily }, [`start: ${daily} → a`]],
  [
    'start in full: name, activation and schedule',
    { jobs: [job('a')], start: { schedule: daily, enabled: false, resource_name: 'go' } },
    [`start: ${daily} → a as go (off)`],
  ],
  [
    'start by events, one event or a batch of them',
    { jobs: [job('a')], start: { event: { batch_size: 5, batch_window: 60 } } },
    ['start: event ×5 in 60s → a'],
  ],
  ['events of the user: one is enough', { jobs: [job('a')], start: { event: {} } }, ['start: event ×1 in 900s → a']],
  [
    'crawlers before, between and after jobs',
    {
      jobs: [job('load', { depends_on: ['raw'] }), job('report', { depends_on: ['clean'] })],
      crawlers: [
        crawler('raw'),
        crawler('clean', { depends_on: ['load'] }),
        crawler('out', { depends_on: ['report'] }),
      ],
    },
    [
      'start: on demand → crawler raw',
      'run-load: crawler raw → load',
      'run-report: crawler clean → report',
      'run-clean: load → crawler clean',
      'run-out: report → crawler out',
    ],
  ],
  [
    'any of several, and other ends than success',
    {
      jobs: [
        job('a'),
        job('b'),
        job('either', { depends_on: { any: ['a', 'b'] } }),
        job('tidy', { depends_on: [{ job: 'a', state: 'FAILED' }] }),
        job('call', { depends_on: [{ crawler: 'raw', state: 'CANCELLED' }] }),
      ],
      crawlers: [crawler('raw')],
    },
    [
      'start: on demand → a, b, crawler raw',
      'run-either: a | b → either',
      'run-tidy: a FAILED → tidy',
      'run-call: crawler raw CANCELLED → call',
    ],
  ],
  [
    'what a node says of its trigger: what is passed, and how it is called',
    {
      jobs: [
        job('a', { trigger: { arguments: { day: 1 }, timeout: 5 } }),
        job('b', {
          depends_on: ['a'],
          trigger: {
            arguments: { '--x': '' },
            security_configuration: 's',
            notify_delay_after: 3,
            resource_name: 'then-b',
            enabled: false,
          },
        }),
      ],
    },
    ['start: on demand → a(--day=1 timeout=5)', 'run-b: a → b(--x= security=s notify=3) as then-b (off)'],
  ],
  [
    'a schedule of its own takes a job out of the workflow; that of a crawler is Glue’s',
    {
      jobs: [job('a'), job('b', { depends_on: ['a'] }), job('alone', { schedule: daily })],
      crawlers: [crawler('nightly', { schedule: daily })],
    },
    ['start: on demand → a', 'run-b: a → b', `run-alone: ${daily} → alone [no workflow]`],
  ],
  [
    'no workflow: a standalone chain, which nothing starts unless start or schedule is written',
    { workflow: false, jobs: [job('a'), job('b', { depends_on: ['a'] })] },
    ['run-b: a → b [no workflow]'],
  ],
  [
    'no workflow, but a schedule: a standalone start',
    { workflow: false, schedule: daily, jobs: [job('a'), job('b', { depends_on: ['a'] })] },
    [`start: ${daily} → a [no workflow]`, 'run-b: a → b [no workflow]'],
  ],
  [
    'further workflows, each with a start of its own',
    {
      workflows: { night: { schedule: daily }, hand: { start: { resource_name: 'by-hand' } } },
      jobs: [
        job('a', { workflow: 'night' }),
        job('b', { workflow: 'night', depends_on: ['a'] }),
        job('c', { workflow: 'hand' }),
        job('d', { workflow: false }),
      ],
    },
    [`night-start: ${daily} → a [night]`, 'hand-start: on demand → c [hand] as by-hand', 'run-b: a → b [night]'],
  ],
  [
    'in an existing workflow a start is made only if it is written',
    { workflow: { existing: true, resource_name: 'theirs' }, jobs: [job('a'), job('b', { depends_on: ['a'] })] },
    ['run-b: a → b'],
  ],
  [
    'existing nodes are nodes like all others',
    {
      jobs: [job('a', { existing: true }), job('b', { depends_on: ['a', 'c'] })],
      crawlers: [{ name: 'c', existing: true, resource_name: 'their-crawler' }],
    },
    ['start: on demand → a, crawler c', 'run-b: a & crawler c → b'],
  ],
  [
    'a written trigger of the workflow adds a way to start, so that its node is no root',
    {
      workflow: {},
      jobs: [job('a'), job('b')],
      triggers: [{ name: 'again', when: ['a'], actions: [{ job: 'b', arguments: { mode: 'again' } }] }],
    },
    ['start: on demand → a', 'again: a → b(--mode=again)'],
  ],
  [
    'a written trigger without when is the start of its workflow',
    {
      workflow: {},
      jobs: [job('a'), job('b', { depends_on: ['a'] })],
      triggers: [{ name: 'hourly', schedule: 'cron(0 * * * ? *)', actions: ['a'] }],
    },
    ['run-b: a → b', 'hourly: cron(0 * * * ? *) → a'],
  ],
  [
    'one job, many standalone triggers with arguments of their own',
    {
      jobs: [job('a')],
      triggers: ['x', 'y'].map((resource) => ({
        name: `tascomi-${resource}`,
        schedule: daily,
        actions: [{ job: 'a', arguments: { resource } }],
      })),
    },
    [`tascomi-x: ${daily} → a(--resource=x) [no workflow]`, `tascomi-y: ${daily} → a(--resource=y) [no workflow]`],
  ],
  [
    'a written trigger that waits for crawlers and starts several things',
    {
      workflow: {},
      jobs: [job('a'), job('b')],
      crawlers: [crawler('raw'), crawler('out')],
      triggers: [
        {
          name: 'both',
          when: ['raw', { crawler: 'raw', state: 'FAILED' }],
          actions: ['b', { crawler: 'out', timeout: 9 }],
        },
        { name: 'standalone', when: { any: ['a'] }, actions: ['b'], workflow: false, enabled: false },
      ],
    },
    [
      'start: on demand → a, crawler raw',
      'both: crawler raw & crawler raw FAILED → b, crawler out(timeout=9)',
      'standalone: a → b [no workflow] (off)',
    ],
  ],
];

describe('the triggers of a pipeline', () => {
  it.each(cases)('%s', (_what, config, triggers) => {
    expect(pipelineOf(config).triggers.map(line)).toEqual(triggers);
  });

  it.each<readonly [naming: unknown, names: readonly string[]]>([
    [undefined, ['sales-dev-a', 'sales-dev-c', 'sales-dev', 'sales-dev-start', 'sales-dev-run-c', 'sales-dev-alerts']],
    ['x-${name}', ['x-a', 'x-c', 'sales-dev', 'sales-dev-start', 'sales-dev-run-c', 'sales-dev-alerts']],
    [
      {
        job: '${environment}/${name}',
        crawler: 'c ${name}',
        trigger: 't_${name}',
        workflow: 'w ${name}',
        alert: '$${x}${name}',
      },
      ['dev/a', 'c c', 'w sales', 't_start', 't_run-c', '${x}alerts'],
    ],
  ])('are named as the config says: %j', (naming, names) => {
    const pipeline = pipelineOf({
      ...(naming == null ? {} : { naming }),
      jobs: [job('a')],
      crawlers: [crawler('c', { depends_on: ['a'] })],
      alerts: { emails: ['ann@example.org'] },
    });
    const found = [...pipeline.nodes, ...pipeline.workflows, ...pipeline.triggers];
    expect([...found.map(({ resourceName }) => resourceName), pipeline.alerts?.resourceName]).toEqual(names);
  });
});
