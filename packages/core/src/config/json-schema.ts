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
      return Array.isArray(jsonSchema.anyOf) ? oneShape(jsonSchema.anyOf as JsonSchema[]) : jsonSchema;
    },
  });
  return { title: 'GluePipeline config', ...schema };
}

/** Alternatives as one schema where their types say it all, which is what editors understand best. */
function oneShape(alternatives: readonly JsonSchema[]): JsonSchema {
  const [first, ...rest] = alternatives.filter(({ type }) => type !== 'null');
  const nullable = rest.length + 1 < alternatives.length;
  if (first != null && rest.length === 0) {
    return nullable ? orNull(first) : first;
  }
  const types = alternatives.flatMap(({ type }) => type ?? []);
  const plain = alternatives.every((each) => Object.keys(each).join() === 'type');
  const [only, ...others] = new Set(types);
  return !plain || only == null
    ? { anyOf: [...alternatives] }
    : { type: others.length === 0 ? only : [only, ...others] };
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: words, anyOf } = schema;
  if (words != null) {
    return { ...schema, enum: [...words, null] };
  }
  if (anyOf != null) {
    return { ...schema, anyOf: [...anyOf, { type: 'null' }] };
  }
  return type == null ? schema : { ...schema, type: [type, 'null'].flat() as ('string' | 'null')[] };
}
