import { describe, expect, it } from '@jest/globals';

import { load } from '../../src/pipeline/load.ts';
import { desired } from '../../src/resources/desired.ts';
import type { JobDefinition } from '../../src/resources/job.ts';
import type { TriggerDefinition } from '../../src/resources/trigger.ts';
import { testTarget } from '../../src/testing/builders.ts';
import { shell, spark } from './written.ts';

interface Sent {
  readonly jobs: Readonly<Record<string, JobDefinition>>;
  readonly triggers: Readonly<Record<string, TriggerDefinition>>;
}

/** What a YAML config becomes in an environment, by the names in AWS. */
async function sent(environment: string, text: string): Promise<Sent> {
  const loaded = await load('config.yaml', `pipeline_name: sales\n${text}`, { environment });
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  }
  const all = desired(loaded.value.pipeline, testTarget, {});
  return {
    jobs: Object.fromEntries(all.flatMap((each) => (each.kind === 'job' ? [[each.name, each.definition]] : []))),
    triggers: Object.fromEntries(
      all.flatMap((each) => (each.kind === 'trigger' ? [[each.name, each.definition]] : [])),
    ),
  };
}

describe('environments as teams have them', () => {
  it('give names a prefix, a suffix, or that of a branch', async () => {
    const names = async (naming: string, environment: string) =>
      Object.keys((await sent(environment, `naming: "${naming}"\njobs: [{ name: load, script: s3://b/a.py }]`)).jobs);
    expect(await names('${environment}-${name}', 'prod')).toEqual(['prod-load']);
    expect(await names('${name}_${environment}', 'dev')).toEqual(['load_dev']);
    expect(await names('team-${name}-${environment}', 'feature-x')).toEqual(['team-load-feature-x']);
  });

  it('replace variables in every text', async () => {
    const { jobs } = await sent(
      'prod',
      `variables: { account: "123456789012", bucket: "b-\${environment}", days: 7, full: false }
jobs:
  - name: load
    script: s3://\${var.bucket}/a.py
    role: arn:aws:iam::\${var.account}:role/etl
    description: \${pipeline_name} in \${environment}
    connections: ["db-\${environment}"]
    security_configuration: sec-\${environment}
    arguments: { days: "\${var.days}", full: "\${var.full}", empty: "", where: "s3://\${var.bucket}/x" }
    tags: { stage: "\${environment}" }`,
    );
    expect(jobs['sales-prod-load']).toEqual({
      ...spark,
      Role: 'arn:aws:iam::123456789012:role/etl',
      Description: 'sales in prod',
      Command: { ...spark.Command, ScriptLocation: 's3://b-prod/a.py' },
      Connections: { Connections: ['db-prod'] },
      SecurityConfiguration: 'sec-prod',
      DefaultArguments: { '--days': '7', '--full': 'false', '--empty': '', '--where': 's3://b-prod/x' },
    });
  });

  it('change capacity, class, version, schedule, activation and existence', async () => {
    const text = `schedule: cron(0 2 * * ? *)
jobs:
  - { name: load, script: s3://b/a.py, worker_type: G.1X, number_of_workers: 2, glue_version: "4.0", execution_class: FLEX }
  - { name: tidy, script: s3://b/a.py, type: pythonshell, max_capacity: 1, depends_on: [load] }
environments:
  prod:
    schedule: cron(0 4 * * ? *)
    jobs: { load: { worker_type: G.4X, number_of_workers: 40, glue_version: "5.0", execution_class: null }, tidy: { max_capacity: 0.0625 } }
  dev:
    start: { enabled: false }
    jobs: { tidy: null }`;
    const prod = await sent('prod', text);
    expect(prod.jobs).toEqual({
      'sales-prod-load': { ...spark, WorkerType: 'G.4X', NumberOfWorkers: 40, GlueVersion: '5.0' },
      'sales-prod-tidy': shell,
    });
    expect(prod.triggers['sales-prod-start']).toMatchObject({ Schedule: 'cron(0 4 * * ? *)', enabled: true });
    const dev = await sent('dev', text);
    expect(Object.keys(dev.jobs)).toEqual(['sales-dev-load']);
    expect(dev.triggers).toEqual({
      'sales-dev-start': {
        WorkflowName: 'sales-dev',
        Type: 'SCHEDULED',
        Schedule: 'cron(0 2 * * ? *)',
        Actions: [{ JobName: 'sales-dev-load' }],
        enabled: false,
      },
    });
  });

  it('switch single triggers', async () => {
    const text = `jobs: [{ name: a, script: s3://b/a.py }, { name: b, script: s3://b/a.py, depends_on: [a] }]
triggers: [{ name: nightly, schedule: cron(0 1 * * ? *), actions: [{ job: a, arguments: { full: true } }], workflow: false }]
environments: { dev: { triggers: { nightly: { enabled: false } }, jobs: { b: { trigger: { enabled: false } } } }, prod: {} }`;
    const enabled = async (environment: string) =>
      Object.entries((await sent(environment, text)).triggers).map(([name, { enabled: on }]) => `${name} ${on}`);
    expect(await enabled('dev')).toEqual(['sales-dev-start true', 'sales-dev-run-b false', 'sales-dev-nightly false']);
    expect(await enabled('prod')).toEqual([
      'sales-prod-start true',
      'sales-prod-run-b true',
      'sales-prod-nightly true',
    ]);
  });
});

