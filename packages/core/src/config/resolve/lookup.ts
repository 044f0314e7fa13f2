import type { Leaf, Tree } from './tree.ts';

/** What a name comes to at the place where it is written. */
export type Found =
  | { readonly kind: 'value'; readonly tree: Tree }
  /** It has no value here: an error unless the text says what stands there then, or the value is still to come. */
  | {
      readonly kind: 'absent';
      readonly code: string;
      readonly message: string;
      readonly hint?: string | undefined;
      readonly isToCome?: boolean;
    }
  /** It has one that nobody knows yet: its own text stands for it. */
  | { readonly kind: 'later' };

/** Finds the value of a name that the text of a leaf asks for. */
export type Lookup = (name: string, from: Leaf) => Found;

/** A mistake, and where it is written. */
export interface Mistake {
  readonly code: string;
  readonly tree: Tree;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly on?: 'key';
}

/** Takes down a mistake; the work goes on, so that all of them are found. */
export type Report = (mistake: Mistake) => void;

/** A value that stands where its name does, not where somebody else wrote it. */
export function valueHere(value: unknown, from: Leaf): Found {
  return { kind: 'value', tree: { kind: 'leaf', at: from.at, value } };
}
