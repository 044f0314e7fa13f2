import { describe, expect, it } from '@jest/globals';

import { printPath } from '../../src/config/issue.ts';
import type { Files } from '../../src/pipeline/files.ts';
import { judge, load } from '../../src/pipeline/load.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The complaints about a config, whose jobs have a script, as code and path. */
async function told(config: Fields, files?: Files): Promise<string[]> {
  const jobs = ((config.jobs ?? [{ name: 'a' }]) as Fields[]).map((job) => ({ script: 's3://data/x.py', ...job }));
  const text = JSON.stringify({ pipeline_name: 'sales', role: 'GlueRole', glue_version: '6.0', ...config, jobs });
  const loaded = await load('config.json', text);
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  }
  return (await judge(loaded.value, files)).map(({ code, path }) => `${code} ${printPath(path)}`).toSorted();
}

const crawler = { name: 'c', database_name: 's', targets: { s3: ['s3://d/c'] } };
const log = { update_behavior: 'LOG', delete_behavior: 'LOG' };
const catalog = { catalog: [{ database_name: 's', tables: ['t'] }] };
const queue = 'arn:aws:sqs:eu-west-1:123456789012:arrived';
const shell = { name: 'a', type: 'pythonshell' };

describe('crawlers', () => {
  it.each<[string, Fields, string[]]>([
    ['without targets', { targets: undefined }, ['GP276 crawlers[0].name']],
    ['without a database', { database_name: '' }, ['GP277 crawlers[0].database_name']],
    [
      'of the catalog, without a database',
      { database_name: undefined, targets: catalog, schema_change_policy: log },
      [],
    ],
    ['of the catalog with the default policy', { targets: catalog }, ['GP278 crawlers[0].targets.catalog']],
    [
      'of the catalog and more',
      { targets: { ...catalog, s3: ['s3://d/c'] }, schema_change_policy: log },
      ['GP278 crawlers[0].targets.catalog'],
    ],
    [
      'of new folders with the default policies',
      { recrawl_policy: { recrawl_behavior: 'CRAWL_NEW_FOLDERS_ONLY' } },
      ['GP278 crawlers[0].recrawl_policy.recrawl_behavior', 'GP278 crawlers[0].recrawl_policy.recrawl_behavior'],
    ],
    [
      'by events without a queue',
      { recrawl_policy: { recrawl_behavior: 'CRAWL_EVENT_MODE' } },
      ['GP278 crawlers[0].recrawl_policy.recrawl_behavior'],
    ],
    [
      'by events with a queue',
      {
        recrawl_policy: { recrawl_behavior: 'CRAWL_EVENT_MODE' },
        targets: { s3: [{ path: 's3://d/c', event_queue_arn: queue }] },
      },
      [],
    ],
    [
      'with a queue that is none',
      { targets: { s3: [{ path: 's3://d/c', event_queue_arn: 'arrived' }] } },
      ['GP288 crawlers[0].targets.s3[0].event_queue_arn'],
    ],
    ['with a role that is none', { role: 'my role' }, ['GP207 crawlers[0].role']],
    ['with a tag that is AWS’s', { tags: { 'aws:x': 'y' } }, ['GP232 crawlers[0].tags."aws:x"']],
    [
      'with members that have words',
      { extra: { Schedule: 'x', TablePrefix: 'y', CatalogId: 'z', classifiers: [] } },
      [
        'GP281 crawlers[0].extra.Schedule',
        'GP281 crawlers[0].extra.TablePrefix',
        'GP281 crawlers[0].extra.classifiers',
      ],
    ],
    [
      'that ignore a field of jobs',
      { ignore_changes: ['timeout', 'targets'] },
      ['GP282 crawlers[0].ignore_changes[0]'],
    ],
  ])('%s', async (_, fields, wanted) => {
    expect(await told({ crawlers: [{ ...crawler, ...fields }] })).toEqual(wanted);
  });

  it('take no role, targets or database where they exist already', async () => {
    expect(await told({ crawlers: [{ name: 'c', existing: true }] })).toEqual([]);
  });
});

