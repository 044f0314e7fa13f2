/** A value that can be compared and shown; null only inside JSON of the user (an event pattern, a configuration of a crawler), where it is a value of its own. */
export type FieldValue =
  string | number | boolean | null | readonly FieldValue[] | { readonly [key: string]: FieldValue };

/** The fields of one resource by their names in the config; what is absent has no entry. */
export type FieldMap = Readonly<Record<string, FieldValue>>;

/** The map without the entries that say nothing: undefined, "", an empty list, an empty map. */
export function present(fields: Readonly<Record<string, FieldValue | undefined>>): FieldMap {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, FieldValue] => entry[1] != null && !isEmpty(entry[1])),
  );
}

/** `{a: "1"}` under `arguments` → `{"arguments.a": "1"}`: each entry is a field of its own, and "" is a value. */
export function entriesUnder(prefix: string, map: Readonly<Record<string, string>> | undefined): FieldMap {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [`${prefix}.${key}`, value]));
}

/** True when two values are the same; the order of keys does not matter, that of lists does. */
export function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** JSON with sorted keys: the same text for the same value. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner != null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function isEmpty(value: FieldValue): boolean {
  return value === '' || (typeof value === 'object' && value != null && Object.keys(value).length === 0);
}
