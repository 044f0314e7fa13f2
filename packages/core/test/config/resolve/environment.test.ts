import { describe, expect, it } from '@jest/globals';

import { complaints, meant } from './meant.ts';

const two =
  'jobs: [{ name: load, script: s3://d/load.py, timeout: 5, tags: { a: 1 } }, { name: tidy, script: s3://d/tidy.py, depends_on: [load] }]\n';

describe('an environment', () => {
  it('changes any key: of jobs, crawlers and triggers by name, of the rest key by key', async () => {
    const text = `${two}
role: R
tags: { team: data, cost: "1" }
naming: { job: "x-\${name}" }
schedule: cron(0 2 * * ? *)
workflow: { max_concurrent_runs: 1, description: nightly }
alerts: { emails: [a@example.com] }
workflows: { side: { schedule: cron(0 4 * * ? *) } }
crawlers: [{ name: c, database_name: d, targets: { s3: [s3://d/c] }, workflow: side }]
triggers: [{ name: t, when: [tidy], actions: [load] }]
defaults: { jobs: { max_retries: 1 }, crawlers: { table_prefix: a } }
environments:
  prod:
    role: P
    account_id: "123456789012"
    tags: { cost: "2", team: null }
    naming: "y-\${name}"
    start: { enabled: false }
    workflow: { max_concurrent_runs: null }
    alerts: { emails: [b@example.com] }
    workflows: { side: { start: { schedule: null } } }
    defaults: { jobs: { max_retries: 2, metrics: true } }
    jobs: { load: { timeout: 9, worker_type: G.2X, number_of_workers: 4, tags: { b: 2 } }, tidy: { depends_on: null } }
    crawlers: { c: { database_name: p } }
    triggers: { t: { enabled: false, when: [load] } }
`;
    const { pipeline, jobs, crawlers, triggers, absent, groups, ...rest } = await meant(text, { environment: 'prod' });
    expect([absent, groups, pipeline.environment]).toEqual([[], [], 'prod']);
    expect(rest).toEqual({
      pipeline_name: 'sales',
      environment: 'prod',
      role: 'P',
      account_id: '123456789012',
      tags: { cost: '2' },
      naming: { job: 'y-${name}', crawler: 'y-${name}' },
      start: { schedule: 'cron(0 2 * * ? *)', enabled: false },
      workflow: { description: 'nightly' },
      alerts: { emails: ['b@example.com'] },
      workflows: { side: { start: {} } },
    });
    const common = { max_retries: 2, arguments: { '--enable-metrics': '' } };
    expect(jobs).toEqual([
      {
        ...common,
        name: 'load',
        script: 's3://d/load.py',
        timeout: 9,
        worker_type: 'G.2X',
        number_of_workers: 4,
        tags: { a: '1', b: '2' },
      },
      { ...common, name: 'tidy', script: 's3://d/tidy.py' },
    ]);
    expect(crawlers).toEqual([
      { table_prefix: 'a', name: 'c', database_name: 'p', targets: { s3: ['s3://d/c'] }, workflow: 'side' },
    ]);
    expect(triggers).toEqual([{ name: 't', when: ['load'], actions: ['load'], enabled: false }]);
  });

  it('is chosen by the command line, else by the file, else dev; "*" serves all others', async () => {
    const text = (first: string) =>
      `${first}environments: { dev: { role: D }, prod: { role: P }, "*": { role: "O-\${environment}" } }`;
    expect((await meant(text(''))).role).toBe('D');
    expect((await meant(text('environment: prod\n'))).role).toBe('P');
    expect((await meant(text('environment: prod\n'), { environment: 'feature-x' })).role).toBe('O-feature-x');
    expect((await meant(text('environment: ${env.STAGE:-dev}\n'), { env: { STAGE: 'prod' } })).role).toBe('P');
    expect((await meant(text('environment: ${env.STAGE:-prod}\n'))).role).toBe('P');
  });

  it('may be any where the file lists none, and one of those that it lists otherwise', async () => {
    expect((await meant('role: R', { environment: 'x' })).environment).toBe('x');
    expect((await meant('role: R\nenvironments: {}', { environment: 'x' })).environment).toBe('x');
    expect((await meant('role: R\nenvironments: { dev: , prod: {} }')).role).toBe('R');
    expect(await complaints('environments: { dev: {}, prod: {} }', { environment: 'prd' })).toEqual([
      'GP117 environments 2:15 environment "prd" is none of those of this file',
    ]);
    expect(await complaints('environment: prd\nenvironments: { dev: {}, prod: {} }')).toEqual([
      'GP117 environment 2:14 environment "prd" is none of those of this file',
    ]);
  });

  it('takes entries away with null, and short forms of the top with theirs', async () => {
    const text = `${two}schedule: cron(0 2 * * ? *)\nenvironments: { dev: { schedule: null, jobs: { tidy: null } }, prod: { start: null } }`;
    const dev = await meant(text);
    expect(dev.jobs?.map(({ name }) => name)).toEqual(['load']);
    expect([dev.start, dev.schedule, dev.absent]).toEqual([undefined, undefined, ['tidy']]);
    expect((await meant(text, { environment: 'prod' })).start).toBeUndefined();
  });

  it('has variables of its own', async () => {
    const text = `variables: { size: { workers: 2, kind: G.1X }, bucket: "data-\${environment}" }
jobs: [{ name: load, script: "s3://\${var.bucket}/load.py", worker_type: "\${var.size.kind}", number_of_workers: "\${var.size.workers}" }]
environments: { dev: {}, prod: { variables: { size: { workers: 20 }, bucket: live } } }`;
    const job = async (environment: string) => (await meant(text, { environment })).jobs?.[0];
    expect(await job('dev')).toEqual({
      name: 'load',
      script: 's3://data-dev/load.py',
      worker_type: 'G.1X',
      number_of_workers: 2,
    });
    expect(await job('prod')).toEqual({
      name: 'load',
      script: 's3://live/load.py',
      worker_type: 'G.1X',
      number_of_workers: 20,
    });
  });

  it('is checked in every key, whichever is meant', async () => {
    expect(
      await complaints(
        `${two}environments: { prod: { jbos: {}, pipeline_name: x, jobs: { load: { timout: 1, name: y } } }, dev: { jobs: { load: { type: x } } } }`,
      ),
    ).toEqual([
      'GP103 environments.prod.jbos 3:25 unknown key "jbos" in environments.prod',
      'GP103 environments.prod.pipeline_name 3:35 unknown key "pipeline_name" in environments.prod',
      'GP103 environments.prod.jobs.load.timout 3:69 unknown key "timout" in environments.prod.jobs.load',
      'GP103 environments.prod.jobs.load.name 3:80 unknown key "name" in environments.prod.jobs.load',
      'GP106 environments.dev.jobs.load.type 3:124 environments.dev.jobs.load.type is "x", which is none of glueetl, pythonshell, streaming, gluestreaming',
    ]);
  });

  it('changes only what there is', async () => {
    expect(
      await complaints(`${two}environments: { dev: { jobs: { laod: { timeout: 1 } }, crawlers: { c: null } } }`),
    ).toEqual([
      'GP118 environments.dev.jobs.laod 3:32 job "laod" is changed for an environment, but jobs has none of that name',
      'GP118 environments.dev.crawlers.c 3:68 crawler "c" is changed for an environment, but crawlers has none of that name',
    ]);
  });

  it('is pointed to where it is wrong', async () => {
    expect(
      await complaints(
        `role: R\nglue_version: "6.0"\n${two}environments:\n  dev: { jobs: { load: { timeout: 99999 } }, schedule: never }`,
      ),
    ).toEqual([
      'GP218 environments.dev.jobs.load.timeout 6:35 job "load" has a timeout of 99999 minutes',
      'GP230 environments.dev.schedule 6:56 the schedule cannot be read: "never" is no cron(…)',
    ]);
  });
});

