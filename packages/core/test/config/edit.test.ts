import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';

import { addJob } from '../../src/config/edit.ts';
import { readSource } from '../../src/config/source.ts';

const job = { name: 'load', script: 'load.py', type: 'glueetl' };
const lines = (...all: string[]) => `${all.join('\n')}\n`;

async function valueOf(file: string, text: string): Promise<unknown> {
  const source = await readSource(file, text);
  return source.ok ? JSON.parse(JSON.stringify(source.value.value)) : source.issues;
}

describe('addJob to JSON', () => {
  it('writes the job as its neighbours are written', async () => {
    expect(
      await addJob('c.json', lines('{', '  "jobs": [', '    { "name": "a" }', '  ],', '  "tags": {"a":"b"}', '}'), job),
    ).toBe(
      lines(
        '{',
        '  "jobs": [',
        '    { "name": "a" },',
        '    { "name": "load", "script": "load.py", "type": "glueetl" }',
        '  ],',
        '  "tags": {"a":"b"}',
        '}',
      ),
    );
    expect(
      await addJob('c.json', lines('{', '  "jobs": [', '    {', '      "name": "a"', '    }', '  ]', '}'), job),
    ).toBe(
      lines(
        '{',
        '  "jobs": [',
        '    {',
        '      "name": "a"',
        '    },',
        '    {',
        '      "name": "load",',
        '      "script": "load.py",',
        '      "type": "glueetl"',
        '    }',
        '  ]',
        '}',
      ),
    );
    expect(await addJob('c.json', '{"jobs":[{"name":"a"}]}', job)).toBe(
      '{"jobs":[{"name":"a"},{"name":"load","script":"load.py","type":"glueetl"}]}',
    );
  });

  it('keeps comments with what they are about, tabs, and trailing commas', async () => {
    const before = ['{', '\t// top', '\t"jobs": [', '\t\t// first', '\t\t{ "name": "a" }, // one'];
    const after = ['\t\t// end', '\t],', '}'];
    expect(await addJob('c.jsonc', lines(...before, ...after), job)).toBe(
      lines(...before, '\t\t{ "name": "load", "script": "load.py", "type": "glueetl" },', ...after),
    );
    expect(await addJob('c.json', lines('{', '\t"jobs": [', '\t\t{ "name": "a" } // one', '\t]', '}'), job)).toBe(
      lines(
        '{',
        '\t"jobs": [',
        '\t\t{ "name": "a" }, // one',
        '\t\t{ "name": "load", "script": "load.py", "type": "glueetl" }',
        '\t]',
        '}',
      ),
    );
  });

  it('keeps Windows line ends and a BOM', async () => {
    const text = await addJob('c.json', '\uFEFF{\r\n    "jobs": []\r\n}\r\n', job);
    expect(text).toBe(
      '\uFEFF{\r\n    "jobs": [\r\n        {\r\n            "name": "load",\r\n            "script": "load.py",\r\n            "type": "glueetl"\r\n        }\r\n    ]\r\n}\r\n',
    );
  });

  it.each([
    ['no list', '{\n  "pipeline_name": "p"\n}\n'],
    ['an empty list', '{\n  "pipeline_name": "p",\n  "jobs": []\n}\n'],
    ['null', '{\n  "pipeline_name": "p",\n  "jobs": null\n}\n'],
  ])('makes a list of %s', async (_, text) => {
    expect(await addJob('c.json', text, job)).toBe(
      lines(
        '{',
        '  "pipeline_name": "p",',
        '  "jobs": [',
        '    {',
        '      "name": "load",',
        '      "script": "load.py",',
        '      "type": "glueetl"',
        '    }',
        '  ]',
        '}',
      ),
    );
  });

  it('keeps a comment in an empty list', async () => {
    const text = await addJob('c.json', lines('{', '  "jobs": [', '    // none yet', '  ]', '}'), job);
    expect(text).toContain('// none yet\n    {');
    expect(await valueOf('c.json', text)).toEqual({ jobs: [job] });
  });
});

