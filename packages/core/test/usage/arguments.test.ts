import { describe, expect, it } from '@jest/globals';

import { made, said, job, shell, spark, numbered } from './written.ts';

type Texts = Readonly<Record<string, string>>;

/** The key as Glue has it, the same written among `arguments`, and what the short form of it is where there is one. */
const glueKeys: readonly (readonly [passed: Texts, short: string | undefined])[] = [
  [{ '--enable-continuous-cloudwatch-log': 'true' }, 'continuous_logging: true'],
  [{ '--enable-continuous-cloudwatch-log': 'false' }, 'continuous_logging: false'],
  [{ '--TempDir': 's3://b/tmp/' }, 'temp_dir: "s3://b/tmp/"'],
  [{ '--enable-metrics': '' }, 'metrics: true'],
  [{ '--enable-metrics': 'true' }, undefined],
  [{ '--extra-py-files': 's3://b/a.zip,s3://b/b.whl' }, 'extra_py_files: ["s3://b/a.zip", "s3://b/b.whl"]'],
  [{ '--extra-jars': 's3://b/a.jar,s3://b/b.jar' }, 'extra_jars: ["s3://b/a.jar", "s3://b/b.jar"]'],
  [{ '--extra-files': 's3://b/a.json' }, 'extra_files: ["s3://b/a.json"]'],
  [{ '--enable-spark-ui': 'true', '--spark-event-logs-path': 's3://b/events/' }, 'spark_ui: {path: "s3://b/events/"}'],
  [{ '--enable-auto-scaling': 'true' }, 'auto_scaling: true'],
  [{ '--enable-job-insights': 'true' }, 'job_insights: true'],
  [{ '--enable-job-insights': 'false' }, 'job_insights: false'],
  [{ '--job-bookmark-option': 'job-bookmark-enable' }, 'job_bookmark: enable'],
  [{ '--job-bookmark-option': 'job-bookmark-disable' }, 'job_bookmark: disable'],
  [{ '--job-bookmark-option': 'job-bookmark-pause' }, 'job_bookmark: pause'],
  [{ '--enable-observability-metrics': 'true' }, 'observability_metrics: true'],
  [{ '--job-language': 'python' }, 'language: python'],
  [{ '--job-language': 'scala', '--class': 'com.acme.A' }, 'language: scala, class: com.acme.A'],
  [{ '--conf': 'spark.sql.x=1' }, 'spark_conf: {spark.sql.x: 1}'],
  [
    { '--conf': 'spark.c=2.0 --conf spark.sql.a=legacy --conf spark.sql.b=true' },
    'spark_conf: {spark.sql.a: legacy, spark.sql.b: true, spark.c: 2.0}',
  ],
  [{ '--additional-python-modules': 'pyarrow==2,awswrangler' }, 'python_modules: [pyarrow==2, awswrangler]'],
  [{ '--enable-glue-datacatalog': 'true' }, 'data_catalog: true'],
  [{ '--enable-glue-datacatalog': '' }, undefined],
  [{ '--datalake-formats': 'delta,iceberg' }, 'datalake_formats: [delta, iceberg]'],
  [{ '--enable-continuous-log-filter': 'true' }, undefined],
  [{ '--continuous-log-logGroup': '/aws/glue/orders', '--continuous-log-logStreamPrefix': 'orders' }, undefined],
  [{ '--enable-s3-parquet-optimized-committer': 'true' }, undefined],
  [{ '--encryption-type': 'sse-s3' }, undefined],
  [{ '--python-modules-installer-option': '--upgrade' }, undefined],
  [{ '--write-shuffle-files-to-s3': 'true' }, undefined],
  [{ '--disable-proxy-v2': 'true' }, undefined],
];

/** Arguments of projects' own: as they are written in YAML, as they are written in JSON, and as Glue gets them. */
const ownArguments: readonly (readonly [what: string, yaml: string, json: unknown, passed: Texts])[] = [
  ['text', 's3_bucket_target: raw-zone', { s3_bucket_target: 'raw-zone' }, { '--s3_bucket_target': 'raw-zone' }],
  ['a key with its dashes', '--table: orders', { '--table': 'orders' }, { '--table': 'orders' }],
  ['a key without them', 'table: orders', { table: 'orders' }, { '--table': 'orders' }],
  [
    'the two keys that look like arguments of Glue',
    'env: dev, environment: dev',
    { env: 'dev', environment: 'dev' },
    { '--env': 'dev', '--environment': 'dev' },
  ],
  ['true without quotes', 'full: true', { full: true }, { '--full': 'true' }],
  ['false without quotes', 'full: false', { full: false }, { '--full': 'false' }],
  ['"true" in quotes', 'full: "true"', { full: 'true' }, { '--full': 'true' }],
  ['True, as it is written', 'full: "True"', { full: 'True' }, { '--full': 'True' }],
  ['a whole number', 'header_row_number: 1', { header_row_number: 1 }, { '--header_row_number': '1' }],
  ['zero', 'header_row_number: 0', { header_row_number: 0 }, { '--header_row_number': '0' }],
  ['a number below zero', 'offset: -3', { offset: -3 }, { '--offset': '-3' }],
  ['a number with a point', 'ratio: 0.5', { ratio: 0.5 }, { '--ratio': '0.5' }],
  ['a large number', 'account: 123456789012', { account: 123456789012 }, { '--account': '123456789012' }],
  ['empty text', 'prefix: ""', { prefix: '' }, { '--prefix': '' }],
  ['a space', 'prefix: " "', { prefix: ' ' }, { '--prefix': ' ' }],
  [
    'dotted keys',
    'dpr.aws.region: eu-west-2, checkpoint.location: "s3://b/c/"',
    { 'dpr.aws.region': 'eu-west-2', 'checkpoint.location': 's3://b/c/' },
    { '--dpr.aws.region': 'eu-west-2', '--checkpoint.location': 's3://b/c/' },
  ],
  [
    'keys that differ in case alone',
    'TABLE_NAME: a, table_name: b',
    { TABLE_NAME: 'a', table_name: 'b' },
    { '--TABLE_NAME': 'a', '--table_name': 'b' },
  ],
  ['a list as text', 'states: "a,b,c"', { states: 'a,b,c' }, { '--states': 'a,b,c' }],
  ['JSON as text', `rules: '{"a": [1, "x"]}'`, { rules: '{"a": [1, "x"]}' }, { '--rules': '{"a": [1, "x"]}' }],
  [
    'a schedule and a date as text',
    'day: 2024-01-31, at: "0 2 * * ? *"',
    { day: '2024-01-31', at: '0 2 * * ? *' },
    { '--day': '2024-01-31', '--at': '0 2 * * ? *' },
  ],
  ['letters of all scripts', 'place: Köln 東京', { place: 'Köln 東京' }, { '--place': 'Köln 東京' }],
  [
    'several --conf in one text',
    'conf: "spark.a=1 --conf spark.b=2"',
    { conf: 'spark.a=1 --conf spark.b=2' },
    { '--conf': 'spark.a=1 --conf spark.b=2' },
  ],
  [
    '--Tempdir beside --TempDir',
    'Tempdir: "s3://b/1/", TempDir: "s3://b/2/"',
    { Tempdir: 's3://b/1/', TempDir: 's3://b/2/' },
    { '--Tempdir': 's3://b/1/', '--TempDir': 's3://b/2/' },
  ],
];

