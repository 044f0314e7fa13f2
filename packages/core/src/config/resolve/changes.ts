import type { Path } from '../issue.ts';
import { type List, lists } from './lists.ts';
import { scalarText } from './scalar.ts';
import { entriesOf, type MapTree, type Tree, withEntries } from './tree.ts';

/** An entry of a list, by its name as it is written. */
export interface EntryName {
  readonly list: List;
  readonly name: string;
}

/** The ways to everything that an environment says: to each value that is no map, and to maps without anything in them. */
export function leavesOf(changes: MapTree): Path[] {
  return Array.from(changes.entries).flatMap(([key, tree]) =>
    tree.kind === 'map' && tree.entries.size > 0 ? leavesOf(tree).map((path) => [key, ...path]) : [[key]],
  );
}

/** The same changes without one of them; a map that then says nothing is gone as well. */
export function withoutLeaf(changes: MapTree, [first, ...rest]: Path): MapTree {
  const key = String(first ?? '');
  const inner = changes.entries.get(key);
  if (rest.length === 0 || inner?.kind !== 'map') {
    return withEntries(changes, { [key]: undefined });
  }
  const left = withoutLeaf(inner, rest);
  return withEntries(changes, { [key]: left.entries.size === 0 ? undefined : left });
}

/** As much of a config, with what an environment says of it, as is asked for; all of what counts for every entry. */
export interface Part {
  readonly config: MapTree;
  readonly changes: MapTree;
}

/** One entry alone. */
export function ofEntry({ config, changes }: Part, { list, name }: EntryName): Part {
  return ofItems({ config, changes }, (each, items) =>
    each === list ? items.filter((item) => nameIn(item) === name) : [],
  );
}

/** A few entries of each list. */
export function ofFew(part: Part): Part {
  return ofItems(part, (_, items) => items.slice(0, 5));
}

function ofItems({ config, changes }: Part, pick: (list: string, items: readonly Tree[]) => readonly Tree[]): Part {
  const kept: Record<string, Tree> = {};
  const changed: Record<string, Tree> = {};
  for (const list of lists) {
    const [entries, map] = [config.entries.get(list), changes.entries.get(list)];
    const items = entries?.kind === 'list' ? pick(list, entries.items) : [];
    if (entries?.kind === 'list') {
      kept[list] = { ...entries, items };
    }
    if (map?.kind === 'map') {
      const names = new Set(items.map(nameIn));
      changed[list] = { ...map, entries: new Map([...map.entries].filter(([name]) => names.has(name))) };
    }
  }
  return { config: withEntries(config, kept), changes: withEntries(changes, changed) };
}

function nameIn(entry: Tree): string | undefined {
  const name = entriesOf(entry).get('name');
  return name?.kind === 'leaf' ? scalarText(name.value) : undefined;
}
