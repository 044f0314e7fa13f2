import type { ConfigObject, EntryObject } from './configs.ts';

/** A change of one thing in a config, and the fields by resource label that a plan must then name, and no other. */
export interface Mutation {
  readonly what: string;
  readonly config: ConfigObject;
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

/** A map without one key. */
export function without<T extends Record<string, unknown>>(map: T, key: string): T {
  return Object.fromEntries(Object.entries(map).filter(([each]) => each !== key)) as T;
}

/** The fields that a plan names without those that an entry says are not to be changed. */
export function ignoring(
  entry: EntryObject,
  expected: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  const ignored = (entry.ignore_changes ?? []) as string[];
  return Object.fromEntries(
    Object.entries(expected)
      .map(([label, fields]) => [
        label,
        fields.filter((field) => !ignored.includes(field) && !ignored.includes(field.split('.')[0] ?? '')),
      ])
      .filter(([, fields]) => fields?.length !== 0),
  ) as Record<string, readonly string[]>;
}

/** What an entry gets for a key that it does not say itself, from `defaults` and, for tags, from the file. */
export function inherited(config: ConfigObject, list: 'jobs' | 'crawlers', entry: EntryObject, key: string): unknown {
  const defaults = (config.defaults ?? {}) as Record<string, Record<string, unknown> | undefined>;
  const type = entry.type === 'gluestreaming' ? 'streaming' : (entry.type as string | undefined);
  const levels = [defaults[list], list === 'jobs' ? defaults[type ?? 'glueetl'] : undefined];
  const below = [...(key === 'tags' ? [config.tags] : []), ...levels.map((level) => level?.[key])].filter(
    (value) => value != null,
  );
  const last = below.at(-1);
  return last != null && typeof last === 'object' && !Array.isArray(last) ? Object.assign({}, ...below) : last;
}
