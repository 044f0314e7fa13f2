import { closest, distance } from 'fastest-levenshtein';

/**
 * The candidates that were most likely meant, the likeliest first; none where all are too far off. Words that are one
 * edit away, two letters that changed places included, are all as likely.
 */
export function suggestions(word: string, candidates: readonly string[]): string[] {
  const lower = word.toLowerCase();
  const same = candidates.filter((candidate) => candidate.toLowerCase() === lower);
  if (same.length > 0) {
    return same;
  }
  const near = candidates.filter((candidate) => isOneEdit(word, candidate));
  if (near.length > 0 || candidates.length === 0) {
    return near;
  }
  const best = closest(word, [...candidates]);
  const allowed = Math.max(1, Math.floor(Math.max(word.length, best.length) / 3));
  return distance(word, best) <= allowed ? [best] : [];
}

/** The candidate that was most likely meant, or none where all are too far off. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  return suggestions(word, candidates)[0];
}

/** `did you mean "x"?`, with all that are as likely, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const likely = suggestions(word, candidates);
  const last = likely.at(-1);
  const before = likely.slice(0, -1).map((each) => `"${each}"`);
  return last == null ? undefined : `did you mean ${before.length === 0 ? '' : `${before.join(', ')} or `}"${last}"?`;
}

function isOneEdit(word: string, candidate: string): boolean {
  return (
    Math.abs(word.length - candidate.length) <= 1 && (distance(word, candidate) === 1 || isSwapped(word, candidate))
  );
}

/** True where two letters in a row changed places, which are two edits for Levenshtein and one for who types. */
function isSwapped(word: string, candidate: string): boolean {
  if (word.length !== candidate.length) {
    return false;
  }
  const at = Array.from(word).findIndex((letter, index) => letter !== candidate.charAt(index));
  return (
    at !== -1 &&
    word.charAt(at) === candidate.charAt(at + 1) &&
    word.charAt(at + 1) === candidate.charAt(at) &&
    word.slice(at + 2) === candidate.slice(at + 2)
  );
}

/** So many names are told where any of them would do. */
const mostNames = 10;

/** Names in a row; of many the first, and how many more there are. */
export function someOf(names: readonly string[], most = mostNames): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
