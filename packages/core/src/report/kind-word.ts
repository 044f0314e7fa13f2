import type { Kind } from '../resources/resource.ts';

/** What people call a kind. */
export function kindWord(kind: Kind): string {
  return kind === 'artifact' ? 'script' : kind;
}
