import { describe, expect, it } from '@jest/globals';

import { complaints, meant } from './meant.ts';

const job = (fields: string) => `jobs: [{ name: load, script: s3://d/load.py, ${fields} }]\n`;

/** The one job of a config. */
async function loaded(variables: string, fields: string, overrides: Parameters<typeof meant>[1] = {}) {
  const { jobs } = await meant(`variables: ${variables}\n${job(fields)}`, overrides);
  return jobs?.[0];
}

describe('a value that is one ${…}', () => {
  it('keeps the type of what it names, at any key', async () => {
    expect(
      await loaded(
        '{ workers: 5, share: 0.5, on: true, kind: pythonshell, names: [a, b], map: { x: 1, y: [2] }, version: 3.0 }',
        [
          'timeout: "${var.workers}"',
          'max_capacity: "${var.share}"',
          'job_run_queuing_enabled: "${var.on}"',
          'type: "${var.kind}"',
          'connections: "${var.names}"',
          'tags: { team: "${var.names}" }',
          'extra: "${var.map}"',
          'glue_version: "${var.version}"',
        ]
          .join(', ')
          .replace('tags: { team: "${var.names}" }', 'tags: { team: "x${var.names}" }'),
      ),
    ).toEqual({
      name: 'load',
      script: 's3://d/load.py',
      timeout: 5,
      max_capacity: 0.5,
      job_run_queuing_enabled: true,
      type: 'pythonshell',
      connections: ['a', 'b'],
      tags: { team: 'xa,b' },
      extra: { x: 1, y: [2] },
      glue_version: '3.0',
    });
  });

  it('may be an item of a list, and a whole block', async () => {
    const config = await meant(
      'variables: { first: a, start: { schedule: cron(0 2 * * ? *), enabled: false } }\nstart: ${var.start}\n' +
        'jobs: [{ name: a, script: s3://d/a.py }, { name: b, script: s3://d/b.py, depends_on: ["${var.first}"] }]',
    );
    expect(config.start).toEqual({ schedule: 'cron(0 2 * * ? *)', enabled: false });
    expect(config.jobs?.[1]?.depends_on).toEqual(['a']);
  });

  it('is checked for what it comes to, and complained of where that is written', async () => {
    const variables = 'variables: { minutes: two hours, kind: sparkle }\n';
    expect(await complaints(variables + job('timeout: "${var.minutes}", type: "${var.kind}"'))).toEqual([
      'GP105 variables.minutes 2:23 jobs[0].timeout must be a number, not "two hours"',
      'GP106 variables.kind 2:40 jobs[0].type is "sparkle", which is none of glueetl, pythonshell, streaming, gluestreaming',
    ]);
  });
});

describe('a ${…} inside a text', () => {
  it.each([
    ['{ n: 3.0 }', 'v${var.n}', 'v3.0'],
    ['{ n: true }', '${var.n}!', 'true!'],
    ['{ n: [a, 2, 3.0] }', 'in ${var.n}', 'in a,2,3.0'],
    ['{ n: { b: 1, a: 2 } }', 'of ${var.n}', 'of b,a'],
    ['{ n: { a: { b: [x] } } }', '<${var.n.a.b}>', '<x>'],
    ['{ n: "" }', '<${var.n}>', '<>'],
    ['{ n: " " }', '<${var.n}>', '< >'],
    ['{}', '$${var.n}', '${var.n}'],
    ['{}', '${var.n:-x y}', 'x y'],
    ['{}', '<${var.n:-}>', '<>'],
    ['{ n: null }', '${var.n:-d}', 'd'],
    ['{ m: 1 }', '${var.n:-${var.m:-2}}', '1'],
    ['{ m: "${var.k}/${environment}", k: "${pipeline_name}" }', 's3://${var.m}', 's3://sales/dev'],
  ])('variables %s: %j is %j', async (variables, text, wanted) => {
    expect((await loaded(variables, `arguments: { "--a": '${text}' }`))?.arguments).toEqual({ '--a': wanted });
  });
});

