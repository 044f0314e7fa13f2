import { describe, expect, it } from '@jest/globals';

import { printPath } from '../../../src/config/issue.ts';
import type { ReadIncluded } from '../../../src/config/resolve/include.ts';
import { judge, load } from '../../../src/pipeline/load.ts';

type Texts = Readonly<Record<string, string>>;

/** Reads from memory: a pattern is the name of a file. */
const from =
  (files: Texts): ReadIncluded =>
  (patterns) =>
    Promise.resolve(
      patterns.map((file, pattern) => {
        const text = files[file];
        return text == null ? { pattern, problem: 'means no file', hint: 'write it' } : { file, text };
      }),
    );

const top = 'pipeline_name: sales\nrole: R\nglue_version: "6.0"\n';

async function loaded(main: string, files: Texts) {
  const result = await load('config.yaml', `${top}${main}`, {}, from(files));
  const issues = result.ok ? await judge(result.value) : result.issues;
  return {
    config: result.ok ? result.value.config : undefined,
    told: issues.map(
      ({ code, path, position: at, message }) =>
        `${code} ${printPath(path)} ${at?.file ?? ''}:${at?.line ?? 0}:${at?.column ?? 0} ${message}`,
    ),
  };
}

describe('include', () => {
  it('puts the files together: lists after each other, maps as one, an environment over all of it', async () => {
    const { config, told } = await loaded(
      'include: [a.yaml, b.json]\nvariables: { bucket: d }\njobs: [{ name: first, script: "s3://${var.bucket}/x.py" }]\nenvironments: { dev: { jobs: { mine: { max_retries: 1 } } } }\n',
      {
        'a.yaml':
          'variables: { path: a }\njobs: [{ name: mine, script: "s3://${var.bucket}/${var.path}.py", depends_on: [first] }]\nenvironments: { dev: { jobs: { mine: { timeout: 7 } } } }\n',
        'b.json':
          '{ "$schema": "s.json", "triggers": [{ "name": "t", "schedule": "cron(0 1 * * ? *)", "workflow": false, "actions": ["mine"] }], "defaults": { "jobs": { "tags": { "a": 1 } } } }',
      },
    );
    expect(told).toEqual([]);
    expect(config?.jobs).toEqual([
      { name: 'first', script: 's3://d/x.py', tags: { a: '1' } },
      { name: 'mine', script: 's3://d/a.py', depends_on: ['first'], timeout: 7, max_retries: 1, tags: { a: '1' } },
    ]);
    expect(config?.triggers?.map(({ name }) => name)).toEqual(['t']);
    expect(config).not.toHaveProperty('include');
  });

  it('names the right file and line in every complaint', async () => {
    const main = 'include: [a.yaml, b.yaml]\njobs: [{ name: first, script: s3://d/x.py }]\n';
    expect(
      (await loaded(main, { 'a.yaml': 'jobs:\n  - { name: a, script: s3://d/a.py, timout: 1 }', 'b.yaml': 'jobs: 5' }))
        .told,
    ).toEqual([
      'GP103 jobs[0].timout a.yaml:2:37 unknown key "timout" in jobs[0]',
      'GP105 jobs b.yaml:1:7 jobs must be a list, not 5',
    ]);
    expect((await loaded(main, { 'a.yaml': 'jobs: [', 'b.yaml': 'jobs: []' })).told).toEqual([
      expect.stringMatching(/^GP101 {2}a\.yaml:1:8 /),
    ]);
    expect(
      (
        await loaded(main, {
          'a.yaml':
            'jobs:\n  - { name: a, script: s3://d/a.py, depends_on: [frist] }\n  - { name: first, script: s3://d/b.py, description: "${nothing:-}" }',
          'b.yaml': 'defaults:\n  jobs: { timeout: 99999 }',
        })
      ).told,
    ).toEqual([
      'GP204 jobs[0].depends_on[0] a.yaml:2:50 job "a" depends on "frist", which does not exist',
      'GP201 jobs[1].name a.yaml:3:13 job name "first" is used twice',
      'GP218 defaults.jobs.timeout b.yaml:2:20 job "first" has a timeout of 99999 minutes',
    ]);
    expect((await loaded(main, { 'a.yaml': 'variables: { x: "${var.y}" }', 'b.yaml': '' })).told).toEqual([
      'GP108 variables.x a.yaml:1:17 ${var.y} names no variable that has a value',
    ]);
  });

  it('takes what a file may share, and nothing twice', async () => {
    expect(
      (
        await loaded('include: [a.yaml]\nvariables: { x: 1, m: { a: 1 } }\n', {
          'a.yaml': 'role: Other\nrool: x\ninclude: [b.yaml]\nvariables: { y: 1 }',
        })
      ).told,
    ).toEqual([
      'GP120 role a.yaml:1:1 role belongs in the main file, not in one that it includes',
      'GP103 rool a.yaml:2:1 unknown key "rool" in an included file',
      'GP120 include a.yaml:3:1 include belongs in the main file, not in one that it includes',
    ]);
    expect(
      (
        await loaded('include: [a.yaml]\nvariables: { x: 1, m: { a: 1 } }\n', {
          'a.yaml': 'variables: { x: 1, m: { b: 2, a: 3 } }',
        })
      ).told,
    ).toEqual([
      'GP120 variables.x a.yaml:1:17 variables.x is written in two files',
      'GP120 variables.m.a a.yaml:1:34 variables.m.a is written in two files',
    ]);
  });

  it('says which pattern means nothing', async () => {
    expect((await loaded('include: [a.yaml, c.yaml]\n', { 'a.yaml': 'jobs: []' })).told).toEqual([
      'GP120 include[1] config.yaml:4:19 "c.yaml" means no file',
    ]);
    const without = await load('config.yaml', `${top}include: [a.yaml]`);
    expect(without.issues.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'GP120 "a.yaml" names files that nobody reads here',
    ]);
  });
});
