import type { JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';

import { configSchema } from './schema.ts';
import { valuesOf } from './schema-values.ts';
import { isOrTemplate } from './value.ts';

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
      const plain = Array.isArray(jsonSchema.anyOf) ? oneShape(jsonSchema.anyOf as JsonSchema[]) : jsonSchema;
      return isOrTemplate(valibotSchema) ? orText(plain) : plain;
    },
    overrideAction: ({ valibotAction, jsonSchema }) =>
      withAction(valibotAction as v.PipeAction<never, never, never>, jsonSchema),
  });
  return withValues({ title: 'GluePipeline config', ...schema }, 'config');
}

/** A text with a `${…}` in it, which may stand for any value. */
const template = '\\$\\{';

/** A schema that also takes a text which names its value. */
function orText(schema: JsonSchema): JsonSchema {
  const { type, enum: words, anyOf, const: only } = schema;
  const types = [type ?? []].flat() as ('string' | 'null')[];
  if (words != null || only !== undefined || anyOf != null || types.length === 0) {
    const alternatives = (anyOf ?? [schema]) as JsonSchema[];
    return alternatives.some(takesAnyText)
      ? schema
      : { anyOf: [...alternatives, { type: 'string', pattern: template }] };
  }
  if (types.includes('string')) {
    return schema;
  }
  // A pattern is a matter of texts alone.
  return { ...schema, type: [...types, 'string'], pattern: template };
}

/** What an action says of values, where a text that names one may stand as well. */
function withAction(action: { readonly type: string; readonly requirement?: unknown }, schema: JsonSchema): JsonSchema {
  const { type, requirement } = action;
  if (type === 'regex' && requirement instanceof RegExp && !requirement.test('${}')) {
    // What a text has to look like is said of what it comes to.
    return { ...schema, pattern: `${requirement.source}|${template}` };
  }
  if (schema.pattern !== template) {
    return schema;
  }
  // The converter knows limits of one type alone.
  const { minLength, ...rest } = schema;
  switch (type) {
    case 'integer':
      return { ...schema, type: ['integer', 'string'] };
    case 'min_value':
      return { ...schema, minimum: Number(requirement) };
    case 'max_value':
      return { ...schema, maximum: Number(requirement) };
    case 'min_length':
      return { ...rest, minItems: minLength ?? Number(requirement) };
    default:
      return schema;
  }
}

function takesAnyText({ type, enum: words, pattern }: JsonSchema): boolean {
  return words == null && pattern == null && [type ?? []].flat().includes('string');
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
    const types = type == null ? {} : { type: [type, 'null'].flat() as ('string' | 'null')[] };
    return { ...schema, ...types, enum: [...words, null] };
  }
  if (anyOf != null) {
    return { ...schema, anyOf: [...anyOf, { type: 'null' }] };
  }
  return type == null ? schema : { ...schema, type: [type, 'null'].flat() as ('string' | 'null')[] };
}

/** A schema whose keys have examples and defaults, which an editor offers. */
function withValues(schema: JsonSchema, holder: string): JsonSchema {
  const { properties, items, anyOf, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties == null
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, each]) => [
              key,
              typeof each === 'boolean' ? each : { ...withValues(each, key), ...valuesOf(key, holder) },
            ]),
          ),
        }),
    ...(items == null || typeof items === 'boolean' || Array.isArray(items)
      ? {}
      : { items: withValues(items, holder) }),
    ...(anyOf == null
      ? {}
      : {
          anyOf: onlyFalse(anyOf).map((each) => (typeof each === 'boolean' ? each : withValues(each, holder))),
        }),
    ...(additionalProperties == null || typeof additionalProperties === 'boolean'
      ? {}
      : { additionalProperties: withValues(additionalProperties, holder) }),
  } as JsonSchema;
}

/** Where false has a meaning of its own, no text is written as true or false. */
function onlyFalse(alternatives: readonly (JsonSchema | boolean)[]): readonly (JsonSchema | boolean)[] {
  return alternatives.some((each) => typeof each === 'object' && each.const === false)
    ? alternatives.map((each) =>
        typeof each === 'object' && Array.isArray(each.type)
          ? { ...each, type: each.type.filter((type) => type !== 'boolean') }
          : each,
      )
    : alternatives;
}
