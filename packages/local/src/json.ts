/** Any value that JSON can carry; a member that is `undefined` is absent. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object as it came over the wire, or as it goes out. */
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** True only for a JSON object: not for a list, not for null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value != null && !Array.isArray(value);
}

/** A copy without the members that are undefined, so that "absent" is one thing on disk and on the wire. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
