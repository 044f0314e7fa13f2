import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';

import { configJsonSchema } from '../../src/config/json-schema.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { readSource } from '../../src/config/source.ts';
import { rules } from '../../src/pipeline/rules/index.ts';

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

/** One key of the schema, with a config that holds a value there and what it needs beside it. */
interface Key {
  readonly path: string;
  readonly node: Node;
  readonly configWith: (value: unknown) => unknown;
}

function keysIn(node: Node, path: string, configWith: Key['configWith']): Key[] {
  const { properties = {}, required = [], items, anyOf = [], additionalProperties } = node;
  const needed = Object.fromEntries(required.map((key) => [key, properties[key]?.examples?.[0]]));
  return [
    ...Object.entries(properties).flatMap(([key, each]) => {
      const own: Key = {
        path: `${path}.${key}`,
        node: each,
        configWith: (value) => configWith({ ...needed, [key]: value }),
      };
      return [own, ...keysIn(each, own.path, own.configWith)];
    }),
    ...(items == null ? [] : keysIn(items, `${path}[]`, (value) => configWith([value]))),
    ...anyOf.flatMap((each) => keysIn(each, path, configWith)),
    ...(typeof additionalProperties === 'object'
      ? keysIn(additionalProperties, `${path}.*`, (value) => configWith({ own: value }))
      : []),
  ];
}

const schema = (await configJsonSchema()) as Node;
const accepts = new Ajv({ strict: false, allErrors: false }).compile(schema);
const keys = keysIn(schema, '', (value) => value);

const odd: readonly unknown[] = [
  ...[null, '', ' ', 'x', 0, 1, -1, 0.5, 3_000_000_000, true, false, [], {}, ['x'], [[]], [null], { x: 'y' }],
  ...[{ x: null }, { x: [] }, { name: 'x' }, [{ name: 'x' }], { any: [] }, [{ job: 'x', state: 'GONE' }]],
];

describe('the JSON Schema of the config', () => {
  it('gives every key words and examples', () => {
    expect(keys.length).toBeGreaterThan(200);
    expect(keys.filter(({ node }) => (node.description ?? '') === '' || (node.examples ?? []).length === 0)).toEqual(
      [],
    );
  });

  it('has a default where the words of a key name one that is a value', () => {
    const without = keys.filter(
      ({ node }) =>
        / Default: (?:true|false|\d+|[A-Z_]+|(?!all)[a-z]+)\.$/.test(node.description ?? '') &&
        node.default === undefined,
    );
    expect(without.map(({ path, node }) => `${path}: ${node.description ?? ''}`)).toEqual([]);
  });

  it('takes its own examples and defaults, and so does the parser', () => {
    const wrong = keys.flatMap(({ path, node, configWith }) =>
      [...(node.examples ?? []), ...(node.default === undefined ? [] : [node.default])].flatMap((value) => {
        const config = configWith(value);
        const parsed = parseConfig(config);
        return accepts(config) && parsed.ok
          ? []
          : [`${path} ${JSON.stringify(value)}: ${parsed.issues[0]?.message ?? JSON.stringify(accepts.errors)}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('takes exactly what the parser takes, at every key', () => {
    const differences = keys.flatMap(({ path, configWith }) =>
      odd.flatMap((value) => {
        const config = configWith(value);
        const { ok } = parseConfig(config);
        return accepts(config) === ok ? [] : [`${path} ${JSON.stringify(value)}: the parser says ${String(ok)}`];
      }),
    );
    expect(differences).toEqual([]);
  });

  it('takes exactly those examples of the rules that the parser takes', async () => {
    for (const text of rules.flatMap(({ bad, good }) => [bad.config, good.config])) {
      const source = await readSource('config.json', text);
      const config = source.ok ? source.value.value : undefined;
      expect([text, accepts(JSON.parse(text))]).toEqual([text, parseConfig(config).ok]);
    }
  });
});