describe('names', () => {
  it.each<[string, Fields, string[]]>([
    ['one word for jobs and crawlers', { naming: 'x', crawlers: [crawler] }, []],
    ['one word for two jobs', { naming: 'x', jobs: [{ name: 'a' }, { name: 'b' }] }, ['GP280 naming']],
    [
      'one word for two jobs, of which one has its own',
      { naming: 'x', jobs: [{ name: 'a' }, { name: 'b', resource_name: 'y' }] },
      [],
    ],
    [
      'a literal that looks like the name',
      { naming: '$${name}', jobs: [{ name: 'a' }, { name: 'b' }] },
      ['GP280 naming'],
    ],
    [
      'one word for two triggers',
      { naming: { trigger: 'x' }, jobs: [{ name: 'a' }, { name: 'b', depends_on: ['a'] }] },
      ['GP280 naming.trigger'],
    ],
    [
      'one word for two workflows',
      {
        naming: { workflow: 'x' },
        start: {},
        workflows: { w: {} },
        jobs: [{ name: 'a' }, { name: 'b', workflow: 'w' }],
      },
      ['GP280 naming.workflow'],
    ],
    ['one word for the one workflow', { naming: { workflow: 'x' }, start: {} }, []],
    [
      'two words that nothing has',
      { naming: { job: '${name}-${stage}${x.y}' } },
      ['GP279 naming.job', 'GP279 naming.job'],
    ],
    [
      'a start by events with a long name',
      { start: { event: { pattern: { source: ['x'] } }, resource_name: 'x'.repeat(60) } },
      ['GP292 start.resource_name'],
    ],
    [
      'the same with a role of the user’s',
      {
        start: {
          event: { pattern: { source: ['x'] }, role: 'arn:aws:iam::123456789012:role/R' },
          resource_name: 'x'.repeat(60),
        },
      },
      [],
    ],
    ['the same with a rule of the user’s', { start: { event: {}, resource_name: 'x'.repeat(60) } }, []],
    ['an event role by name', { start: { event: { role: 'R' } } }, ['GP288 start.event.role']],
    [
      'a boundary that is a role',
      { permissions_boundary: 'arn:aws:iam::123456789012:role/R' },
      ['GP288 permissions_boundary'],
    ],
    ['a workflow without a name', { workflows: { '': {} } }, ['GP205 workflows.""']],
  ])('%s', async (_, config, wanted) => {
    expect(await told(config)).toEqual(wanted);
  });
});

describe('alerts', () => {
  const topic = 'arn:aws:sns:eu-west-1:123456789012:alerts';
  it.each<[string, Fields, string[]]>([
    ['to a topic', { topic_arn: topic }, []],
    ['to a topic and to people', { topic_arn: topic, emails: ['a@b.example'] }, ['GP284 alerts.topic_arn']],
    ['to no one', { emails: [] }, ['GP284 alerts']],
    ['to a FIFO topic', { topic_arn: `${topic}.fifo` }, ['GP285 alerts.topic_arn']],
    ['to the name of a topic', { topic_arn: 'alerts' }, ['GP285 alerts.topic_arn']],
    [
      'to two people at once',
      { emails: ['a@b.example, c@d.example', 'x'] },
      ['GP285 alerts.emails[0]', 'GP285 alerts.emails[1]'],
    ],
  ])('%s', async (_, alerts, wanted) => {
    expect(await told({ alerts })).toEqual(wanted);
  });
});

