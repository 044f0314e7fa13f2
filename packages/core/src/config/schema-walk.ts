import type * as v from 'valibot';

import type { Path } from './issue.ts';
import { configSchema } from './schema.ts';
import { isShaped } from './value.ts';

/** The keys that the schema knows for the map at `path`, in the order of the schema; none where keys are the user's own. */
export function knownKeys(path: Path): readonly string[] {
  const schema = schemaAt(path);
  return schema == null ? [] : [...new Set(keysOf(schema))];
}

function keysOf(schema: v.GenericSchema): string[] {
  if ('entries' in schema) {
    return Object.keys(schema.entries as object);
  }
  return 'options' in schema ? optionsOf(schema.options).flatMap(keysOf) : [];
}

/** The schema of the value at `path`, without the wrappers of optional and described values. */
export function schemaAt(path: Path): v.GenericSchema | undefined {
  return path.reduce<v.GenericSchema | undefined>(
    (schema, part) => (schema == null ? undefined : childOf(schema, part)),
    bare(configSchema),
  );
}

/** Where a list stands for a map: valibot takes a list for an object with numbers as keys. */
export function listsForMaps(value: unknown, schema = bare(configSchema), path: Path = []): Path[] {
  if (value == null || typeof value !== 'object') {
    return [];
  }
  if (isShaped(schema)) {
    const option = schema.options[schema.pick(value)];
    return option == null ? [] : listsForMaps(value, bare(option), path);
  }
  if (Array.isArray(value) && !('item' in schema)) {
    return 'entries' in schema || schema.type === 'record' ? [path] : [];
  }
  const inner: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([key, each]) => {
    // Most values are texts and numbers: what holds nothing is not worth a look at the schema.
    const child = each != null && typeof each === 'object' ? childOf(schema, key) : undefined;
    return child == null ? [] : listsForMaps(each, child, [...path, key]);
  });
}

function childOf(schema: v.GenericSchema, part: string | number): v.GenericSchema | undefined {
  if ('entries' in schema) {
    const entries = schema.entries as Record<string, v.GenericSchema>;
    const entry = Object.hasOwn(entries, part) ? entries[part] : undefined;
    return entry == null ? undefined : bare(entry);
  }
  if ('item' in schema) {
    return typeof part === 'number' ? bare(schema.item as v.GenericSchema) : undefined;
  }
  if ('options' in schema) {
    return optionsOf(schema.options)
      .map((option) => childOf(option, part))
      .find((child) => child != null);
  }
  return 'value' in schema ? bare(schema.value as v.GenericSchema) : undefined;
}

/** Of a picklist the options are words, of a union schemas. */
function optionsOf(options: unknown): v.GenericSchema[] {
  const schemas = (options as readonly unknown[]).filter(
    (option): option is v.GenericSchema => option != null && typeof option === 'object' && 'kind' in option,
  );
  return schemas.map(bare);
}

/** Optional wraps its schema, a pipe begins with it. */
function bare(schema: v.GenericSchema): v.GenericSchema {
  if ('wrapped' in schema) {
    return bare(schema.wrapped as v.GenericSchema);
  }
  const first = 'pipe' in schema ? (schema.pipe as readonly v.GenericSchema[])[0] : undefined;
  return first == null || first === schema ? schema : bare(first);
}
