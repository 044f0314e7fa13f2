import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as glue from '@aws-sdk/client-glue';
import * as pricing from '@aws-sdk/client-pricing';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, it } from '@jest/globals';
import { NormalizedSchema } from '@smithy/core/schema';

/** The services that speak JSON. */
const services: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'client-cloudwatch-logs': logs,
  'client-eventbridge': eventbridge,
  'client-glue': glue,
  'client-pricing': pricing,
  'client-resource-groups-tagging-api': tagging,
};

const source = new URL('../../src', import.meta.url).pathname;
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const texts = files.map((name) => readFileSync(join(source, name), 'utf8'));

/** The calls whose answers our code reads. */
const used = Object.entries(services).flatMap(([name, service]) => {
  const own = texts.filter((text) => text.includes(`@aws-sdk/${name}'`)).join('\n');
  const words = new Set([...own.matchAll(/\b\w+Command\b/g)].map(([word]) => word));
  return [...words].flatMap((word) => (typeof service[word] === 'function' ? [[word, service[word]] as const] : []));
});

type Schema = Parameters<typeof NormalizedSchema.of>[0];

/** True where something in it is a document or a number that no JavaScript number holds. */
function holdsMore(schema: Schema, seen = new Set<unknown>()): boolean {
  const normal = NormalizedSchema.of(schema);
  const raw = normal.getSchema();
  if (seen.has(raw)) {
    return false;
  }
  seen.add(raw);
  if (normal.isBigIntegerSchema() || normal.isBigDecimalSchema() || normal.isDocumentSchema()) {
    return true;
  }
  return normal.isStructSchema()
    ? [...normal.structIterator()].some(([, member]) => holdsMore(member, seen))
    : (normal.isListSchema() || normal.isMapSchema()) && holdsMore(normal.getValueSchema(), seen);
}

describe('the answers that are read', () => {
  it('are those of all calls of the source', () => {
    expect(used.length).toBeGreaterThan(40);
  });

  it.each(used)('hold no documents and no big numbers, for which the bundle does not look: %s', (_, Command) => {
    const { schema } = new (Command as new (input: object) => { readonly schema: readonly Schema[] })({});
    const output = (schema as unknown as { readonly output?: Schema }).output ?? schema[5];
    expect(output).toBeDefined();
    expect(holdsMore(output!)).toBe(false);
  });
});
