import type { JsonSchema } from '@valibot/to-json-schema';

import { configSchema } from './schema.ts';

/** The JSON Schema of a config file, for editors; made from the schema that `parse` uses. */
export async function configJsonSchema(): Promise<JsonSchema> {
  const { toJsonSchema } = await import('@valibot/to-json-schema');
  const schema = toJsonSchema(configSchema, {
    typeMode: 'input',
    ignoreActions: ['transform'],
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      // A number that keeps its text exists only while a file is read: in the file it is a number.
      if (valibotSchema.type === 'instance') {
        return { type: 'number' };
      }
      const { anyOf, ...rest } = jsonSchema;
      if (anyOf != null) {
        const types = [...new Set(anyOf.map((each) => (typeof each === 'object' ? each.type : undefined)))];
        const type = types.length === 1 ? (types[0] as 'number') : (types as 'string'[]);
        return { ...rest, type: rest.type ?? type };
      }
      return jsonSchema;
    },
  });
  return { title: 'GluePipeline config', ...schema };
}
