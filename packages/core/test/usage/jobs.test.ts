import { describe, expect, it } from '@jest/globals';

import type { JobDefinition } from '../../src/resources/job.ts';
import { job, made, said, shell, spark, tags, without } from './written.ts';

type Row = readonly [property: string, yaml: string, definition: JobDefinition];

const version = (GlueVersion: string, Timeout: number): JobDefinition => ({ ...spark, GlueVersion, Timeout });
const size = (WorkerType: string, NumberOfWorkers: number): JobDefinition => ({
  ...spark,
  WorkerType,
  NumberOfWorkers,
});
const kind = (Name: string, from: JobDefinition = spark): JobDefinition => ({
  ...from,
  Command: { ...from.Command, Name },
});
const python = (PythonVersion: string, from: JobDefinition): JobDefinition => ({
  ...from,
  Command: { ...from.Command, PythonVersion },
});
/** A job of the years of DPUs: no workers. */
const dpus = (MaxCapacity: number): JobDefinition => ({
  ...without(version('1.0', 2880), 'WorkerType', 'NumberOfWorkers'),
  MaxCapacity,
});
/** A streaming job has neither a class nor a timeout unless it says one. */
const streaming = without(kind('gluestreaming'), 'ExecutionClass', 'Timeout');

const rows: readonly Row[] = [
  ['nothing but a script', '', spark],
  ['Description', 'description: Loads the orders', { ...spark, Description: 'Loads the orders' }],
  ['Role by name', 'role: GlueRole', { ...spark, Role: 'GlueRole' }],
  [
    'Role by ARN',
    'role: "arn:aws:iam::123456789012:role/service-role/GlueRole"',
    { ...spark, Role: 'arn:aws:iam::123456789012:role/service-role/GlueRole' },
  ],

  ['Command glueetl, said', 'type: glueetl', spark],
  ['Command pythonshell', 'type: pythonshell', shell],
  ['Command gluestreaming, in our word', 'type: streaming', streaming],
  ["Command gluestreaming, in Glue's word", 'type: gluestreaming', streaming],
  [
    'a Scala job with its class and its jars',
    'language: scala, class: com.acme.Load, extra_jars: ["s3://b/load.jar", "s3://b/lib.jar"]',
    {
      ...spark,
      DefaultArguments: {
        '--job-language': 'scala',
        '--class': 'com.acme.Load',
        '--extra-jars': 's3://b/load.jar,s3://b/lib.jar',
      },
    },
  ],

  ['PythonVersion 3 without quotes', 'python_version: 3', spark],
  ['PythonVersion "3"', 'python_version: "3"', spark],
  ['PythonVersion 3.9 without quotes', 'type: pythonshell, python_version: 3.9', shell],
  ['PythonVersion 3 of a Python shell', 'type: pythonshell, python_version: 3', python('3', shell)],

  ['GlueVersion 3.0 without quotes', 'glue_version: 3.0', version('3.0', 2880)],
  ['GlueVersion 4.0 without quotes', 'glue_version: 4.0', version('4.0', 2880)],
  ['GlueVersion "4.0"', 'glue_version: "4.0"', version('4.0', 2880)],
  ['GlueVersion 5.0', 'glue_version: 5.0', version('5.0', 480)],
  ['GlueVersion 2.0, which has ended', 'glue_version: 2.0', version('2.0', 2880)],
  ['GlueVersion 1.0, which has ended', 'glue_version: 1.0', version('1.0', 2880)],
  ['GlueVersion 1.0 of a Python shell', 'type: pythonshell, glue_version: 1.0', { ...shell, GlueVersion: '1.0' }],

  ['two G.1X', 'worker_type: G.1X, number_of_workers: 2', size('G.1X', 2)],
  ['ten G.1X', 'worker_type: G.1X, number_of_workers: 10', size('G.1X', 10)],
  ['one worker', 'worker_type: G.1X, number_of_workers: 1', size('G.1X', 1)],
  ['145 workers', 'worker_type: G.1X, number_of_workers: 145', size('G.1X', 145)],
  ['Standard', 'worker_type: Standard, number_of_workers: 2', size('Standard', 2)],
  ['G.2X', 'worker_type: G.2X, number_of_workers: 4', size('G.2X', 4)],
  ['G.4X', 'worker_type: G.4X, number_of_workers: 8', size('G.4X', 8)],
  ['G.8X', 'worker_type: G.8X, number_of_workers: 12', size('G.8X', 12)],
  ...[1, 2, 3, 5, 10].map((count): Row => [
    `MaxCapacity ${count} of an old Spark job`,
    `glue_version: 1.0, max_capacity: ${count}`,
    dpus(count),
  ]),
  ['MaxCapacity 0.0625', 'type: pythonshell, max_capacity: 0.0625', shell],
  ['MaxCapacity 1 of a Python shell', 'type: pythonshell, max_capacity: 1', { ...shell, MaxCapacity: 1 }],
  ['MaxCapacity 1.0 of a Python shell', 'type: pythonshell, max_capacity: 1.0', { ...shell, MaxCapacity: 1 }],

  ...[15, 60, 120, 240, 360, 480, 1200, 1440, 2880].map((minutes): Row => [
    `Timeout ${minutes}`,
    `timeout: ${minutes}`,
    { ...spark, Timeout: minutes },
  ]),
  ...[0, 1, 2, 3].map((count): Row => [
    `MaxRetries ${count}`,
    `max_retries: ${count}`,
    { ...spark, MaxRetries: count },
  ]),
  ...[1, 2, 3, 5, 10, 16, 20, 64, 100, 150, 200].map((count): Row => [
    `MaxConcurrentRuns ${count}`,
    `max_concurrent_runs: ${count}`,
    { ...spark, ExecutionProperty: { MaxConcurrentRuns: count } },
  ]),
  ['ExecutionClass STANDARD', 'execution_class: STANDARD', spark],
  ['ExecutionClass FLEX', 'execution_class: FLEX', { ...spark, ExecutionClass: 'FLEX' }],
  [
    'Connections',
    'connections: [redshift, "data platform / rds"]',
    { ...spark, Connections: { Connections: ['redshift', 'data platform / rds'] } },
  ],
  ['SecurityConfiguration', 'security_configuration: sec', { ...spark, SecurityConfiguration: 'sec' }],
  ['NotificationProperty', 'notify_delay_after: 30', { ...spark, NotificationProperty: { NotifyDelayAfter: 30 } }],
  [
    'NonOverridableArguments',
    'non_overridable_arguments: {target: lake}',
    { ...spark, NonOverridableArguments: { '--target': 'lake' } },
  ],
];

