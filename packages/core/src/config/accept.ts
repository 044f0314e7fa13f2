import type * as v from 'valibot';

import { listsForMaps } from './schema-walk.ts';
import { isShaped, isTemplate, isText, withoutTemplate } from './value.ts';

/** The answer of a walk that does not take a value: valibot is asked, and says why or takes it all the same. */
export const notPlain: unique symbol = Symbol('not plain');

/** What valibot would make of a value, or `notPlain`. */
type Walk = (value: unknown) => unknown;

/**
 * A reader of values that are plainly right: it gives what valibot gives for the same schema, or `notPlain`, which says
 * nothing about the value. Nearly every config is right, and valibot looks at every key that an object might have where
 * this looks at those that are written, makes every object anew, and is slow on its first thousand calls.
 * Objects, lists, records and texts are walked here; whatever else a schema may hold is left to valibot's own `~run`.
 * What needs no change is given back itself, not a copy.
 */
export function acceptor(schema: v.GenericSchema): Walk {
  const plain = withoutTemplate(schema);
  if (plain != null) {
    const walk = acceptor(plain);
    return (value) => {
      const taken = walk(value);
      return taken === notPlain && isTemplate(value) ? value : taken;
    };
  }
  if ('pipe' in schema && !isText(schema)) {
    const [first, ...rest] = schema.pipe as readonly [v.GenericSchema, ...{ readonly kind: string }[]];
    return rest.every(({ kind }) => kind === 'metadata') ? acceptor(first) : asked(schema);
  }
  if (isText(schema)) {
    const other = asked(schema);
    return (value) => (typeof value === 'string' ? value : other(value));
  }
  if (isObject(schema)) {
    return walkObject(schema);
  }
  if (isNullable(schema)) {
    return orNull(acceptor(schema.wrapped));
  }
  if (isShaped(schema)) {
    const walks = schema.options.map(acceptor);
    return (value) => walks[schema.pick(value)]?.(value) ?? notPlain;
  }
  if (schema.type === 'array') {
    return walkList(acceptor((schema as v.ArraySchema<v.GenericSchema, undefined>).item));
  }
  if (schema.type === 'record') {
    return walkRecord(schema as v.RecordSchema<v.GenericSchema<string>, v.GenericSchema, undefined>);
  }
  return asked(schema);
}

type ObjectSchema = v.StrictObjectSchema<Record<string, v.GenericSchema>, undefined>;

/** An object whose absent keys stay absent: none has a default or is wrapped in something unknown to this file. */
function isObject(schema: v.GenericSchema): schema is ObjectSchema {
  return (
    schema.type === 'strict_object' &&
    Object.values((schema as ObjectSchema).entries).every((entry) =>
      'wrapped' in entry ? isOptional(entry) : !('default' in entry || 'fallback' in entry),
    )
  );
}

function isOptional(schema: v.GenericSchema): schema is v.OptionalSchema<v.GenericSchema, undefined> {
  const isKnown = schema.type === 'optional' || schema.type === 'nullish';
  return isKnown && !('pipe' in schema || 'fallback' in schema) && !hasDefault(schema);
}

function isNullable(schema: v.GenericSchema): schema is v.NullableSchema<v.GenericSchema, undefined> {
  return schema.type === 'nullable' && !('pipe' in schema || 'fallback' in schema) && !hasDefault(schema);
}

/** null, which takes away what a weaker level says, or what the schema inside takes. */
function orNull(walk: Walk): Walk {
  return (value) => (value === undefined ? notPlain : value == null ? value : walk(value));
}

function hasDefault(schema: v.GenericSchema): boolean {
  return (schema as v.OptionalSchema<v.GenericSchema, unknown>).default !== undefined;
}

function walkObject({ entries }: ObjectSchema): Walk {
  const walks = new Map<string, Walk>();
  const required = Object.entries(entries).flatMap(([key, entry]) => (isOptional(entry) ? [] : [key]));
  // Most configs write few of the keys that there are: the walk of a key is made for the first that is written.
  const walkOf = (key: string): Walk | undefined => {
    const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (entry == null) {
      return undefined;
    }
    const walk = fieldWalk(entry);
    walks.set(key, walk);
    return walk;
  };
  return (value) => {
    if (!isMap(value)) {
      return notPlain;
    }
    let own = value;
    for (const key in value) {
      const walk = walks.get(key) ?? walkOf(key);
      const inner = value[key];
      const taken = walk == null || inner === undefined ? notPlain : walk(inner);
      if (taken === notPlain) {
        return notPlain;
      }
      if (taken !== inner) {
        own = own === value ? { ...value } : own;
        own[key] = taken;
      }
    }
    return required.every((key) => Object.hasOwn(value, key)) ? own : notPlain;
  };
}

function fieldWalk(entry: v.GenericSchema): Walk {
  if (!isOptional(entry)) {
    return acceptor(entry);
  }
  const walk = acceptor(entry.wrapped);
  return (entry as v.GenericSchema).type === 'nullish' ? orNull(walk) : walk;
}

function walkRecord(schema: v.RecordSchema<v.GenericSchema<string>, v.GenericSchema, undefined>): Walk {
  const name = asked(schema.key);
  const walk = acceptor(schema.value);
  return (value) => {
    if (!isMap(value)) {
      return notPlain;
    }
    let own = value;
    for (const key in value) {
      const inner = value[key];
      // Where an object inherits from is a matter of its own, and valibot's.
      const taken = special.has(key) || name(key) !== key ? notPlain : walk(inner);
      if (taken === notPlain) {
        return notPlain;
      }
      if (taken !== inner) {
        own = own === value ? { ...value } : own;
        own[key] = taken;
      }
    }
    return own;
  };
}

const special: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function walkList(walk: Walk): Walk {
  return (value) => {
    if (!Array.isArray(value)) {
      return notPlain;
    }
    const list: readonly unknown[] = value;
    let own: unknown[] | undefined;
    for (let index = 0; index < list.length; index++) {
      const taken = walk(list[index]);
      if (taken === notPlain) {
        return notPlain;
      }
      if (taken !== list[index]) {
        own ??= [...list];
        own[index] = taken;
      }
    }
    return own ?? list;
  };
}

/** Valibot itself; the texts, numbers and flags that it took as they are it is not asked again: jobs are much alike. */
function asked(schema: v.GenericSchema): Walk {
  const taken = new Set<unknown>();
  return (value) => {
    if (taken.has(value)) {
      return value;
    }
    const isPlace = value != null && typeof value === 'object';
    if (isPlace && listsForMaps(value, schema).length > 0) {
      return notPlain;
    }
    const result = schema['~run']({ value }, {});
    if (result.issues != null) {
      return notPlain;
    }
    if (!isPlace && result.value === value) {
      taken.add(value);
    }
    return result.value;
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return value != null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}