describe('addJob to YAML', () => {
  it('puts lines in and touches nothing else', async () => {
    const before = [
      '# top',
      'pipeline_name:   p # name',
      'text: >',
      '  folded',
      '  goes on',
      '',
      'jobs:',
      '    - &base',
      '      name: a   # aligned',
      '',
      '    - <<: *base',
      "      name: 'b'",
      '      script: |',
      '        x',
      '',
    ];
    const after = ['# end', 'tags: {a: "b"}'];
    expect(await addJob('c.yaml', lines(...before.slice(0, -1), ...after), job)).toBe(
      lines(...before.slice(0, -1), '    - name: load', '      script: load.py', '      type: glueetl', ...after),
    );
  });

  it('writes the job as its neighbours are written', async () => {
    expect(await addJob('c.yml', lines('jobs:', '- name: a # one'), job)).toBe(
      lines('jobs:', '- name: a # one', '- name: load', '  script: load.py', '  type: glueetl'),
    );
    expect(await addJob('c.yml', lines('jobs:', '  - {name: a}'), job)).toBe(
      lines('jobs:', '  - {name: a}', '  - {name: load, script: load.py, type: glueetl}'),
    );
    expect(await addJob('c.yml', lines('jobs: [{ name: a }]', 'x: 1'), job)).toBe(
      lines('jobs: [{ name: a }, { name: load, script: load.py, type: glueetl }]', 'x: 1'),
    );
    expect(await addJob('c.yml', '{pipeline_name: p, jobs: []}\n', job)).toBe(
      '{pipeline_name: p, jobs: [{name: load, script: load.py, type: glueetl}]}\n',
    );
  });

  it.each([
    ['no list', 'a: 1\n', ''],
    ['no line end', 'a: 1', ''],
    ['an empty list', 'a: 1\njobs: []\n', ''],
    ['nothing', 'a: 1\njobs:\n', ''],
    ['an empty list in the middle', 'a: 1\njobs: [] # none yet\nb: 2\n', 'b: 2\n'],
  ])('makes a list of %s', async (_, text, rest) => {
    const added = await addJob('c.yaml', text, job);
    expect(added.replace(' # none yet', '')).toBe(
      `a: 1\njobs:\n  - name: load\n    script: load.py\n    type: glueetl\n${rest}`,
    );
    expect(added.includes('# none yet')).toBe(text.includes('# none yet'));
  });

  it('keeps Windows line ends', async () => {
    expect(await addJob('c.yaml', 'jobs:\r\n  - name: a\r\n', { name: 'b' })).toBe(
      'jobs:\r\n  - name: a\r\n  - name: b\r\n',
    );
  });

  it('quotes what YAML would read otherwise', async () => {
    const odd = { name: 'yes: no', script: '# x', glue_version: '3.0', timeout: 5 };
    expect(await valueOf('c.yaml', await addJob('c.yaml', 'jobs: []\n', odd))).toEqual({ jobs: [odd] });
  });
});

describe('addJob', () => {
  it('adds the job and changes no value, however the file is written', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 });
    const some = fc.dictionary(
      text.filter((key) => key !== 'jobs' && key !== '__proto__' && key !== '<<'),
      fc.oneof(text, fc.integer(), fc.boolean()),
      { maxKeys: 3 },
    );
    const config = fc
      .tuple(some, fc.option(fc.array(some, { maxLength: 3 })))
      .map(([top, jobs]) => ({ ...top, ...(jobs == null ? {} : { jobs }) }));
    await fc.assert(
      fc.asyncProperty(
        config,
        fc.constantFrom(0, 2, '\t'),
        fc.boolean(),
        async (value: { jobs?: unknown[] }, indent, flow) => {
          const wanted = { ...value, jobs: [...(value.jobs ?? []), job] };
          expect(
            await valueOf('c.json', await addJob('c.json', JSON.stringify(value, undefined, indent), job)),
          ).toEqual(wanted);
          const yaml = stringify(value, { collectionStyle: flow ? 'flow' : 'block' });
          expect(await valueOf('c.yaml', await addJob('c.yaml', yaml, job))).toEqual(wanted);
        },
      ),
      { numRuns: 200 },
    );
  });
});