describe('arguments of Glue', () => {
  it.each(glueKeys)('%j', async (passed, short) => {
    const definition = { ...spark, DefaultArguments: passed };
    const plain = await made('job', { jobs: [job('a', { arguments: passed })] });
    expect(plain.map((each) => each.definition)).toEqual([definition]);
    if (short != null) {
      const shortly = await made('job', `jobs: [{name: a, script: "s3://b/a.py", ${short}}]`);
      expect(shortly.map((each) => each.definition)).toEqual([definition]);
    }
  });

  it.each(['metrics: false', 'data_catalog: false', 'metrics: null'])(
    'leaves out what counts by being there: %s',
    async (short) => {
      const jobs = await made('job', `jobs: [{name: a, script: "s3://b/a.py", ${short}}]`);
      expect(jobs.map((each) => each.definition)).toEqual([spark]);
    },
  );

  it('keeps the one key of Python shell jobs that has no dashes', async () => {
    const jobs = await made('job', {
      jobs: [job('a', { type: 'pythonshell', arguments: { 'library-set': 'analytics' } })],
    });
    expect(jobs.map((each) => each.definition)).toEqual([
      { ...shell, DefaultArguments: { 'library-set': 'analytics' } },
    ]);
  });
});

describe('arguments of a project', () => {
  it.each(ownArguments)('%s', async (_what, yaml, json, passed) => {
    const definition = { ...spark, DefaultArguments: passed };
    const fromYaml = await made('job', `jobs: [{name: a, script: "s3://b/a.py", arguments: {${yaml}}}]`);
    const fromJson = await made('job', { jobs: [job('a', { arguments: json })] });
    expect([fromYaml, fromJson].map((jobs) => jobs.map((each) => each.definition))).toEqual([
      [definition],
      [definition],
    ]);
  });

  it.each([
    ['1.0', '1.0'],
    ['3.10', '3.10'],
    ['007', '007'],
    ['1e3', '1e3'],
    ['12345678901234567890', '12345678901234567890'],
    ['yes', 'yes'],
    ['off', 'off'],
  ])('keeps %s of a YAML file as it is written', async (written, passed) => {
    const [only] = await made('job', `jobs: [{name: a, script: "s3://b/a.py", arguments: {x: ${written}}}]`);
    expect(only?.definition.DefaultArguments).toEqual({ '--x': passed });
  });

  it('gives a hundred jobs each its own, over those that all share', async () => {
    const names = numbered('table', 100);
    const jobs = await made('job', {
      defaults: { jobs: { arguments: { target: 'lake', level: 'INFO' } } },
      jobs: names.map((name) => job(name, { arguments: { table: name, level: 'WARN' } })),
    });
    expect(jobs.map((each) => each.definition.DefaultArguments)).toEqual(
      names.map((name) => ({ '--target': 'lake', '--level': 'WARN', '--table': name })),
    );
  });

  it.each([
    ['a name that Glue sets itself', { arguments: { JOB_NAME: 'a' } }, 'GP224'],
    ['library-set with dashes', { type: 'pythonshell', arguments: { '--library-set': 'analytics' } }, 'GP255'],
    ['a plain password', { arguments: { redshift_password: 'hunter2-Correct' } }, 'GP229'],
  ])('says what is wrong with %s', async (_what, fields, code) => {
    expect(await said({ jobs: [job('a', fields)] })).toContain(code);
  });

  it('passes the name of a secret, never its value', async () => {
    const jobs = await made('job', { jobs: [job('a', { secrets: { secret_id: 'prod/orders' } })] });
    expect(jobs.map((each) => each.definition)).toEqual([
      { ...spark, DefaultArguments: { '--secret_id': 'prod/orders' } },
    ]);
  });
});
