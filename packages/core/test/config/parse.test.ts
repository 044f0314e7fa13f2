import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fileCodes } from '../../src/config/file-codes.ts';
import { printPath } from '../../src/config/issue.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { suggest } from '../../src/config/suggest.ts';
import { WrittenNumber } from '../../src/config/written-number.ts';
import { load } from '../../src/pipeline/load.ts';

function complaints(value: unknown): string[] {
  return parseConfig(value).issues.map(({ code, path, message, hint }) => {
    const what = `${code} ${printPath(path)}: ${message}`;
    return hint == null ? what : `${what} (${hint.replace(/^known keys: .*/, 'known keys …')})`;
  });
}

const job = (fields: Readonly<Record<string, unknown>>) => ({
  pipeline_name: 'p',
  jobs: [{ name: 'a', script: 'a.py', ...fields }],
});

describe('parseConfig', () => {
  it('takes the smallest config and one with everything of the old tool', () => {
    expect(parseConfig({ pipeline_name: 'p' })).toEqual({ ok: true, value: { pipeline_name: 'p' }, issues: [] });
    expect(
      parseConfig({ pipeline_name: 'p', created_at: 'x', environment: 'dev', glue_version: '6.0', jobs: [] }).ok,
    ).toBe(true);
  });

  it('keeps the written text where text is wanted, and the number where a number is', () => {
    const parsed = parseConfig({
      pipeline_name: 7,
      glue_version: new WrittenNumber(3, '3.0'),
      jobs: [
        {
          name: 'a',
          script: 'a.py',
          timeout: new WrittenNumber(100, '1e2'),
          arguments: { a: true, b: new WrittenNumber(1.1, '1.10'), c: '' },
        },
      ],
    });
    expect(parsed).toEqual({
      ok: true,
      issues: [],
      value: {
        pipeline_name: '7',
        glue_version: '3.0',
        jobs: [{ name: 'a', script: 'a.py', timeout: 100, arguments: { a: 'true', b: '1.10', c: '' } }],
      },
    });
  });

  it('tells of every unknown key at once, with what was meant', () => {
    expect(
      complaints({
        pipeline_name: 'p',
        enviroment: 'x',
        zzz: 1,
        env: 'y',
        jobs: [{ name: 'a', script: 'a.py', retries: 1, qqq: 2 }],
      }),
    ).toEqual([
      'GP103 jobs[0].retries: unknown key "retries" in jobs[0] (write max_retries)',
      'GP103 jobs[0].qqq: unknown key "qqq" in jobs[0] (known keys …)',
      'GP103 enviroment: unknown key "enviroment" in the config (did you mean "environment"?)',
      'GP103 zzz: unknown key "zzz" in the config (known keys …)',
      'GP103 env: unknown key "env" in the config (write environment)',
    ]);
  });

  it('is not misled by the names that every object has', () => {
    expect(complaints({ pipeline_name: 'p', constructor: 1, toString: 2 })).toEqual([
      'GP103 constructor: unknown key "constructor" in the config (known keys …)',
      'GP103 toString: unknown key "toString" in the config (known keys …)',
    ]);
    expect(complaints(JSON.parse('{"pipeline_name": "p", "__proto__": {"x": 1}}'))).toEqual([
      'GP103 __proto__: unknown key "__proto__" in the config (known keys …)',
    ]);
  });

  it.each(['c.json', 'c.yaml'])('keeps the keys of a map that valibot drops: %s', async (file) => {
    const loaded = await load(
      file,
      `{"pipeline_name": "p", "tags": {"constructor": "a", "prototype": 1.0, "toString": true, "hasOwnProperty": "b"}}`,
    );
    expect(loaded.ok && Object.entries(loaded.value.config.tags ?? {})).toEqual([
      ['constructor', 'a'],
      ['prototype', '1.0'],
      ['toString', 'true'],
      ['hasOwnProperty', 'b'],
    ]);
  });

  it.each([
    ['c.json', '{"pipeline_name": "p", "tags": {"__proto__": {"polluted": "x"}}}'],
    ['c.json', '// slow\n{"pipeline_name": "p", "tags": {"__proto__": "x"}}'],
    ['c.json', '{"pipeline_name": "p", "jobs": [{"name": "a", "script": "s", "arguments": {"__proto__": "x"}}]}'],
    ['c.yaml', 'pipeline_name: p\ntags:\n  __proto__: x\n'],
    ['c.yaml', 'pipeline_name: p\ntags: {a: b, __proto__: {polluted: x}}\n'],
  ])('refuses a key that would change what an object inherits: %s %j', async (file, text) => {
    const loaded = await load(file, text);
    const at = loaded.issues[0]?.position;
    expect(loaded.issues.map(({ code, on }) => [code, on])).toContainEqual(['GP105', 'key']);
    expect(loaded.issues[0]?.message).toMatch(/^(?:tags|jobs\[0\]\.arguments) cannot have the key "__proto__"$/);
    expect(text.split('\n')[(at?.line ?? 0) - 1]?.slice((at?.column ?? 0) - 1)).toMatch(/^"?__proto__/);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('says of every entry of a map what is wrong with it', () => {
    expect(complaints({ pipeline_name: 'p', tags: { a: {}, b: 'x', c: null, constructor: [] } })).toEqual([
      'GP105 tags.a: tags.a must be text, not a map',
      'GP105 tags.constructor: tags.constructor must be text, not a list',
    ]);
  });

  it('tells of missing keys, and of a misspelt one only once', () => {
    expect(complaints({ jobs: [{}] })).toEqual([
      'GP104 : the config has no pipeline_name (add "pipeline_name")',
      'GP104 jobs[0]: jobs[0] has no name (add "name")',
    ]);
    expect(
      complaints({
        pipeline_nam: 'p',
        jobs: [
          { name: 'a', script_location: 'x' },
          { Name: 'b', script: 'x' },
        ],
      }),
    ).toEqual([
      'GP103 jobs[0].script_location: unknown key "script_location" in jobs[0] (write script)',
      'GP103 jobs[1].Name: unknown key "Name" in jobs[1] (did you mean "name"?)',
      'GP103 pipeline_nam: unknown key "pipeline_nam" in the config (did you mean "pipeline_name"?)',
    ]);
  });

  it.each([
    [
      { type: 'glueetll' },
      'type: jobs[0].type is "glueetll", which is none of glueetl, pythonshell, streaming, gluestreaming (did you mean "glueetl"?)',
    ],
    [
      { execution_class: 'flex' },
      'execution_class: jobs[0].execution_class is "flex", which is none of STANDARD, FLEX (did you mean "FLEX"?)',
    ],
    [
      { type: 'glueray' },
      'type: jobs[0].type is "glueray", which is none of glueetl, pythonshell, streaming, gluestreaming (Glue for Ray is closed to new customers since 2026-04-30, and this tool makes no Ray jobs: make it a Spark job (glueetl), or name one that is there with existing: true)',
    ],
    [{ type: 3 }, 'type: jobs[0].type is 3, which is none of glueetl, pythonshell, streaming, gluestreaming'],
  ])('names the choices: %j', (fields, message) => {
    expect(complaints(job(fields))).toEqual([`GP106 jobs[0].${message}`]);
  });

  it.each([
    [{ timeout: '12' }, 'timeout: jobs[0].timeout must be a number, not "12" (write it without quotes)'],
    [{ timeout: 1.5 }, 'timeout: jobs[0].timeout must be a whole number, not 1.5'],
    [{ timeout: 0 }, 'timeout: jobs[0].timeout must be 1 or more, not 0'],
    [
      { number_of_workers: 2 ** 31 },
      'number_of_workers: jobs[0].number_of_workers must be 2147483647 or less, not 2147483648',
    ],
    [{ timeout: 2 ** 31 }, 'timeout: jobs[0].timeout must be 2147483647 or less, not 2147483648'],
    [{ max_retries: 1e10 }, 'max_retries: jobs[0].max_retries must be 2147483647 or less, not 10000000000'],
    [
      { max_concurrent_runs: 2 ** 31 },
      'max_concurrent_runs: jobs[0].max_concurrent_runs must be 2147483647 or less, not 2147483648',
    ],
    [
      { notify_delay_after: 2 ** 31 },
      'notify_delay_after: jobs[0].notify_delay_after must be 2147483647 or less, not 2147483648',
    ],
    [
      { timeout: new WrittenNumber(Infinity, '1e999') },
      'timeout: jobs[0].timeout must be a whole number, not Infinity',
    ],
    [
      { max_capacity: new WrittenNumber(Infinity, '1e999') },
      'max_capacity: jobs[0].max_capacity must be a finite number, not Infinity',
    ],
    [
      { max_capacity: new WrittenNumber(NaN, '.nan') },
      'max_capacity: jobs[0].max_capacity must be a finite number, not NaN',
    ],
    [{ worker_type: '' }, 'worker_type: jobs[0].worker_type must be text that is not empty, not ""'],
    [{ max_capacity: -1 }, 'max_capacity: jobs[0].max_capacity must be 0 or more, not -1'],
    [
      { job_run_queuing_enabled: 'true' },
      'job_run_queuing_enabled: jobs[0].job_run_queuing_enabled must be true or false, not "true" (write it without quotes)',
    ],
    [{ connections: 'x' }, 'connections: jobs[0].connections must be a list, not "x"'],
    [{ depends_on: [['x']] }, 'depends_on[0]: jobs[0].depends_on[0] must be text, not a list'],
    [
      { depends_on: { any: [] } },
      'depends_on.any: jobs[0].depends_on.any must be a list with something in it, not a list',
    ],
    [{ arguments: ['a'] }, 'arguments: jobs[0].arguments must be a map, not a list (write { … } instead of [ … ])'],
    [{ arguments: { a: [] } }, 'arguments.a: jobs[0].arguments.a must be text, not a list'],
    [{ tags: 'x' }, 'tags: jobs[0].tags must be a map, not "x"'],
    [{ description: ['x'.repeat(99)] }, 'description: jobs[0].description must be text, not a list'],
    [{ type: 'x'.repeat(99) }, undefined],
  ])('says what is wanted and what is there: %j', (fields, message) => {
    expect(complaints(job(fields))).toEqual(
      message == null ? [expect.stringContaining('x…, which')] : [`GP105 jobs[0].${message}`],
    );
  });

  it('takes the largest integer that Glue takes', () => {
    expect(complaints(job({ timeout: 2_147_483_647, number_of_workers: 2_147_483_647 }))).toEqual([]);
  });

  it('does not take a list for a map, and says so once', () => {
    expect(complaints({ pipeline_name: 'p', artifacts: ['x'], jobs: [['a']], workflow: [] })).toEqual([
      'GP105 artifacts: artifacts must be a map, not a list (write { … } instead of [ … ])',
      'GP105 jobs[0]: jobs[0] must be a map, not a list (write { … } instead of [ … ])',
      'GP105 workflow: workflow must be a map, not a list (write { … } instead of [ … ])',
    ]);
  });

  it.each([
    [null, 'the config is empty'],
    [[], 'the config is a list, not a map of keys'],
    ['x', 'the config is "x", not a map of keys'],
  ])('refuses %j whole', (value, message) => {
    expect(complaints(value)).toEqual([`GP102 : ${message} (write at least pipeline_name)`]);
  });

  it.each(['a b', 'a/b', '', 'x'.repeat(101), 'é'])('refuses the name %j, which becomes part of tags', (name) => {
    expect(complaints({ pipeline_name: name })).toHaveLength(1);
  });

  it('never throws, and always says why, whatever the value', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = parseConfig(value);
        expect(parsed.ok || parsed.issues.length > 0).toBe(true);
      }),
    );
  });
});

describe('fileCodes', () => {
  it.each(fileCodes.map((each) => [each.code, each] as const))(
    '%s is what its example gives',
    async (code, { file, bad }) => {
      const loaded = await load(file, bad);
      expect(loaded.issues.map((issue) => [issue.code, issue.position?.file])).toEqual([[code, file]]);
    },
  );
});

describe('suggest', () => {
  it.each([
    ['scrpt', 'script'],
    ['SCRIPT', 'script'],
    ['naem', 'name'],
    ['xyz', undefined],
  ])('%s → %s', (word, meant) => {
    expect(suggest(word, ['script', 'name'])).toBe(meant);
  });
});

describe('printPath', () => {
  it('writes a path as people do', () => {
    expect(printPath([])).toBe('');
    expect(printPath(['jobs', 2, 'depends_on', 0])).toBe('jobs[2].depends_on[0]');
    expect(printPath(['jobs', 0, 'arguments', '--day'])).toBe('jobs[0].arguments."--day"');
  });
});
