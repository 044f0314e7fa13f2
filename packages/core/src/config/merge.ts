import { isMap } from './value.ts';

/** Maps whose nulls are values: what is in them is passed on as it stands. */
const passedOn = new Set(['configuration', 'pattern', 'extra']);

/** A value without what was taken away: no null is left in its maps. What held none comes back as it is. */
export function withoutNulls<Value>(value: Value): Present<Value> {
  return (holdsNull(value) ? stripped(value) : value) as Present<Value>;
}

/** Most of a file holds none: this makes no lists of its thousands of maps. */
function holdsNull(value: unknown): boolean {
  if (value == null || typeof value !== 'object') {
    return false;
  }
  const map = value as Readonly<Record<string, unknown>>;
  for (const key in map) {
    const each = map[key];
    if (each == null || (typeof each === 'object' && !passedOn.has(key) && holdsNull(each))) {
      return true;
    }
  }
  return false;
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stripped);
  }
  if (!isMap(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      each == null ? [] : [[key, passedOn.has(key) ? each : stripped(each)] as const],
    ),
  );
}

/** A type without null at any depth. */
export type Present<T> = T extends readonly (infer Item)[]
  ? readonly Present<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Exclude<Present<T[Key]>, null> }
    : Exclude<T, null>;
