import { pairIn, UserError } from '@gluepipeline/core';

/** `key=value` words as a map; a word that is none is a UserError. */
export function pairs(words: unknown, flag: string): Record<string, string> {
  const given = Array.isArray(words) ? words.map(String) : [];
  return Object.fromEntries(
    given.map((word) => {
      const pair = pairIn(word);
      if (pair == null) {
        throw new UserError('GP604', `${flag} ${word} is no key=value`, `write ${flag} key=value`);
      }
      return pair;
    }),
  );
}
