import { closest, distance } from 'fastest-levenshtein';

/** The candidate that was most likely meant, or none where all are too far off. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) {
    return undefined;
  }
  const lower = word.toLowerCase();
  const same = candidates.find((candidate) => candidate.toLowerCase() === lower);
  if (same != null) {
    return same;
  }
  const best = closest(word, [...candidates]);
  const allowed = Math.max(1, Math.floor(Math.max(word.length, best.length) / 3));
  return distance(word, best) <= allowed ? best : undefined;
}

/** `did you mean "x"?` or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const best = suggest(word, candidates);
  return best == null ? undefined : `did you mean "${best}"?`;
}
