import { invalidInput } from '../errors.ts';
import type { Context } from './handler.ts';

/** The paging members that every list request shares. */
export interface PageRequest {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** One page; without `NextToken` it is the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken?: string;
}

const encode = (key: string): string => Buffer.from(JSON.stringify({ after: key })).toString('base64url');

function decode(token: string): string {
  try {
    const { after } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { after?: unknown };
    if (typeof after === 'string') {
      return after;
    }
  } catch {
    // Falls through: a token we did not make.
  }
  throw invalidInput('Invalid NextToken.');
}

/**
 * A page of items that are ordered by key. A token names the last key seen, so what is created or deleted between
 * two pages makes no item appear twice and none be skipped.
 */
export function page<T>(
  context: Context,
  request: PageRequest,
  items: readonly T[],
  keyOf: (item: T) => string,
  most: number,
): Page<T> {
  const asked = request.MaxResults ?? most;
  const short = context.quirks.has('short-pages');
  const first = request.NextToken == null || request.NextToken === '';
  const after = first ? undefined : decode(request.NextToken);
  const rest = after == null ? items : items.filter((item) => keyOf(item) > after);
  if (short && first && rest.length > 0) {
    return { items: [], NextToken: encode('') };
  }
  const size = short ? Math.max(1, Math.min(2, asked - 1)) : asked;
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  return last == null || shown.length === rest.length
    ? { items: shown }
    : { items: shown, NextToken: encode(keyOf(last)) };
}
