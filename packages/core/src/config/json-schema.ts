import type { JsonSchema } from '@valibot/to-json-schema';

import { configSchema } from './schema.ts';

/** The JSON Schema of a config file, for editors; made from the schema that `parse` uses. */
export async function configJsonSchema(): Promise<JsonSchema> {
  const { toJsonSchema } = await import('@valibot/to-json-schema');
  const schema = toJsonSchema(configSchema, {
    // Not typeMode 'input': that stops at the first transform, and loses the words and limits behind it.
    // Every number of JSON is finite.
    ignoreActions: ['transform', 'finite'],
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      // A number that keeps its text exists only while a file is read: in the file it is a number.
      if (valibotSchema.type === 'instance') {
        return { type: 'number' };
      }
      if (Array.isArray(jsonSchema.anyOf)) {
        const types = [...new Set(jsonSchema.anyOf.map((each) => (typeof each === 'object' ? each.type : undefined)))];
        return types.length === 1 ? { type: types[0] as 'number' } : { type: types as 'string'[] };
      }
      return jsonSchema;
    },
  });
  return { title: 'GluePipeline config', ...schema };
}
