import { describe, expect, it } from '@jest/globals';

import type { Issue } from '../../src/config/issue.ts';
import type { Files } from '../../src/pipeline/files.ts';
import { judge, load, loadPipeline } from '../../src/pipeline/load.ts';

type Fields = Readonly<Record<string, unknown>>;

async function judged(config: Fields, files?: Files): Promise<Issue[]> {
  const text = JSON.stringify({ pipeline_name: 'sales', role: 'GlueRole', glue_version: '6.0', ...config });
  const loaded = await load('config.json', text);
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  }
  return judge(loaded.value, files);
}

async function codes(...jobs: readonly Fields[]): Promise<string[]> {
  const named = jobs.map((job, index) => ({ name: `job-${index}`, script: 's3://data/x.py', ...job }));
  return (await judged({ jobs: named })).map(({ code }) => code);
}

const shell = { type: 'pythonshell' };
const stream = { type: 'streaming' };

describe('judge', () => {
  it('takes a file of the old tool with warnings only', async () => {
    const result = await loadPipeline(
      'config.json',
      JSON.stringify({
        pipeline_name: 'sales',
        created_at: '2026-02-14T00:00:00',
        environment: 'dev',
        glue_version: '3.0',
        jobs: [
          { name: 'extract', script: 's3://my-bucket/scripts/extract.py', type: 'glueetl', added_at: '2026-02-14' },
          { name: 'report', script: 's3://my-bucket/scripts/report.py', type: 'pythonshell', added_at: '2026-02-14' },
          { name: 'watch', script: 's3://my-bucket/scripts/watch.py', type: 'streaming', added_at: '2026-02-14' },
        ],
      }),
    );
    expect(result.ok).toBe(true);
    expect(result.issues.map(({ code, severity }) => [code, severity])).toEqual([['GP206', 'warn']]);
  });

  it.each([
    ['G.025X on a batch job', { worker_type: 'G.025X', number_of_workers: 2 }, ['GP216']],
    ['G.025X on a streaming job', { ...stream, worker_type: 'G.025X', number_of_workers: 2 }, []],
    ['Z.2X', { worker_type: 'Z.2X', number_of_workers: 2 }, ['GP216']],
    ['Z.2X on FLEX', { worker_type: 'Z.2X', number_of_workers: 2, execution_class: 'FLEX' }, ['GP216']],
    ['R.1X on Glue 3.0', { worker_type: 'R.1X', number_of_workers: 2, glue_version: '3.0' }, ['GP216']],
    ['G.16X on Glue 4.0', { worker_type: 'G.16X', number_of_workers: 2, glue_version: '4.0' }, []],
    ['G.4X on an ended version', { worker_type: 'G.4X', number_of_workers: 2, glue_version: '2.0' }, ['GP209']],
    ['an unknown type on FLEX', { worker_type: 'G.3X', number_of_workers: 2, execution_class: 'FLEX' }, ['GP246']],
    ['both styles of size', { max_capacity: 10, worker_type: 'G.1X' }, ['GP213']],
    ['DPUs before Glue 2.0', { max_capacity: 10, glue_version: '1.0' }, ['GP209']],
    ['workers alone', { number_of_workers: 3 }, ['GP217']],
    ['neither', {}, []],
    ['a shell job with workers', { ...shell, worker_type: 'G.1X', number_of_workers: 2 }, ['GP212', 'GP212']],
    [
      'a FLEX shell job with a window',
      { ...shell, execution_class: 'FLEX', maintenance_window: 'x' },
      ['GP212', 'GP212'],
    ],
    ['a shell job of one DPU', { ...shell, max_capacity: 1 }, []],
    ['a shell job on auto', { ...shell, glue_version: 'auto' }, ['GP211']],
    ['a shell job on Glue 3.0', { ...shell, glue_version: '3.0' }, []],
    ['a shell job on a malformed version', { ...shell, glue_version: '9' }, ['GP244']],
    ['an ended version', { glue_version: '2.0' }, ['GP209']],
    ['the first version, ended', { glue_version: '0.9' }, ['GP209']],
    ['a version with a leading zero', { glue_version: '05.0' }, ['GP244']],
    ['a version with two zeros', { glue_version: '5.00' }, ['GP244']],
    ['a version with a letter', { glue_version: '5.x' }, ['GP244']],
    ['no version at all', { glue_version: '' }, ['GP244']],
    ['a version of tomorrow', { glue_version: '10.0' }, ['GP210']],
    ['a shell job on Python 2', { ...shell, python_version: '2' }, ['GP215']],
    ['a shell job on Python 3.6', { ...shell, python_version: 3 }, ['GP245']],
    ['Python 2 on Glue 1.0', { python_version: '2', glue_version: '1.0' }, ['GP209']],
    ['seven days exactly', { timeout: 10_080 }, []],
    ['seven days and a minute', { timeout: 10_081 }, ['GP218']],
    ['ten retries', { max_retries: 10 }, []],
    ['eleven retries', { max_retries: 11 }, ['GP219']],
    [
      'a FLEX streaming job',
      { ...stream, execution_class: 'FLEX', worker_type: 'G.4X', number_of_workers: 2 },
      ['GP220'],
    ],
    ['FLEX with queuing', { execution_class: 'FLEX', job_run_queuing_enabled: true }, ['GP220']],
    ['queuing with a retry', { job_run_queuing_enabled: true, max_retries: 1 }, ['GP221']],
    ['auto with queuing', { glue_version: 'auto', job_run_queuing_enabled: true }, ['GP222']],
    ['auto with a retry', { glue_version: 'auto', max_retries: 1 }, []],
    ['a window on a batch job', { maintenance_window: 'Sun:10' }, ['GP242']],
    ['a window of seven days', { ...stream, maintenance_window: 'Sat:23', timeout: 10_080 }, []],
    ['an hour that no day has', { ...stream, maintenance_window: 'Sat:24' }, ['GP223']],
    ['--scriptLocation without dashes', { arguments: { scriptLocation: 's3://b/k' } }, ['GP225']],
    ['one argument in three spellings', { arguments: { a: '1', '--a': '2' } }, ['GP226']],
    ['a bookmark on a shell job', { ...shell, arguments: { 'job-bookmark-option': 'job-bookmark-enable' } }, ['GP238']],
    [
      'a bookmark switched off',
      { max_concurrent_runs: 4, arguments: { 'job-bookmark-option': 'job-bookmark-disable' } },
      [],
    ],
    ['a Scala script', { script: 's3://b/x.scala' }, ['GP241']],
    ['a Scala job', { script: 's3://b/x.scala', arguments: { 'job-language': 'scala', class: 'X' } }, []],
    ['a Scala job with a Python script', { arguments: { 'job-language': 'scala', class: 'X' } }, ['GP241']],
    ['metrics switched on', { arguments: { 'enable-metrics': '' } }, []],
    ['new logging on Glue 4.0', { glue_version: '4.0', arguments: { 'custom-logGroup-prefix': '/x' } }, ['GP249']],
    ['old logging on Glue 5.1', { glue_version: '5.1', arguments: { 'continuous-log-logGroup': '/x' } }, ['GP249']],
    [
      'old logging on auto',
      { glue_version: 'auto', max_retries: 1, arguments: { 'continuous-log-logGroup': '/x' } },
      [],
    ],
    ['prefixes on Glue 6.0', { arguments: { a: '1', ab: '2' } }, []],
    ['prefixes of Glue itself', { glue_version: '5.1', arguments: { con: '1', conf: 'spark.x=1' } }, []],
    ['an .egg on Python 3.9', { ...shell, arguments: { 'extra-py-files': 's3://b/x.egg' } }, ['GP255']],
    ['library-set with dashes', { ...shell, arguments: { '--library-set': 'analytics' } }, ['GP255']],
    ['an unknown library-set', { ...shell, arguments: { 'library-set': 'all' } }, ['GP255']],
    ['an empty connection', { connections: [''] }, ['GP260']],
    ['a folder as script', { script: 's3://data/etl/' }, ['GP234']],
    ['a bucket with a blank', { script: 's3://my data/x.py' }, ['GP234']],
    ['no bucket', { script: 's3:///x.py' }, ['GP234']],
    ['another protocol', { script: 'https://example.com/x.py' }, ['GP234']],
    ['one slash only', { script: 's3:/data/x.py' }, ['GP234']],
    ['an ARN as script', { script: 'arn:aws:s3:::data/x.py' }, ['GP234']],
    ['an empty script', { script: ' ' }, ['GP234']],
  ])('says about %s one thing only', async (_, job, wanted) => {
    expect(await codes(job)).toEqual(wanted);
  });

  it.each([
    ['an AWS key id', 'see AKIAIOSFODNN7EXAMPLE', 'GP228'],
    ['a temporary key id', 'ASIAIOSFODNN7EXAMPLE', 'GP228'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'GP228'],
    ['an address with a user and a password', 'postgres://app:s3cr3t@db/x', 'GP228'],
    ['an address with a password alone', 'redis://:s3cr3t@cache:6379', 'GP228'],
    ['a password in a query', 'jdbc:sqlserver://db;user=sa;password=s3cr3t', 'GP228'],
    ['a placeholder for a password', 'postgres://app:{{resolve:secret}}@db/x', undefined],
    ['a public key', '-----BEGIN PUBLIC KEY-----', undefined],
    ['an address with a port', 's3a://bucket:443/x@y', undefined],
    ['a word like a key id', 'MAKIAIOSFODNN7EXAMPLEX', undefined],
  ])('finds %s in arguments, run properties and tags, and never shows it', async (_, value, code) => {
    const issues = await judged({
      jobs: [{ name: 'a', script: 's3://data/x.py', non_overridable_arguments: { x: value }, tags: { x: value } }],
      tags: { y: value },
      workflow: { default_run_properties: { z: value } },
    });
    expect(issues.map((issue) => issue.code)).toEqual(code == null ? [] : [code, code, code, code]);
    expect(JSON.stringify(issues)).not.toContain('s3cr3t');
    expect(JSON.stringify(issues)).not.toContain('IOSFODNN');
  });

  it('warns of a plain value under the name of a secret, and not of its address', async () => {
    const warned = async (key: string, value: string) => (await codes({ arguments: { [key]: value } })).length > 0;
    expect(await warned('--db-password', 'hunter2')).toBe(true);
    expect(await warned('apiKey', 'abc123')).toBe(true);
    expect(await warned('db_secret', 'hunter2')).toBe(true);
    for (const value of [
      '',
      'true',
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x',
      '${env.PASSWORD}',
      '<password>',
    ]) {
      expect([value, await warned('password', value)]).toEqual([value, false]);
    }
    expect(await warned('secret', 'prod/sales/db')).toBe(false);
    expect(await warned('password_secret_name', 'prod-db')).toBe(false);
  });

  it('tells of a secret once, though both its name and its value say so', async () => {
    expect(await codes({ arguments: { password: 'AKIAIOSFODNN7EXAMPLE' } })).toEqual(['GP228']);
  });

  it('tells of tags that AWS refuses', async () => {
    const many = (count: number, prefix: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'x']));
    const job = { name: 'a', script: 's3://data/x.py' };
    const found = async (config: Fields) =>
      (await judged(config)).map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(await found({ tags: many(38, 't'), jobs: [job] })).toEqual([]);
    expect(await found({ tags: many(49, 't'), jobs: [job] })).toEqual([
      'tags: everything has 50 tags with that of the stack, and a resource has at most 50',
    ]);
    expect(await found({ tags: many(50, 't'), jobs: [{ ...job, tags: { u: '1' } }] })).toEqual([
      'tags: the config has 50 tags',
    ]);
    expect(await found({ tags: many(30, 't'), jobs: [{ ...job, tags: many(20, 'u') }] })).toEqual([
      'jobs.0.tags: job "a" has 50 tags',
    ]);
    expect(
      await found({
        tags: { 'gluepipeline:stack': 'x', '': 'y', ['k'.repeat(129)]: 'z', v: 'v'.repeat(257), w: 'aws x' },
        jobs: [job],
      }),
    ).toEqual([
      'tags.gluepipeline:stack: tag "gluepipeline:stack" of the config begins with gluepipeline:',
      'tags.: tag "" of the config has a key of 0 characters',
      `tags.${'k'.repeat(129)}: tag "${'k'.repeat(39)}…" of the config has a key of 129 characters`,
      'tags.v: tag "v" of the config has a value of 257 characters',
      'tags.w: tag "w" of the config has a value that begins with aws',
    ]);
  });

  it('tells of names that clash in AWS, whatever made them', async () => {
    const jobs = [
      { name: 'a', script: 's3://data/x.py' },
      { name: 'b', script: 's3://data/x.py', depends_on: ['a'] },
    ];
    const found = async (config: Fields) => (await judged(config)).map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(await found({ jobs, start: { resource_name: 'sales-dev-run-b' } })).toEqual(['GP202 start.resource_name']);
    expect(await found({ jobs, start: { resource_name: 'sales-dev-a' } })).toEqual([]);
    expect(await found({ jobs: [jobs[0], { ...jobs[0], resource_name: 'x' }] })).toEqual(['GP201 jobs.1.name']);
    expect(
      await found({
        jobs: [
          { ...jobs[0], resource_name: 'sales-dev-c' },
          { ...jobs[0], name: 'c' },
        ],
      }),
    ).toEqual(['GP202 jobs.0.resource_name']);
  });

  it('tells of names that are too long, counting what is put in front', async () => {
    const found = async (job: Fields) =>
      (
        await judged({
          jobs: [
            { name: 'a', script: 's3://data/x.py' },
            { script: 's3://data/x.py', ...job },
          ],
        })
      ).map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(await found({ name: 'x'.repeat(245) })).toEqual([]);
    expect(await found({ name: 'x'.repeat(246) })).toEqual([
      `jobs.1.name: the name of job "${'x'.repeat(39)}…" in AWS is 256 characters long`,
    ]);
    expect(await found({ name: 'x'.repeat(245), depends_on: ['a'] })).toEqual([
      `jobs.1.name: the name of the trigger of job "${'x'.repeat(39)}…" in AWS is 259 characters long`,
    ]);
    expect(await found({ name: '' })).toEqual(['jobs.1.name: the name of a job is empty']);
    expect(await found({ name: 'größe 😀/a' })).toEqual([]);
    expect(await found({ name: 'half \ud83d' })).toEqual([
      'jobs.1.name: the name of job "half \\ud83d" in AWS holds the character "\\ud83d"',
    ]);
  });

  it('tells of a cycle only where no nearer mistake makes it', async () => {
    expect(await codes({ name: 'a', depends_on: ['a'] })).toEqual(['GP203']);
    expect(await codes({ name: 'a', depends_on: ['b'] }, { name: 'b', depends_on: ['a'] }, { name: 'a' })).toEqual([
      'GP201',
    ]);
    expect(await codes({ name: 'a', depends_on: ['b', 'x'] }, { name: 'b', depends_on: ['a'] })).toEqual([
      'GP203',
      'GP204',
    ]);
  });

  it('takes the roles that Glue takes', async () => {
    const found = async (role: string) =>
      (await judged({ jobs: [{ name: 'a', script: 's3://d/x.py', role }] })).map(({ code }) => code);
    for (const role of [
      'GlueRole',
      'service-role/AWSGlueServiceRole-x',
      'arn:aws-cn:iam::123456789012:role/a/b',
      'a+=,.@-_',
    ]) {
      expect([role, await found(role)]).toEqual([role, []]);
    }
    for (const role of [
      '',
      'my role',
      'arn:aws:iam::1234:role/x',
      'arn:aws:iam::123456789012:policy/x',
      'role:x',
      '/x',
    ]) {
      expect([role, await found(role)]).toEqual([role, ['GP207']]);
    }
  });

  it('says once for the file what is so for all its jobs', async () => {
    const text = JSON.stringify({
      pipeline_name: 'p',
      jobs: [
        { name: 'a', script: 'a.py' },
        { name: 'b', script: 'b.py' },
      ],
    });
    const result = await loadPipeline('config.json', text);
    expect(result.issues.map(({ code, path }) => [code, path])).toEqual([
      ['GP206', []],
      ['GP208', []],
    ]);
    const mixed = await judged({
      glue_version: undefined,
      role: undefined,
      jobs: [
        { name: 'a', script: 's3://d/a.py', role: 'R', glue_version: '5.0' },
        { name: 'b', script: 's3://d/b.py' },
        { name: 'c', script: 's3://d/c.py', type: 'pythonshell', role: 'R' },
      ],
    });
    expect(mixed.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['GP206', 'jobs.1'],
      ['GP208', 'jobs.1'],
    ]);
  });

  it('judges the version at the top where it counts', async () => {
    const found = async (version: string, ...jobs: Fields[]) =>
      (
        await judged({ glue_version: version, jobs: jobs.map((job) => ({ name: 'a', script: 's3://d/x.py', ...job })) })
      ).map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(await found('2.0', {})).toEqual(['GP209 glue_version']);
    expect(await found('2.0', shell)).toEqual([]);
    expect(await found('2.0', { glue_version: '4.0' })).toEqual([]);
    expect(await found('7', shell, stream).then((all) => all.filter((each) => each.startsWith('GP244')))).toEqual([
      'GP244 glue_version',
    ]);
    expect(await found('4', {})).toEqual(['GP244 glue_version']);
    expect(await found('7.0')).toEqual(['GP210 glue_version', 'GP240 jobs']);
  });

  it('tells of files only when somebody has looked', async () => {
    const jobs = [
      { name: 'a', script: 'a.py' },
      { name: 'b', script: 'https://x/b.py' },
      { name: 'c', script: 's3://d/c.py' },
    ];
    const files: Files = {
      'a.py': { kind: 'missing', reason: 'no such file' },
      'https://x/b.py': { kind: 'missing', reason: 'no' },
    };
    expect((await judged({ jobs })).map(({ code }) => code)).toEqual(['GP234']);
    expect((await judged({ jobs }, files)).map(({ code }) => code)).toEqual(['GP233', 'GP234']);
    expect((await judged({ jobs }, {})).map(({ code }) => code)).toEqual(['GP234']);
  });

  it('judges the schedule that counts', async () => {
    const found = async (config: Fields) =>
      (await judged({ jobs: [{ name: 'a', script: 's3://d/x.py' }], ...config })).map(
        ({ code, path }) => `${code} ${path.join('.')}`,
      );
    expect(await found({ start: { schedule: 'daily' } })).toEqual(['GP230 start.schedule']);
    expect(await found({ schedule: 'cron(0 2 31 4 ? *)' })).toEqual(['GP231 schedule']);
    expect(await found({ schedule: 'cron(0 2 * * ? *)', start: { enabled: false } })).toEqual([]);
  });

  it('puts its complaints into the order of the file', async () => {
    const issues = await judged({
      jobs: [
        { name: 'b', script: 's3://d/x.py', timeout: 99_999, max_retries: 99 },
        { name: 'a', script: 's3://d/x.py', depends_on: ['c'] },
      ],
    });
    expect(issues.map(({ code }) => code)).toEqual(['GP218', 'GP219', 'GP204']);
  });
});