describe('${x:-}', () => {
  it('is as though the key or the item were not written', async () => {
    const fields = 'description: "${var.n:-}", connections: [a, "${var.n:-}", b], timeout: "${var.n:-}"';
    expect(await loaded('{}', fields)).toEqual({ name: 'load', script: 's3://d/load.py', connections: ['a', 'b'] });
  });

  it('lets a default of the file show', async () => {
    const config = await meant(`defaults: { jobs: { timeout: 7 } }\n${job('timeout: "${var.n:-}"')}`);
    expect(config.jobs?.[0]?.timeout).toBeUndefined();
  });
});

describe('names', () => {
  it('are those of the place, the file and the entry, in defaults as well', async () => {
    const config = await meant(
      'region: eu-west-1\naccount_id: "123456789012"\nnaming: "${environment}-${name}"\n' +
        'defaults: { jobs: { description: "${name} is ${resource_name}", tags: { at: "${region}/${account_id}" } } }\n' +
        'jobs: [{ name: a, script: s3://d/a.py }, { name: b, script: s3://d/b.py, resource_name: "B-${environment}" }]',
      { environment: 'prod' },
    );
    expect(config.jobs?.map(({ description, tags }) => [description, tags?.at])).toEqual([
      ['a is prod-a', 'eu-west-1/123456789012'],
      ['b is B-prod', 'eu-west-1/123456789012'],
    ]);
  });

  it('of the Region follow what is said on the command line', async () => {
    expect((await meant('region: eu-west-1\ndescription: ${region}', { region: 'us-east-1' })).description).toBe(
      'us-east-1',
    );
  });

  it('that mean nothing are errors where they stand, all of them', async () => {
    expect(
      await complaints(
        'variables: { bucket: b, other: "${var.bukket}" }\ndescription: "${stage}"\n' +
          job('arguments: { "--a": "${var.bukket}", "--b": "${each.key}", "--c": "${name", "--d": "${envronment}" }'),
      ),
    ).toEqual([
      'GP108 variables.other 2:32 ${var.bukket} names no variable that has a value',
      'GP108 description 3:14 ${stage} means nothing here',
      'GP108 jobs[0].arguments."--a" 4:66 ${var.bukket} names no variable that has a value',
      'GP108 jobs[0].arguments."--b" 4:90 ${each.key} stands in an entry without for_each',
      'GP108 jobs[0].arguments."--c" 4:112 "${name" holds a ${ without its }',
      'GP108 jobs[0].arguments."--d" 4:129 ${envronment} means nothing here',
    ]);
  });

  it('that need each other are errors, once', async () => {
    expect(
      await complaints('variables: { a: "${var.b}", b: "x${var.c.d}", c: { d: "${var.a}", e: "${var.c.d:-1}" } }'),
    ).toEqual(['GP109 variables.c.d 2:55 these values need each other: var.a → var.b → var.c.d → var.a']);
    expect(await complaints(job('resource_name: "${resource_name}-x"'))).toEqual([
      'GP109 jobs[0].resource_name 2:61 ${resource_name} is asked for by the very name that it is',
    ]);
  });

  it('of siblings in one variable are no circle', async () => {
    expect((await meant('variables: { a: { x: 1, y: "${var.a.x}" } }\ndescription: "y${var.a.y}"')).description).toBe(
      'y1',
    );
  });
});

describe('what is not known yet', () => {
  const text = `role: "\${env.ROLE}"\nregion: "\${env.REGION}"\n${job('worker_type: G.1X, number_of_workers: "${env.WORKERS}", execution_class: "${env.CLASS}"')}`;

  it('has its place held while it is only validated, and nothing is said of it', async () => {
    expect(await complaints(text)).toEqual([]);
    expect((await meant(text)).role).toBe('${env.ROLE}');
    const account =
      'variables: { bucket: "data-${account_id}" }\njobs: [{ name: load, script: "s3://${var.bucket}/x.py" }]';
    expect(await complaints(account)).toEqual([]);
    expect((await meant(account)).jobs?.[0]?.script).toBe('s3://data-${account_id}/x.py');
  });

  it('is an error where a plan is made, but for what only AWS can say', async () => {
    expect(await complaints(text, { isComplete: true })).toEqual([
      'GP116 role 2:7 the environment variable ROLE is not set',
      'GP116 region 3:9 the environment variable REGION is not set',
      'GP116 jobs[0].number_of_workers 4:84 the environment variable WORKERS is not set',
      'GP116 jobs[0].execution_class 4:119 the environment variable CLASS is not set',
    ]);
    expect(await complaints('description: "${account_id} ${region}"', { isComplete: true })).toEqual([]);
  });

  it('is what the environment says, numbers as numbers', async () => {
    const env = { ROLE: 'R', REGION: 'eu-west-1', WORKERS: '5', CLASS: 'FLEX' };
    const { jobs, role } = await meant(text, { env, isComplete: true });
    expect([role, jobs?.[0]?.number_of_workers, jobs?.[0]?.execution_class]).toEqual(['R', 5, 'FLEX']);
  });
});

