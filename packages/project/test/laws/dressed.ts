import type { ConfigObject, EntryObject } from './configs.ts';
import { stackWord } from './configs-words.ts';

/**
 * The same config in more of the language: values as variables, alone and inside of texts, keys that an environment says,
 * and crawlers that a `for_each` makes. What becomes of a key depends on its place alone, so that a change of the config
 * is the same change here.
 */
export function dressed(config: ConfigObject): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  const environment: Record<string, Record<string, Record<string, unknown>>> = {};
  const lists = Object.fromEntries(
    (['jobs', 'crawlers', 'triggers'] as const).flatMap((list) => {
      const entries = config[list];
      return entries == null ? [] : [[list, entries.map((entry) => dress(list, entry))]];
    }),
  );

  function dress(list: string, entry: EntryObject): EntryObject {
    const named = itemOf(list, entry.name, config);
    const kept: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(entry)) {
      const place = `${list} ${entry.name} ${key}`;
      const worn = key === 'name' ? value : withVariables(place, value, variables);
      if (key !== 'name' && key !== 'actions' && dice(place) % 5 === 0) {
        const said = ((environment[list] ??= {})[named.name] ??= {});
        said[key] = worn;
      } else {
        kept[key] = worn;
      }
    }
    return { ...kept, ...named };
  }

  return {
    ...config,
    ...lists,
    ...(Object.keys(variables).length === 0 ? {} : { variables }),
    ...(Object.keys(environment).length === 0 ? {} : { environments: { dev: environment } }),
  };
}

/**
 * A crawler whose name ends in a word of its own is the item of a group, if no other crawler begins alike: one of several
 * groups is all that may have a name. Jobs of a group have a trigger of another name.
 */
function itemOf(list: string, name: string, { jobs, crawlers, triggers }: ConfigObject): EntryObject {
  const [, group, key] = nameOfItem.exec(name) ?? [];
  const others = [jobs, crawlers, triggers].flatMap((entries) => (entries ?? []).map((entry) => entry.name));
  const alike = (crawlers ?? []).filter((entry) => nameOfItem.exec(entry.name)?.[1] === group);
  return list === 'crawlers' && group != null && key != null && alike.length === 1 && !others.includes(group)
    ? { name: group, for_each: [key] }
    : { name };
}

const nameOfItem = /^(.+)-([^-]+)$/;

/** A value with some of its texts, numbers and flags by way of variables. */
function withVariables(place: string, value: unknown, variables: Record<string, unknown>): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => withVariables(`${place}.${index}`, item, variables));
  }
  if (value != null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, withVariables(`${place}.${key}`, each, variables)]),
    );
  }
  // The name of the stack is put in afterwards, and must be in one piece.
  if (value == null || (typeof value === 'string' && (value.includes('$') || value.includes(stackWord)))) {
    return value;
  }
  const variable = `v${Object.keys(variables).length}`;
  switch (dice(place) % 4) {
    case 0:
      variables[variable] = value;
      return `\${var.${variable}}`;
    case 1: {
      if (typeof value !== 'string' || value === '') {
        return value;
      }
      // Not between the two halves of a letter.
      const letters = Array.from(value);
      variables[variable] = { half: letters.slice(0, 1).join('') };
      return `\${var.${variable}.half}${letters.slice(1).join('')}`;
    }
    default:
      return value;
  }
}

/** A number that is always the same for a text. */
function dice(text: string): number {
  let hash = 7;
  for (const letter of text) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  }
  return hash;
}
