import { describe, expect, it } from '@jest/globals';

import { configJsonSchema } from '../../src/config/json-schema.ts';
import { configSchema } from '../../src/config/schema.ts';

describe('configJsonSchema', () => {
  it('describes every key that the parser knows, and no other', async () => {
    const schema = await configJsonSchema();
    expect(Object.keys(schema.properties ?? {})).toEqual(Object.keys(configSchema.entries));
    expect(schema).toMatchObject({
      title: 'GluePipeline config',
      type: 'object',
      required: ['pipeline_name'],
      additionalProperties: false,
    });
  });

  it('says for each key what it holds', async () => {
    const schema = await configJsonSchema();
    expect(schema.properties).toMatchObject({
      pipeline_name: {
        type: ['string', 'number', 'boolean'],
        pattern: '^[A-Za-z0-9._-]{1,100}$|\\$\\{',
        description: 'The name of the pipeline.',
      },
      jobs: {
        type: ['array', 'string', 'null'],
        items: {
          type: 'object',
          required: ['name'],
          additionalProperties: false,
          properties: {
            type: {
              anyOf: [
                { enum: ['glueetl', 'pythonshell', 'streaming', 'gluestreaming'] },
                { type: 'string', pattern: '\\$\\{' },
                { type: 'null' },
              ],
            },
            worker_type: { type: ['string', 'number', 'boolean', 'null'], pattern: '\\S' },
            timeout: { type: ['integer', 'string', 'null'], pattern: '\\$\\{', minimum: 1, maximum: 2_147_483_647 },
            max_capacity: { type: ['number', 'string', 'null'], minimum: 0 },
            job_run_queuing_enabled: { type: ['boolean', 'string', 'null'] },
            connections: { type: ['array', 'string', 'null'], items: { type: ['string', 'number', 'boolean'] } },
            arguments: {
              type: ['object', 'string', 'null'],
              propertyNames: { type: 'string', not: { const: '__proto__' } },
              additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
            },
          },
        },
      },
      start: { type: ['object', 'string', 'null'], additionalProperties: false },
      alerts: { properties: { states: { type: ['array', 'string', 'null'], minItems: 1 } } },
    });
  });

  it('gives every key words, which an editor shows', async () => {
    const without: string[] = [];
    const walk = (node: unknown, path: string): void => {
      const { properties, items } = node as { properties?: Record<string, { description?: string }>; items?: unknown };
      for (const [key, value] of Object.entries(properties ?? {})) {
        without.push(...(value.description == null ? [`${path}.${key}`] : []));
        walk(value, `${path}.${key}`);
      }
      if (items != null) {
        walk(items, `${path}[]`);
      }
    };
    walk(await configJsonSchema(), '');
    expect(without).toEqual([]);
  });
});