describe('loops as teams have them', () => {
  it('make jobs and triggers of one template, with several firings of one job', async () => {
    const { jobs, triggers } = await sent(
      'dev',
      `variables: { tables: { orders: { size: 2 }, items: { size: 8 } } }
jobs:
  - name: load
    for_each: \${var.tables}
    script: s3://b/a.py
    worker_type: G.1X
    number_of_workers: \${each.value.size}
    arguments: { table: "\${each.key}" }
triggers:
  - name: hourly
    for_each: { eu: 1, us: 7 }
    schedule: cron(0 \${each.value} * * ? *)
    workflow: false
    actions: [{ job: load-orders, arguments: { region: "\${each.key}" } }]`,
    );
    const load = (table: string, NumberOfWorkers: number) => ({
      ...spark,
      NumberOfWorkers,
      DefaultArguments: { '--table': table },
    });
    expect(jobs).toEqual({ 'sales-dev-load-orders': load('orders', 2), 'sales-dev-load-items': load('items', 8) });
    const hourly = (region: string, hour: number) => ({
      Type: 'SCHEDULED',
      Schedule: `cron(0 ${hour} * * ? *)`,
      Actions: [{ JobName: 'sales-dev-load-orders', Arguments: { '--region': region } }],
      enabled: true,
    });
    expect(triggers).toEqual({ 'sales-dev-hourly-eu': hourly('eu', 1), 'sales-dev-hourly-us': hourly('us', 7) });
  });

  it('put layers behind each other, a crawler of each table between', async () => {
    const { triggers } = await sent(
      'dev',
      `variables: { tables: [a, b] }
jobs:
  - { name: read, script: s3://b/a.py, for_each: "\${var.tables}" }
  - { name: clean, script: s3://b/a.py, for_each: "\${var.tables}", depends_on: ["raw-\${each.key}"] }
  - { name: sum, script: s3://b/a.py, depends_on: [clean] }
crawlers:
  - { name: raw, database_name: lake, targets: { s3: ["s3://b/\${each.key}/"] }, for_each: "\${var.tables}", depends_on: ["read-\${each.key}"] }`,
    );
    const ended = (name: string) => ({ LogicalOperator: 'EQUALS', JobName: `sales-dev-${name}`, State: 'SUCCEEDED' });
    expect(Object.keys(triggers)).toEqual(
      ['start', 'run-clean-a', 'run-clean-b', 'run-sum', 'run-raw-a', 'run-raw-b'].map((name) => `sales-dev-${name}`),
    );
    expect(triggers['sales-dev-run-raw-b']).toMatchObject({
      Predicate: { Logical: 'AND', Conditions: [ended('read-b')] },
      Actions: [{ CrawlerName: 'sales-dev-raw-b' }],
    });
    expect(triggers['sales-dev-run-sum']?.Predicate).toEqual({
      Logical: 'AND',
      Conditions: [ended('clean-a'), ended('clean-b')],
    });
  });

  it('take roles, connections and workflows that others own, by name', async () => {
    const { jobs, triggers } = await sent(
      'prod',
      `workflow: { existing: true, resource_name: "nightly-\${environment}" }
jobs:
  - { name: theirs, existing: true, for_each: [x, y], resource_name: "\${environment}-\${each.key}" }
  - { name: ours, script: s3://b/a.py, role: "their-role-\${environment}", connections: ["db-\${environment}"], depends_on: [theirs] }`,
    );
    expect(jobs['sales-prod-ours']).toEqual({
      ...spark,
      Role: 'their-role-prod',
      Connections: { Connections: ['db-prod'] },
    });
    expect(triggers['sales-prod-run-ours']).toMatchObject({
      WorkflowName: 'nightly-prod',
      Predicate: { Conditions: [{ JobName: 'prod-x' }, { JobName: 'prod-y' }] },
    });
  });
});
