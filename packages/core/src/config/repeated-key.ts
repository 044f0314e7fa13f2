import { issue, type Issue, type Position } from './issue.ts';

/** The complaint about a key that its map has already. */
export function repeatedKey(key: string, position: Position): Issue {
  const message = `key "${key}" is written twice in the same map`;
  return { ...issue({ code: 'GP107', path: [], message, hint: 'remove or rename one of the two' }), position };
}