describe('arguments', () => {
  it.each<[string, Fields, string[]]>([
    [
      'in a short form and in full',
      { jobs: [{ name: 'a', metrics: true, arguments: { 'enable-metrics': '' } }] },
      ['GP226 jobs[0].arguments.enable-metrics'],
    ],
    [
      'as a secret and in full',
      { jobs: [{ name: 'a', secrets: { DB: 'prod/db' }, arguments: { '--DB': 'x' } }] },
      ['GP226 jobs[0].arguments."--DB"'],
    ],
    [
      'as a secret and as a short form',
      { jobs: [{ name: 'a', secrets: { TempDir: 'x' }, temp_dir: 's3://d/t' }] },
      ['GP226 jobs[0].secrets'],
    ],
    [
      'twice in defaults that no job has',
      { defaults: { streaming: { arguments: { x: '1', '--x': '2' } } } },
      ['GP226 defaults.streaming.arguments."--x"'],
    ],
    [
      'twice in defaults that every job has',
      { defaults: { jobs: { auto_scaling: true, arguments: { '--enable-auto-scaling': 'true' } } } },
      ['GP226 defaults.jobs.arguments."--enable-auto-scaling"'],
    ],
    [
      'on two levels',
      {
        defaults: { jobs: { auto_scaling: true } },
        jobs: [{ name: 'a', arguments: { '--enable-auto-scaling': 'false' } }],
      },
      [],
    ],
    [
      'twice for a trigger',
      {
        jobs: [{ name: 'a', schedule: 'cron(0 2 * * ? *)', trigger: { arguments: { x: '1', '--x': '2' } } }],
        triggers: [{ name: 't', actions: [{ job: 'a', arguments: { '--y': '1', y: '2' } }] }],
      },
      ['GP226 jobs[0].trigger.arguments."--x"', 'GP226 triggers[0].actions[0].arguments.y'],
    ],
    [
      'that a trigger passes in vain',
      {
        jobs: [{ name: 'a', non_overridable_arguments: { x: '1' } }],
        triggers: [{ name: 't', actions: [{ job: 'a', arguments: { '--x': '2', z: '3' } }] }],
      },
      ['GP283 triggers[0].actions[0].arguments."--x"'],
    ],
    [
      'in a short form on an old Glue',
      { jobs: [{ name: 'a', glue_version: '4.0', log_group_prefix: '/x' }] },
      ['GP249 jobs[0].log_group_prefix'],
    ],
    [
      'observability on Glue 3.0',
      { jobs: [{ name: 'a', glue_version: '3.0', observability_metrics: true }] },
      ['GP249 jobs[0].observability_metrics'],
    ],
    ['modules of pip on Glue 6.0', { jobs: [{ name: 'a', python_modules: ['x'] }] }, ['GP250 jobs[0].python_modules']],
    [
      'of Spark on a shell job',
      {
        jobs: [
          {
            ...shell,
            spark_conf: { x: 'y' },
            datalake_formats: ['delta'],
            extra_jars: ['s3://d/x.jar'],
            auto_scaling: true,
          },
        ],
      },
      [
        'GP255 jobs[0].auto_scaling',
        'GP255 jobs[0].datalake_formats',
        'GP255 jobs[0].extra_jars',
        'GP255 jobs[0].spark_conf',
      ],
    ],
    ['files on a shell job', { jobs: [{ ...shell, extra_files: ['s3://d/x'] }] }, ['GP255 jobs[0].extra_files']],
    [
      'an egg on a shell job',
      { jobs: [{ ...shell, extra_py_files: ['s3://d/x.egg'] }] },
      ['GP255 jobs[0].extra_py_files'],
    ],
    [
      'a Python script in Scala, without a class',
      { jobs: [{ name: 'a', language: 'scala' }] },
      ['GP241 jobs[0].script', 'GP287 jobs[0].language'],
    ],
    [
      'an item with a comma, and an empty one',
      { jobs: [{ name: 'a', extra_jars: ['a.jar,b.jar', ''] }] },
      ['GP286 jobs[0].extra_jars[0]', 'GP286 jobs[0].extra_jars[1]'],
    ],
    [
      'the same in defaults',
      { defaults: { glueetl: { extra_jars: ['a.jar', 'a.jar,b.jar'] } } },
      ['GP286 defaults.glueetl.extra_jars[1]'],
    ],
  ])('%s', async (_, config, wanted) => {
    expect(await told(config)).toEqual(wanted);
  });

  it('are told of files that are not there, and of folders that cannot be imported', async () => {
    const folder = { kind: 'folder', sha256: '0'.repeat(64), size: 1, files: 1, modules: 0 } as const;
    const jobs = [{ name: 'a', extra_py_files: ['lib', 'x.py'], extra_files: ['lib'] }];
    expect(await told({ jobs }, { lib: folder, 'x.py': { kind: 'missing', reason: 'no such file' } })).toEqual([
      'GP233 jobs[0].extra_files',
      'GP233 jobs[0].extra_py_files',
      'GP286 jobs[0].extra_py_files[0]',
    ]);
  });
});

