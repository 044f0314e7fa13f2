import { invalidParameter } from './records.ts';

/**
 * The plain part of the language of FilterLogEvents: words and "phrases" that must all be there, `?` before those of
 * which one will do, `-` before those that must not be there. JSON, columns and regular expressions are refused.
 */
export function filterPattern(pattern: string | undefined): (message: string) => boolean {
  const text = (pattern ?? '').trim();
  if (/^[[{]|^%/.test(text)) {
    throw invalidParameter('only words and "phrases" are served here as filterPattern');
  }
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign = '', phrase, word]) => ({
    sign,
    text: phrase?.replaceAll(/\\(.)/g, '$1') ?? word ?? '',
  }));
  const all = terms.filter(({ sign }) => sign === '');
  const some = terms.filter(({ sign }) => sign === '?');
  const none = terms.filter(({ sign }) => sign === '-');
  return (message) => {
    const has = (term: { readonly text: string }): boolean => message.includes(term.text);
    return all.every(has) && !none.some(has) && (some.length === 0 || all.length > 0 || some.some(has));
  };
}
