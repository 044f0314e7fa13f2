import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';

import { acceptor, notPlain } from '../../src/config/accept.ts';
import { configSchema } from '../../src/config/schema.ts';
import { listsForMaps } from '../../src/config/schema-walk.ts';
import { isShaped, text, textMap } from '../../src/config/value.ts';
import { WrittenNumber } from '../../src/config/written-number.ts';

const accept = acceptor(configSchema);

/** What stands where nobody expects it. */
const odd = fc.constantFrom<unknown[]>(
  null,
  undefined,
  '',
  'a text',
  '${var.x}',
  0,
  -0,
  1,
  1.5,
  -1,
  NaN,
  3_000_000_000,
  true,
  [],
  ['a'],
  [1],
  [[]],
  {},
  { a: 'b' },
  { a: 1 },
  { a: {} },
  JSON.parse('{"__proto__": "a"}'),
  { constructor: 'a' },
  new WrittenNumber(3, '3.0'),
);

/** Mostly what the schema wants, and now and then something else. */
function valuesOf(schema: v.GenericSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 1000, arbitrary: rightOf(schema) }, { weight: 1, arbitrary: odd });
}

function rightOf(schema: v.GenericSchema): fc.Arbitrary<unknown> {
  if ('wrapped' in schema) {
    const right = rightOf(schema.wrapped as v.GenericSchema);
    return schema.type === 'optional'
      ? right
      : fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: fc.constant(null) });
  }
  if ('entries' in schema && Object.keys(schema.entries as object).length > 0) {
    const entries = Object.entries(schema.entries as Record<string, v.GenericSchema>);
    const known = fc.record(Object.fromEntries(entries.map(([key, entry]) => [key, valuesOf(entry)])), {
      requiredKeys: entries.filter(([, { type }]) => type !== 'optional' && type !== 'nullish').map(([key]) => key),
      noNullPrototype: true,
    });
    const lost = fc
      .tuple(known, fc.constantFrom(...entries.map(([key]) => key)))
      .map(([map, key]) => without(map, key));
    const more = fc.tuple(known, stray, odd).map(([map, key, value]) => ({ ...map, [key]: value }));
    return fc.oneof({ weight: 300, arbitrary: known }, { weight: 1, arbitrary: lost }, { weight: 1, arbitrary: more });
  }
  if (isShaped(schema)) {
    return fc.oneof(...schema.options.map(rightOf));
  }
  if ('item' in schema) {
    return fc.array(valuesOf(schema.item as v.GenericSchema), { maxLength: 3 });
  }
  if (schema.type === 'record') {
    const key = fc.oneof({ weight: 500, arbitrary: fc.string() }, { weight: 1, arbitrary: stray });
    return fc.dictionary(key, valuesOf((schema as unknown as { value: v.GenericSchema }).value), {
      maxKeys: 3,
      noNullPrototype: true,
    });
  }
  return fc.oneof(...leaves.filter(({ value }) => v.is(schema, value)).map(({ values }) => values));
}

/** One word of each closed list. */
const words = [
  'glueetl',
  'STANDARD',
  'python',
  'enable',
  'iceberg',
  'SUCCEEDED',
  'LOG',
  'CRAWL_EVERYTHING',
  'DISABLE',
  'COMMENTS',
  'warn',
];

/** The kinds of single value that a schema may want, each with one that it takes if it wants the kind. */
const leaves: readonly { readonly value: unknown; readonly values: fc.Arbitrary<unknown> }[] = [
  { value: 'dev', values: fc.stringMatching(/^[a-z.-]{1,9}$/) },
  { value: 'any text', values: fc.string() },
  ...words.map((value) => ({ value, values: fc.constant(value) })),
  { value: 1, values: fc.integer({ min: 1, max: 9 }) },
  { value: 1.5, values: fc.double({ min: 0, max: 9, noNaN: true }) },
  { value: true, values: fc.boolean() },
  { value: false, values: fc.constant(false) },
  { value: { a: 1 }, values: fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue(), { noNullPrototype: true }) },
];

const stray = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'enviroment', 'tags', '0');

function without(map: Readonly<Record<string, unknown>>, lost: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== lost));
}

describe('acceptor', () => {
  it('gives what valibot gives, or leaves the value to valibot', () => {
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(valuesOf(configSchema), (config) => {
        const own = accept(config);
        const result = v.safeParse(configSchema, config);
        const right = result.success && listsForMaps(config).length === 0;
        if (own !== notPlain) {
          expect(right).toBe(true);
          expect(own).toStrictEqual(result.output);
        }
        taken += own === notPlain ? 0 : 1;
        refused += right ? 0 : 1;
      }),
      { numRuns: 1_000 },
    );
    // Else the values would prove nothing.
    expect(taken).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });

  it('leaves what is undefined to valibot, also where null may stand', () => {
    expect(accept({ pipeline_name: 'p', tags: { a: null } })).not.toBe(notPlain);
    expect(accept({ pipeline_name: 'p', tags: { a: undefined } })).toBe(notPlain);
  });

  it('takes what JSON gives for a right config without a copy, and leaves it as it was', () => {
    const plain: unknown = JSON.parse(
      `{ "pipeline_name": "p", "tags": { "a": "b" }, "start": { "enabled": true }, "jobs": [
        { "name": "a", "script": "a.py", "type": "glueetl", "timeout": 5, "depends_on": [], "arguments": { "--a": "b" } }
      ] }`,
    );
    expect(accept(plain)).toBe(plain);
    const mixed: unknown = JSON.parse('{ "pipeline_name": "p", "tags": { "a": 1, "b": "c" } }');
    expect(accept(mixed)).toEqual({ pipeline_name: 'p', tags: { a: '1', b: 'c' } });
    expect(mixed).toEqual({ pipeline_name: 'p', tags: { a: 1, b: 'c' } });
  });

  it('leaves to valibot what it does not know: defaults, checks of whole objects, other kinds of schema', () => {
    const inner = { a: text(), b: v.optional(textMap(), {}) };
    const checked = v.pipe(
      v.strictObject({ a: v.optional(text()) }),
      v.check(({ a }) => a !== 'no'),
    );
    const either = v.union([v.strictObject({ a: text() }), text()]);
    expect(acceptor(v.strictObject(inner))({ a: 'x' })).toEqual({ a: 'x', b: {} });
    expect(acceptor(checked)({ a: 'yes' })).toEqual({ a: 'yes' });
    expect(acceptor(checked)({ a: 'no' })).toBe(notPlain);
    expect(acceptor(v.array(either))([{ a: 'x' }, 'y', { a: 1 }])).toEqual([{ a: 'x' }, 'y', { a: '1' }]);
    expect(acceptor(v.array(either))([{ b: 'x' }])).toBe(notPlain);
    // Valibot would take the list for an empty map.
    expect(acceptor(v.looseObject({ a: v.optional(textMap()) }))({ a: [] })).toBe(notPlain);
    expect(acceptor(v.record(v.string(), text()))({ constructor: 'valibot passes over it' })).toBe(notPlain);
    expect(acceptor(v.pipe(text(), v.maxLength(2)))('abc')).toBe(notPlain);
  });
});
