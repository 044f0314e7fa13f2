import { UserError } from '@gluepipeline/core';

/** `key=value` words as a map; the value may hold further equals signs, and may be empty. */
export function pairs(words: unknown, flag: string): Record<string, string> {
  const given = Array.isArray(words) ? words.map(String) : [];
  return Object.fromEntries(
    given.map((word) => {
      const at = word.indexOf('=');
      if (at < 1) {
        throw new UserError('GP604', `${flag} ${word} is no key=value`, `write ${flag} key=value`);
      }
      return [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}
