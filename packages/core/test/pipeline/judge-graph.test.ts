import { describe, expect, it } from '@jest/globals';

import { printPath } from '../../src/config/issue.ts';
import { judge, load } from '../../src/pipeline/load.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The complaints about a config of these jobs, as code and path. */
async function told(config: Fields): Promise<string[]> {
  const jobs = (config.jobs as Fields[] | undefined)?.map((job) => ({ script: 's3://data/x.py', ...job }));
  const text = JSON.stringify({ pipeline_name: 'sales', role: 'GlueRole', glue_version: '6.0', ...config, jobs });
  const loaded = await load('config.json', text);
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  }
  return (await judge(loaded.value)).map(({ code, path }) => `${code} ${printPath(path)}`);
}

const schedule = 'cron(0 2 * * ? *)';
const crawler = { name: 'c', database_name: 's', targets: { s3: ['s3://d/c'] } };

describe('the graph', () => {
  it.each<[string, Fields, string[]]>([
    [
      'an edge from one workflow into another',
      {
        workflows: { w: {} },
        jobs: [{ name: 'a' }, { name: 'b', workflow: 'w' }, { name: 'd', workflow: 'w', depends_on: ['a', 'b'] }],
        start: {},
      },
      ['GP262 jobs[2].depends_on[0]'],
    ],
    [
      'a job that waits for one with a schedule of its own',
      {
        jobs: [
          { name: 'a', schedule },
          { name: 'b', depends_on: [{ job: 'a' }] },
        ],
      },
      ['GP262 jobs[1].depends_on[0].job'],
    ],
    [
      'the same outside every workflow',
      {
        workflow: false,
        jobs: [
          { name: 'a', schedule },
          { name: 'b', depends_on: ['a'] },
        ],
      },
      [],
    ],
    [
      'a trigger outside that starts what is inside when something has ended',
      {
        start: {},
        jobs: [{ name: 'a' }, { name: 'b', schedule }],
        triggers: [{ name: 't', workflow: false, when: ['b'], actions: ['a'] }],
      },
      ['GP262 triggers[0].actions[0]'],
    ],
    [
      'a schedule outside may start what is inside',
      {
        start: {},
        jobs: [{ name: 'a' }],
        triggers: [{ name: 't', workflow: false, schedule, actions: ['a'] }],
      },
      [],
    ],
    [
      'a trigger inside that waits for what is outside',
      {
        start: {},
        jobs: [{ name: 'a' }, { name: 'b', schedule }],
        triggers: [{ name: 't', when: { any: ['b'] }, actions: ['a'] }],
      },
      ['GP262 triggers[0].when.any[0]'],
    ],
    [
      'an unknown workflow, and nothing more',
      { start: {}, jobs: [{ name: 'a' }, { name: 'b', workflow: 'w', depends_on: ['a'] }] },
      ['GP263 jobs[1].workflow'],
    ],
    [
      'a trigger in an unknown workflow',
      { workflows: {}, jobs: [{ name: 'a' }], triggers: [{ name: 't', workflow: 'w', actions: ['a'] }] },
      ['GP263 triggers[0].workflow'],
    ],
    [
      'two written starts of one workflow',
      {
        workflow: {},
        jobs: [{ name: 'a' }],
        triggers: [
          { name: 't', schedule, actions: ['a'] },
          { name: 'u', actions: ['a'] },
        ],
      },
      ['GP264 triggers[1]'],
    ],
    [
      'a written start that starts everything',
      {
        workflow: {},
        jobs: [{ name: 'a' }, { name: 'b', depends_on: ['a'] }],
        triggers: [{ name: 't', schedule, actions: ['a'] }],
      },
      [],
    ],
    [
      'a job with a schedule inside a workflow',
      {
        workflows: { w: { schedule } },
        jobs: [
          { name: 'a', workflow: 'w' },
          { name: 'b', workflow: 'w', schedule },
        ],
      },
      ['GP264 jobs[1]'],
    ],
    [
      'two triggers outside every workflow',
      {
        jobs: [{ name: 'a' }],
        triggers: [
          { name: 't', schedule, actions: ['a'] },
          { name: 'u', actions: ['a'] },
        ],
      },
      [],
    ],
    [
      'a crawler that waits and has a schedule',
      { crawlers: [{ ...crawler, schedule, depends_on: ['a'] }], jobs: [{ name: 'a' }] },
      ['GP268 crawlers[0].schedule'],
    ],
    [
      'a trigger that waits for a scheduled crawler',
      {
        crawlers: [{ ...crawler, schedule }],
        jobs: [{ name: 'a' }],
        triggers: [{ name: 't', workflow: false, when: [{ crawler: 'c', state: 'FAILED' }], actions: ['a'] }],
      },
      ['GP267 triggers[0].when[0].crawler'],
    ],
    [
      'targets of a crawler that are no addresses in S3',
      {
        crawlers: [
          {
            ...crawler,
            targets: {
              s3: ['orders', { path: 'https://d/c' }, 's3a://d/c'],
              delta: [{ delta_tables: ['s3://d/t', 's3:///t'] }],
              iceberg: ['s3:/d'],
              dynamodb: ['orders'],
            },
          },
        ],
        jobs: [{ name: 'a' }],
      },
      [
        'GP234 crawlers[0].targets.s3[0]',
        'GP234 crawlers[0].targets.s3[1].path',
        'GP234 crawlers[0].targets.delta[0].delta_tables[1]',
        'GP234 crawlers[0].targets.iceberg[0]',
      ],
    ],
    [
      'an existing workflow with a description',
      { workflow: { existing: true, description: 'x' }, start: {}, jobs: [{ name: 'a' }] },
      ['GP269 workflow.description'],
    ],
    [
      'an existing crawler with targets, and a workflow with tags',
      {
        workflows: { w: { existing: true, tags: { x: 'y' }, schedule } },
        crawlers: [{ name: 'c', existing: true, targets: {} }],
        jobs: [{ name: 'a', workflow: 'w' }],
      },
      ['GP269 workflows.w.tags', 'GP269 crawlers[0].targets'],
    ],
    [
      'a start with a schedule and an event, both ways',
      {
        workflows: { w: { start: { schedule, event: {} } } },
        schedule,
        start: { event: {} },
        jobs: [{ name: 'a' }, { name: 'b', workflow: 'w' }],
      },
      ['GP270 workflows.w.start.event', 'GP270 start.event'],
    ],
    [
      'a trigger that waits for nothing',
      { start: {}, jobs: [{ name: 'a' }], triggers: [{ name: 't', when: [], actions: ['a'] }] },
      ['GP271 triggers[0].when'],
    ],
    [
      'a start by events without a workflow',
      { workflow: false, start: { event: {} }, jobs: [{ name: 'a' }] },
      ['GP273 start.event'],
    ],
    [
      "a disabled event whose rule is the user's, and one whose rule is made",
      {
        workflows: { w: { start: { enabled: false, event: { pattern: { source: ['x'] } } } } },
        start: { enabled: false, event: {} },
        jobs: [{ name: 'a' }, { name: 'b', workflow: 'w' }],
      },
      ['GP237 start.enabled'],
    ],
    [
      'settings of the trigger of a root, but not what is passed',
      { start: {}, jobs: [{ name: 'a', trigger: { enabled: false, tags: {}, timeout: 5 } }] },
      ['GP274 jobs[0].trigger.enabled', 'GP274 jobs[0].trigger.tags'],
    ],
    [
      'settings of a trigger that is written elsewhere',
      {
        workflow: {},
        jobs: [{ name: 'a', trigger: { arguments: { x: '1' } } }],
        triggers: [{ name: 't', actions: ['a'] }],
      },
      ['GP274 jobs[0].trigger.arguments'],
    ],
    [
      'settings of a trigger that is made',
      { jobs: [{ name: 'a' }, { name: 'b', depends_on: ['a'], trigger: { enabled: false, arguments: { x: '1' } } }] },
      [],
    ],
  ])('tells of %s', async (_, config, wanted) => {
    expect((await told(config)).toSorted()).toEqual(wanted.toSorted());
  });
});