describe('ignore_changes', () => {
  it('names fields of what it stands at', async () => {
    expect(
      await told({
        jobs: [
          {
            name: 'a',
            schedule: 'cron(0 2 * * ? *)',
            ignore_changes: ['timeout', 'arguments.--x', 'tags.x', 'tags', 'tags.', 'resource_name', 'timeout.x'],
            trigger: { ignore_changes: ['enabled', 'timeout'] },
          },
        ],
        triggers: [{ name: 't', actions: ['a'], ignore_changes: ['starts', 'arguments.--x'] }],
      }),
    ).toEqual([
      'GP282 jobs[0].ignore_changes[4]',
      'GP282 jobs[0].ignore_changes[5]',
      'GP282 jobs[0].ignore_changes[6]',
      'GP282 jobs[0].trigger.ignore_changes[1]',
      'GP282 triggers[0].ignore_changes[1]',
    ]);
  });
});

describe('secrets', () => {
  const jdbc = 'jdbc:postgresql://app:hunter2@db.example.com/sales';
  const passing = (texts: Fields) => ({
    jobs: [{ name: 'a' }, { name: 'b', depends_on: ['a'], trigger: { arguments: texts } }],
    triggers: [{ name: 't', when: ['a'], actions: [{ job: 'b', arguments: texts }] }],
  });

  it.each<[string, Fields, string[]]>([
    [
      'in what triggers pass',
      passing({ '--source': jdbc }),
      ['GP228 jobs[1].trigger.arguments."--source"', 'GP228 triggers[0].actions[0].arguments."--source"'],
    ],
    [
      'by their names in what triggers pass',
      passing({ '--db_password': 'correct horse' }),
      ['GP229 jobs[1].trigger.arguments."--db_password"', 'GP229 triggers[0].actions[0].arguments."--db_password"'],
    ],
    ['not where only the name of one is passed', passing({ '--db_secret_name': 'prod/db' }), []],
    [
      'in tags and run properties of whatever kind',
      {
        workflows: { night: { tags: { a: jdbc }, default_run_properties: { b: jdbc }, schedule: 'cron(0 2 * * ? *)' } },
        jobs: [{ name: 'a', workflow: 'night' }],
        crawlers: [{ ...crawler, workflow: false, tags: { c: jdbc } }],
      },
      ['GP228 crawlers[0].tags.c', 'GP228 workflows.night.default_run_properties.b', 'GP228 workflows.night.tags.a'],
    ],
  ])('are found %s', async (_what, config, complaints) => {
    const all = await told(config);
    expect(all.filter((each) => /^GP22[89]/.test(each))).toEqual(complaints);
  });
});

describe('names of the rules of alerts', () => {
  const watched = (jobs: number, length: number) => ({
    naming: { alert: 'x'.repeat(length) },
    alerts: { topic_arn: 'arn:aws:sns:eu-west-1:123456789012:alerts' },
    jobs: Array.from({ length: jobs }, (_, index) => ({ name: `a-job-with-a-long-name-${index}` })),
  });

  it('leave room for the number of a further rule, where one pattern cannot hold all jobs', async () => {
    expect(await told(watched(5, 64))).toEqual([]);
    expect(await told(watched(60, 62))).toEqual([]);
    expect(await told(watched(60, 63))).toEqual(['GP292 naming.alert']);
    expect(await told(watched(60, 65))).toEqual(['GP292 naming.alert']);
  });
});
