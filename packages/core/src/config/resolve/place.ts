import type { Path } from '../issue.ts';

/** Where a value is written: in which of the files, and the way to it from the top of that file. */
export interface Place {
  /** The position among the files of the config: the main one is 0. */
  readonly file: number;
  readonly up: Place | undefined;
  /** Nothing at the top of a file. */
  readonly key: string | number | undefined;
}

/** The top of a file. */
export function topOf(file: number): Place {
  return { file, up: undefined, key: undefined };
}

/** The place of what stands under a key, or at a position of a list. */
export function below(up: Place, key: string | number): Place {
  return { file: up.file, up, key };
}

/** The way to a place from the top of its file. */
export function pathOf(place: Place): Path {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at?.key != null; at = at.up) {
    path.unshift(at.key);
  }
  return path;
}