describe('what real jobs set', () => {
  it.each(rows)('%s', async (_property, yaml, definition) => {
    const jobs = await made('job', `jobs: [{name: a, script: "s3://b/a.py"${yaml === '' ? '' : ', '}${yaml}}]`);
    expect(jobs.map((each) => each.definition)).toEqual([definition]);
  });

  it('passes on what it has no word for, as it is written', async () => {
    const [only] = await made('job', 'jobs: [{name: a, script: "s3://b/a.py", extra: {LogUri: "s3://b/logs/"}}]');
    expect(only?.extra).toEqual({ LogUri: 's3://b/logs/' });
  });

  it.each([
    ['by a workspace prefix', 'name: a, resource_name: prod-orders', 'prod-orders'],
    ['with spaces and slashes', 'name: Platform / GC Notify / Curated', 'sales-dev-Platform / GC Notify / Curated'],
    ['with a name of its own in AWS', 'name: a, resource_name: Platform / GC Notify', 'Platform / GC Notify'],
    ['with dots and underscores', 'name: orders_v1.2', 'sales-dev-orders_v1.2'],
  ])('names a job %s', async (_how, yaml, name) => {
    const jobs = await made('job', `jobs: [{${yaml}, script: "s3://b/a.py"}]`);
    expect(jobs).toEqual([{ kind: 'job', name, label: expect.any(String) as unknown, tags, definition: spark }]);
  });

  it('gives a job the tags of the file under its own, and its trigger those of the file', async () => {
    const config = 'tags: {team: data, cost: a}\njobs: [{name: a, script: "s3://b/a.py", tags: {cost: 7}}]\nstart: {}';
    expect((await made('job', config)).map((each) => each.tags)).toEqual([{ team: 'data', cost: '7', ...tags }]);
    expect((await made('trigger', config)).map((each) => each.tags)).toEqual([{ team: 'data', cost: 'a', ...tags }]);
  });

  it('lets fields be shared: those of all jobs, those of a kind over them, those of the job over both', async () => {
    const jobs = await made(
      'job',
      `
role: FileRole
glue_version: 4.0
defaults:
  jobs: {timeout: 60, max_retries: 1, role: JobRole, arguments: {env: dev, level: INFO}, tags: {a: 1}}
  glueetl: {worker_type: G.2X, number_of_workers: 4, timeout: 120, arguments: {level: WARN}}
  pythonshell: {max_capacity: 1}
jobs:
  - {name: a, script: "s3://b/a.py", number_of_workers: 6, arguments: {table: orders}, tags: {b: 2}}
  - {name: b, script: "s3://b/a.py", type: pythonshell, role: Own, arguments: {level: null}}
`,
    );
    expect(jobs.map(({ definition, tags: own }) => [definition, own])).toEqual([
      [
        {
          ...version('4.0', 120),
          Role: 'JobRole',
          MaxRetries: 1,
          WorkerType: 'G.2X',
          NumberOfWorkers: 6,
          DefaultArguments: { '--env': 'dev', '--level': 'WARN', '--table': 'orders' },
        },
        { a: '1', b: '2', ...tags },
      ],
      [
        { ...shell, Role: 'Own', Timeout: 60, MaxRetries: 1, MaxCapacity: 1, DefaultArguments: { '--env': 'dev' } },
        { a: '1', ...tags },
      ],
    ]);
  });
});

describe('what real jobs get wrong is refused or told, and never guessed', () => {
  it.each([
    ['both styles of capacity', { max_capacity: 10, worker_type: 'G.1X', number_of_workers: 2 }, 'GP213'],
    ['DPUs on a version that takes workers', { max_capacity: 10, glue_version: '4.0' }, 'GP213'],
    ['Python 2', { python_version: '2' }, 'GP215'],
    ['a Python shell of three DPUs', { type: 'pythonshell', max_capacity: 3 }, 'GP214'],
    ['MaxConcurrentRuns where it is not', { execution_property: { MaxConcurrentRuns: 2 } }, 'GP103'],
    ['AllocatedCapacity', { allocated_capacity: 10 }, 'GP103'],
    ['a Glue version that has ended', { glue_version: '2.0' }, 'GP209'],
  ])('%s', async (_what, fields, code) => {
    expect(await said({ jobs: [job('a', fields)] })).toContain(code);
  });
});
