/** The listed members of a value that are set. */
export function pick<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Set<Pick<T, K>> {
  return Object.fromEntries(keys.filter((key) => value[key] != null).map((key) => [key, value[key]])) as Set<
    Pick<T, K>
  >;
}

/** Members that are set, or not there: never undefined, as the SDK's types allow. */
type Set<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The value without these members. */
export function omit<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;
}

/** True for a value that says nothing: absent, "", an empty list, an empty map. */
export function isBlank(value: unknown): boolean {
  return (
    value == null ||
    value === '' ||
    (typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0)
  );
}

/** The members that say something and are not among `known`: what an overwriting update would remove. */
export function unknownMembers(value: object, known: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([key, member]) => !known.includes(key) && !isBlank(member)));
}
