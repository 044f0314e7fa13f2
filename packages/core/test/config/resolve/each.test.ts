import { describe, expect, it } from '@jest/globals';

import { complaints, meant } from './meant.ts';

const top = 'role: R\nglue_version: "6.0"\n';

describe('for_each', () => {
  it('makes an item of each entry of a map, and of each text of a list, in their order', async () => {
    const { jobs, groups } = await meant(`variables: { tables: { orders: { size: 2 }, items: { size: 9, note: big } } }
jobs:
  - name: load
    for_each: \${var.tables}
    script: s3://d/\${each.key}.py
    number_of_workers: \${each.value.size}
    description: \${name} \${each.value.note:-small}
  - { name: year, script: s3://d/y.py, for_each: [2024, 03.0, b], arguments: { y: "\${each.value}" } }`);
    expect(jobs?.map(({ name, script, number_of_workers: n, description }) => [name, script, n, description])).toEqual([
      ['load-orders', 's3://d/orders.py', 2, 'load-orders small'],
      ['load-items', 's3://d/items.py', 9, 'load-items big'],
      ['year-2024', 's3://d/y.py', undefined, undefined],
      ['year-03.0', 's3://d/y.py', undefined, undefined],
      ['year-b', 's3://d/y.py', undefined, undefined],
    ]);
    expect(jobs?.[3]?.arguments).toEqual({ y: '03.0' });
    expect(groups).toEqual([
      { list: 'jobs', name: 'load', items: ['load-orders', 'load-items'] },
      { list: 'jobs', name: 'year', items: ['year-2024', 'year-03.0', 'year-b'] },
    ]);
  });

  it('is changed by an environment as a whole and item by item', async () => {
    const text = `jobs: [{ name: load, script: s3://d/l.py, timeout: 1, for_each: { a: { n: 1 }, b: { n: 1 } }, number_of_workers: "\${each.value.n}" }]
environments: { dev: {}, prod: { jobs: { load: { timeout: 9, for_each: { a: { n: 5 }, b: null, c: { n: 7 } } } } } }`;
    const made = async (environment: string) =>
      (await meant(text, { environment })).jobs?.map(({ name, timeout, number_of_workers: n }) => [name, timeout, n]);
    expect(await made('dev')).toEqual([
      ['load-a', 1, 1],
      ['load-b', 1, 1],
    ]);
    expect(await made('prod')).toEqual([
      ['load-a', 9, 5],
      ['load-c', 9, 7],
    ]);
  });

  it('works for crawlers and triggers, and takes the defaults', async () => {
    const { crawlers, triggers } =
      await meant(`defaults: { crawlers: { database_name: "db_\${each.key}" }, triggers: { enabled: false } }
crawlers: [{ name: c, targets: { s3: ["s3://d/\${each.value}/"] }, for_each: { x: one, y: two } }]
triggers: [{ name: at, schedule: "cron(0 \${each.value} * * ? *)", actions: ["c-\${each.key}"], workflow: false, for_each: { x: 1, y: 2 } }]`);
    expect(crawlers?.map((each) => [each.name, each.database_name, each.targets?.s3])).toEqual([
      ['c-x', 'db_x', ['s3://d/one/']],
      ['c-y', 'db_y', ['s3://d/two/']],
    ]);
    expect(triggers?.map(({ name, schedule, actions, enabled }) => [name, schedule, actions, enabled])).toEqual([
      ['at-x', 'cron(0 1 * * ? *)', ['c-x'], false],
      ['at-y', 'cron(0 2 * * ? *)', ['c-y'], false],
    ]);
  });

  it('has keys that outlive another order, and a name that all items share', async () => {
    expect(
      await complaints(`jobs:
  - { name: a, script: s3://d/a.py, for_each: [x, y, x] }
  - { name: b, script: s3://d/b.py, for_each: [{ k: 1 }] }
  - { name: "c-\${each.key}", script: s3://d/c.py, for_each: [x] }
  - { name: d, script: s3://d/d.py, for_each: 5 }`),
    ).toEqual([
      'GP105 jobs[1].for_each[0] 4:48 jobs[1].for_each[0] must be text, not a map',
      'GP105 jobs[3].for_each 6:47 jobs[3].for_each must be a map, not 5',
    ]);
    expect(
      await complaints(`variables: { list: [{ k: 1 }], text: x }
jobs:
  - { name: a, script: s3://d/a.py, for_each: [x, y, x] }
  - { name: b, script: s3://d/b.py, for_each: "\${var.list}" }
  - { name: "c-\${each.key}", script: s3://d/c.py, for_each: [x] }
  - { name: d, script: s3://d/d.py, for_each: "\${var.text}" }`),
    ).toEqual([
      'GP119 variables.list[0] 2:21 a list of for_each holds texts, and this is a map',
      'GP119 variables.text 2:38 for_each must be a map or a list of texts, not "x"',
      'GP119 jobs[0].for_each[2] 4:54 for_each has "x" twice',
      'GP119 jobs[2].name 6:13 ${each.key} cannot stand in a name, which it is made of',
    ]);
  });

  it('tells once what is wrong with all items, and of each what is its own', async () => {
    expect(
      await complaints(`${top}jobs:
  - { name: load, script: s3://d/l.py, timeout: 99999, for_each: [a, b, c], depends_on: ["x-\${each.key}", "x-a"] }
  - { name: x-a, script: s3://d/x.py }
  - { name: n, script: s3://d/n.py, for_each: { a: { t: 1 }, b: { t: many }, c: { t: 0 } }, timeout: "\${each.value.t}" }`),
    ).toEqual([
      'GP105 jobs[2].for_each.b.t 7:70 jobs[2].timeout must be a number, not "many"',
      'GP105 jobs[2].for_each.c.t 7:86 jobs[2].timeout must be 1 or more, not 0',
    ]);
    expect(
      await complaints(`${top}jobs:
  - { name: load, script: s3://d/l.py, timeout: 99999, for_each: [a, b, c], depends_on: ["x-\${each.key}", "x-a"] }
  - { name: x-a, script: s3://d/x.py }`),
    ).toEqual([
      'GP218 jobs[0].timeout 5:49 job "load" has a timeout of 99999 minutes',
      'GP204 jobs[0].depends_on[0] 5:90 job "load" depends on "x-b", which does not exist',
      'GP204 jobs[0].depends_on[0] 5:90 job "load" depends on "x-c", which does not exist',
    ]);
  });
});