describe('variables from outside', () => {
  const text =
    'variables: { name: a, tables: [x], minutes: 1 }\ndescription: "${var.name} ${var.tables} ${var.new:-none}"\n';

  it('are those of the command line, before those of the environment, before the file', async () => {
    const env = { GLUEPIPELINE_VAR_name: 'from-env', GLUEPIPELINE_VAR_new: '3.0', GLUEPIPELINE_VAR_unknown: 'x' };
    expect((await meant(text, { env })).description).toBe('from-env x 3.0');
    expect((await meant(text, { env, variables: { name: 'said' } })).description).toBe('said x 3.0');
  });

  it('are over what an environment says', async () => {
    const over = `${text}environments: { dev: { variables: { name: dev } } }\n`;
    expect((await meant(over)).description).toBe('dev x none');
    expect((await meant(over, { variables: { name: 'said' } })).description).toBe('said x none');
  });

  it('may be lists and maps where the file has such', async () => {
    expect((await meant(text, { variables: { tables: '["a", b]', name: '[c]' } })).description).toBe('[c] a,b none');
    expect(await complaints(text, { variables: { tables: 'a' } })).toEqual([
      'GP121  0:0 variable "tables" is a list, and its value from outside is none',
    ]);
  });

  it('that the file neither has nor uses are mistakes', async () => {
    expect(await complaints(text, { variables: { nmae: 'x' } })).toEqual([
      'GP121  0:0 --var nmae: the file has no variable of that name',
    ]);
  });

  it('are complained of where they are used', async () => {
    const used = `${text}${job('timeout: "${var.minutes}"')}`;
    expect((await meant(used, { variables: { minutes: '9' } })).jobs?.[0]?.timeout).toBe(9);
    expect(await complaints(used, { variables: { minutes: 'many' } })).toEqual([
      'GP105 jobs[0].timeout 4:55 jobs[0].timeout must be a number, not "many"',
    ]);
  });
});

describe('what is written without quotes', () => {
  it('reaches Glue as it is written', async () => {
    const config = await meant(
      'glue_version: 3.0\njobs:\n  - name: load\n    script: s3://d/load.py\n    python_version: 3\n    arguments: { a: 1.50, b: true, c: "", d: " ", e: 1e3, f: 0123, g: no, h: ~ }\n' +
        '  - &shell { name: tidy, script: s3://d/tidy.py, type: pythonshell, python_version: 3.9 }\n' +
        '  - { <<: *shell, name: tidy-again }\n  - { <<: [{ timeout: 5 }, *shell], name: tidy-third, python_version: 3 }\n',
    );
    expect(config.glue_version).toBe('3.0');
    expect(config.jobs?.[0]?.python_version).toBe('3');
    expect(config.jobs?.[0]?.arguments).toEqual({ a: '1.50', b: 'true', c: '', d: ' ', e: '1e3', f: '0123', g: 'no' });
    expect(config.jobs?.slice(1)).toEqual([
      { name: 'tidy', script: 's3://d/tidy.py', type: 'pythonshell', python_version: '3.9' },
      { name: 'tidy-again', script: 's3://d/tidy.py', type: 'pythonshell', python_version: '3.9' },
      { name: 'tidy-third', script: 's3://d/tidy.py', type: 'pythonshell', python_version: '3', timeout: 5 },
    ]);
  });

  it('is no place for a ${ that is meant as it stands, unless text is wanted', async () => {
    expect(await complaints(job('timeout: "$${x}"'))).toEqual([
      'GP105 jobs[0].timeout 2:55 jobs[0].timeout cannot hold the text "${x}"',
    ]);
  });
});
