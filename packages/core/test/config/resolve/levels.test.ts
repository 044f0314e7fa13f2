import { describe, expect, it } from '@jest/globals';

import { complaints, meant } from './meant.ts';

/** The one job that comes of a default, the job itself and what an environment says of it. */
async function made(weaker: string, job: string, stronger = '{}') {
  const text = `defaults: { jobs: ${weaker} }\njobs: [{ name: load, script: s3://d/load.py, ${job} }]\nenvironments: { dev: { jobs: { load: ${stronger} } } }`;
  const { name, script, ...rest } = (await meant(text)).jobs?.[0] ?? {};
  return [name, script].length === 2 ? rest : undefined;
}

describe('levels of a job', () => {
  it.each<[string, string, string, string, unknown]>([
    [
      'the stronger wins',
      '{ timeout: 1, max_retries: 1 }',
      'timeout: 2',
      '{ max_retries: 3 }',
      { timeout: 2, max_retries: 3 },
    ],
    ['null removes what is weaker', '{ timeout: 1, max_retries: 1 }', 'timeout: null', '{ max_retries: null }', {}],
    [
      'maps are merged key by key',
      '{ tags: { a: 1, b: 1 } }',
      'tags: { b: 2, c: 2 }',
      '{ tags: { a: null } }',
      { tags: { b: '2', c: '2' } },
    ],
    ['lists are replaced', '{ connections: [a, b] }', 'connections: [c]', '{}', { connections: ['c'] }],
    [
      'a dash makes no difference',
      '{ arguments: { day: 1, "--night": 1 } }',
      'arguments: { "--day": 2 }',
      '{ arguments: { night: 3 } }',
      { arguments: { '--day': '2', '--night': '3' } },
    ],
    [
      'nor in the other maps of arguments',
      '{ non_overridable_arguments: { day: 1 } }',
      'non_overridable_arguments: { "--day": 2 }, trigger: { arguments: { a: 1 } }',
      '{ trigger: { arguments: { "--a": 2 } } }',
      { non_overridable_arguments: { '--day': '2' }, trigger: { arguments: { '--a': '2' } } },
    ],
    [
      'a short form over an argument',
      '{ arguments: { enable-metrics: "" } }',
      'metrics: false',
      '{}',
      { arguments: {} },
    ],
    [
      'an argument over a short form',
      '{ job_bookmark: enable }',
      'arguments: { job-bookmark-option: job-bookmark-pause }',
      '{}',
      { arguments: { '--job-bookmark-option': 'job-bookmark-pause' } },
    ],
    [
      'a null over a short form',
      '{ metrics: true }',
      'arguments: { enable-metrics: null, a: 1 }',
      '{}',
      { arguments: { '--a': '1' } },
    ],
    [
      'a short form over itself, whole',
      '{ spark_conf: { a: 1 } }',
      'spark_conf: { b: 2 }',
      '{}',
      { arguments: { '--conf': 'b=2' } },
    ],
    [
      'one of the two arguments of spark_ui',
      '{ spark_ui: { path: s3://a/ } }',
      'arguments: { spark-event-logs-path: s3://b/ }',
      '{}',
      { arguments: { '--enable-spark-ui': 'true', '--spark-event-logs-path': 's3://b/' } },
    ],
    [
      'the other of them',
      '{ spark_ui: { path: s3://a/ } }',
      'arguments: { enable-spark-ui: null }',
      '{}',
      { arguments: { '--spark-event-logs-path': 's3://a/' } },
    ],
    [
      'a secret over an argument',
      '{ arguments: { DB: plain } }',
      'secrets: { DB: prod/db }',
      '{}',
      { arguments: { '--DB': 'prod/db' } },
    ],
    [
      'an argument over a secret',
      '{ secrets: { DB: prod/db, KEY: k } }',
      'arguments: { DB: here }',
      '{}',
      { arguments: { '--DB': 'here', '--KEY': 'k' } },
    ],
    ['no arguments at all', '{ metrics: true, arguments: { a: 1 }, secrets: { S: s } }', 'arguments: null', '{}', {}],
    [
      'lists of files over lists',
      '{ extra_jars: [s3://d/a.jar, s3://d/b.jar] }',
      'extra_jars: [s3://d/c.jar]',
      '{}',
      { arguments: { '--extra-jars': 's3://d/c.jar' }, files: { '--extra-jars': ['s3://d/c.jar'] } },
    ],
  ])('%s', async (_, weaker, job, stronger, wanted) => {
    expect(await made(weaker, job, stronger)).toEqual(wanted);
  });

  it('are those of the kind that the job has in the environment', async () => {
    const text =
      'defaults: { jobs: { max_retries: 1 }, glueetl: { timeout: 2 }, pythonshell: { timeout: 3 }, streaming: { timeout: 4 } }\n' +
      'jobs: [{ name: a, script: s3://d/a.py }, { name: b, script: s3://d/b.py, type: "${var.kind}" }, { name: c, script: s3://d/c.py, type: gluestreaming }]\n' +
      'variables: { kind: pythonshell }\nenvironments: { dev: { jobs: { a: { type: streaming } } }, prod: {} }';
    const timeouts = async (environment: string) =>
      (await meant(text, { environment })).jobs?.map(({ timeout }) => timeout);
    expect(await timeouts('dev')).toEqual([4, 3, 4]);
    expect(await timeouts('prod')).toEqual([2, 3, 4]);
  });

  it('do not reach what is existing', async () => {
    const text =
      'defaults: { jobs: { timeout: 1 }, crawlers: { table_prefix: x } }\nvariables: { theirs: true }\n' +
      'jobs: [{ name: a, existing: true }, { name: b, existing: "${var.theirs}" }]\ncrawlers: [{ name: c, existing: true }]';
    const { jobs, crawlers } = await meant(text);
    expect([...(jobs ?? []), ...(crawlers ?? [])]).toEqual(['a', 'b', 'c'].map((name) => ({ name, existing: true })));
  });

  it('keep their places: a complaint points to the level that says it', async () => {
    const text =
      'role: R\nglue_version: "6.0"\ndefaults:\n  jobs: { timeout: 88888 }\n' +
      'jobs:\n  - { name: a, script: s3://d/a.py }\n  - { name: b, script: s3://d/b.py }\n  - { name: c, script: s3://d/c.py, timeout: 99999 }\n' +
      'environments:\n  prod:\n    jobs: { b: { timeout: 77777 } }\n';
    expect(await complaints(text, { environment: 'prod' })).toEqual([
      'GP218 defaults.jobs.timeout 5:20 job "a" has a timeout of 88888 minutes',
      'GP218 jobs[2].timeout 9:46 job "c" has a timeout of 99999 minutes',
      'GP218 environments.prod.jobs.b.timeout 12:27 job "b" has a timeout of 77777 minutes',
    ]);
  });

  it('of a kind that no job has are judged though what their ${…} stand for is not known', async () => {
    const text =
      'defaults: { streaming: { python_modules: "${var.modules}", datalake_formats: "${var.modules}", arguments: { additional-python-modules: x } } }\n' +
      'variables: { modules: [a] }\njobs: [{ name: a, script: s3://d/a.py }]';
    expect(await complaints(text)).toEqual([
      'GP226 defaults.streaming.arguments.additional-python-modules 2:109 argument "--additional-python-modules" of defaults.streaming is written twice: in arguments and as python_modules',
    ]);
  });

  it('that say an argument twice are complained of, each', async () => {
    expect(
      await complaints(
        'defaults: { jobs: { metrics: true, arguments: { enable-metrics: "" } } }\njobs: [{ name: a, script: s3://d/a.py, metrics: false, arguments: { day: 1, "--day": 2 } }]',
      ),
    ).toEqual([
      'GP226 defaults.jobs.arguments.enable-metrics 2:49 argument "--enable-metrics" of defaults.jobs is written twice: in arguments and as metrics',
      'GP226 jobs[0].arguments."--day" 3:77 argument "--day" of job "a" is written with and without --',
    ]);
  });
});