describe('only_in', () => {
  const text = `variables: { where: [prod] }
jobs:
  - { name: load, script: s3://d/load.py }
  - { name: check, script: s3://d/check.py, only_in: [dev, staging] }
  - { name: publish, script: s3://d/publish.py, only_in: "\${var.where}", description: "\${var.live}" }
  - { name: copy, script: s3://d/copy.py, for_each: { eu: { in: [prod] }, us: {} }, only_in: "\${each.value.in:-}" }
environments: { prod: { variables: { live: yes } }, "*": {} }`;

  it('keeps an entry, or an item of one, to its environments; the rest need not know its names', async () => {
    const names = async (environment: string) => (await meant(text, { environment })).jobs?.map(({ name }) => name);
    expect(await names('dev')).toEqual(['load', 'check', 'copy-us']);
    expect(await names('prod')).toEqual(['load', 'publish', 'copy-eu', 'copy-us']);
    expect((await meant(text, { environment: 'x' })).absent).toEqual(['check', 'publish', 'copy-eu']);
  });

  it('leaves no reference without a word', async () => {
    expect(
      await complaints(
        `role: R\nglue_version: "6.0"\njobs: [{ name: a, script: s3://d/a.py, only_in: [prod] }, { name: b, script: s3://d/b.py, depends_on: [a] }]`,
      ),
    ).toEqual(['GP204 jobs[1].depends_on[0] 4:104 job "b" depends on "a", which is not in environment "dev"']);
  });
});
