import type { Path } from '../issue.ts';
import { pathOf } from './place.ts';
import type { Resolved } from './resolve.ts';
import { type MapTree, textOf, walkTo } from './tree.ts';

/** Where something of a resolved config is written. */
export interface Origin {
  /** The position of the file among those of the config. */
  readonly file: number;
  readonly path: Path;
  /** True where its value is not known yet. */
  readonly isPlaceholder: boolean;
}

/** Where what stands at a path of a resolved config is written; what is written nowhere is below the nearest that is. */
export function originIn(tree: MapTree, path: Path): Origin {
  const { found, rest } = walkTo(tree, path);
  return {
    file: Math.max(found.at.file, 0),
    path: [...pathOf(found.at), ...rest],
    isPlaceholder: found.kind === 'leaf' && found.isPlaceholder === true,
  };
}

/** A message about an item of a `for_each` as one about the group: the same of all items is told once. */
export function ofGroup({ tree, groups }: Pick<Resolved, 'tree' | 'groups'>, path: Path, message: string): string {
  const [list, index] = path;
  if (typeof index !== 'number') {
    return message;
  }
  const { at } = walkTo(tree, [list ?? '', index]).found;
  const group = groups.find((each) => each.at === at);
  const name = textOf(walkTo(tree, [list ?? '', index, 'name']).found);
  return group == null || name == null ? message : message.replaceAll(`"${name}"`, `"${group.name}"`);
}
