import { describe, expect, it } from '@jest/globals';
import type * as v from 'valibot';

import type { Path } from '../../src/config/issue.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { configSchema } from '../../src/config/schema.ts';

/** A map of the schema, or a closed list of words, with a way to it. */
interface Place {
  readonly path: Path;
  readonly words: readonly string[];
  readonly kind: 'keys' | 'choices';
  /** A config that holds a value there and nothing else but what it needs to be looked at. */
  readonly configWith: (value: unknown) => unknown;
}

type Around = (value: unknown) => unknown;

const isOptional = (entry: v.GenericSchema) => 'wrapped' in entry;

/** Every place of the schema where words are known; a key of the user's own is called `own`. */
function places(schema: v.GenericSchema, path: Path = [], configWith: Around = (value) => value): Place[] {
  if ('wrapped' in schema) {
    return places(schema.wrapped as v.GenericSchema, path, configWith);
  }
  if ('pipe' in schema) {
    const [first] = schema.pipe as readonly v.GenericSchema[];
    if (first != null && first !== schema) {
      return places(first, path, configWith);
    }
  }
  if ('entries' in schema && schema.type === 'strict_object') {
    const entries = Object.entries(schema.entries as Record<string, v.GenericSchema>);
    // What a map cannot do without tells which of several it is.
    const needed = Object.fromEntries(entries.flatMap(([key, entry]) => (isOptional(entry) ? [] : [[key, 'x']])));
    return [
      { path, words: entries.map(([key]) => key), kind: 'keys', configWith },
      ...entries.flatMap(([key, entry]) =>
        places(entry, [...path, key], (value) => configWith({ ...needed, [key]: value })),
      ),
    ];
  }
  if ('item' in schema) {
    return places(schema.item as v.GenericSchema, [...path, 0], (value) => configWith([value]));
  }
  if (schema.type === 'picklist') {
    return [{ path, words: (schema as unknown as { options: string[] }).options, kind: 'choices', configWith }];
  }
  if ('options' in schema) {
    return (schema.options as v.GenericSchema[]).flatMap((option) => places(option, path, configWith));
  }
  return 'value' in schema
    ? places(schema.value as v.GenericSchema, [...path, 'own'], (value) => configWith({ own: value }))
    : [];
}

/** Every word at one edit from this one: a letter less, more, another, or two that changed places. */
function typos(word: string): string[] {
  const cuts = Array.from({ length: word.length + 1 }, (_, at) => [word.slice(0, at), word.slice(at)] as const);
  const letters = ['s', 'x'];
  const edited = cuts.flatMap(([before, after]) => [
    before + after.slice(1),
    before + after.charAt(1) + after.charAt(0) + after.slice(2),
    ...letters.flatMap((letter) => [before + letter + after, before + letter + after.slice(1)]),
  ]);
  return [...new Set(edited)].filter((each) => each !== word && each !== '');
}

const all = places(configSchema);

describe('a typo of one edit', () => {
  it('is looked for in every map and list of words that the schema has', () => {
    expect(all.filter(({ kind }) => kind === 'keys').length).toBeGreaterThan(30);
    expect(all.filter(({ kind }) => kind === 'choices').length).toBeGreaterThan(10);
  });

  it.each(all.map((place) => [`${place.kind} of ${place.path.join('.') || 'the config'}`, place] as const))(
    'gets the right suggestion among the %s',
    (_, { path, words, kind, configWith }) => {
      const wrong: string[] = [];
      // Where a map may be of two kinds, the words of both are known there.
      const known = new Set(all.filter((each) => each.path.join() === path.join()).flatMap((each) => each.words));
      for (const word of words) {
        for (const typo of typos(word).filter((each) => !known.has(each))) {
          const parsed = parseConfig(configWith(kind === 'keys' ? { [typo]: 'x' } : typo));
          const place = kind === 'keys' ? [...path, typo] : path;
          const own = parsed.issues.filter((issue) => issue.path.join() === place.join());
          if (
            own.length !== 1 ||
            !(own[0]?.hint ?? '').includes(word) ||
            own[0]?.hint?.startsWith('known keys') === true
          ) {
            wrong.push(
              `${typo} for ${word}: ${own.map(({ message, hint }) => `${message}; ${hint ?? ''}`).join(' | ')}`,
            );
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
