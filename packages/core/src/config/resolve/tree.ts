import type { Path } from '../issue.ts';
import { isMap } from '../value.ts';
import { below, type Place } from './place.ts';

/** A value that knows where each part of it is written; what is merged from several files and levels still does. */
export type Tree = MapTree | ListTree | Leaf;

/** A map; the order of its keys is that of the file. */
export interface MapTree {
  readonly kind: 'map';
  readonly at: Place;
  readonly entries: ReadonlyMap<string, Tree>;
}

/** A list. */
export interface ListTree {
  readonly kind: 'list';
  readonly at: Place;
  readonly items: readonly Tree[];
}

/** A text, number, boolean or null. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly at: Place;
  readonly value: unknown;
  /** Set where the value is not known yet, and what stands here only holds its place. */
  readonly isPlaceholder?: true;
  /** Set where the text holds a `${` that is meant as it stands. */
  readonly isLiteral?: true;
}

/** A plain value as it is written at a place. */
export function treeOf(value: unknown, at: Place): Tree {
  if (Array.isArray(value)) {
    return { kind: 'list', at, items: value.map((item, index) => treeOf(item, below(at, index))) };
  }
  if (isMap(value)) {
    const entries = new Map<string, Tree>();
    for (const key of Object.keys(value)) {
      entries.set(key, treeOf(value[key], below(at, key)));
    }
    return { kind: 'map', at, entries };
  }
  return { kind: 'leaf', at, value };
}

/** The plain value of a tree. */
export function valueOf(tree: Tree): unknown {
  switch (tree.kind) {
    case 'map':
      return Object.fromEntries(Array.from(tree.entries, ([key, each]) => [key, valueOf(each)]));
    case 'list':
      return tree.items.map(valueOf);
    case 'leaf':
      return tree.value;
  }
}

/** The text of a leaf, where it is one. */
export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'leaf' && typeof tree.value === 'string' ? tree.value : undefined;
}

/** True for a null, which takes away what is weaker. */
export function isNull(tree: Tree | undefined): boolean {
  return tree?.kind === 'leaf' && tree.value == null;
}

/** The entries of a map, none where there is no map. */
export function entriesOf(tree: Tree | undefined): ReadonlyMap<string, Tree> {
  return tree?.kind === 'map' ? tree.entries : noEntries;
}

const noEntries: ReadonlyMap<string, Tree> = new Map();

/** A map with some of its entries replaced; nothing takes one away. */
export function withEntries(map: MapTree, changes: Readonly<Record<string, Tree | undefined>>): MapTree {
  const entries = new Map(map.entries);
  for (const [key, tree] of Object.entries(changes)) {
    if (tree == null) {
      entries.delete(key);
    } else {
      entries.set(key, tree);
    }
  }
  return { ...map, entries };
}

/** The deepest part of a tree on the way along a path, and what is left of the path there. */
export function walkTo(tree: Tree, path: Path): { readonly found: Tree; readonly rest: Path } {
  let found = tree;
  for (const [index, key] of path.entries()) {
    const next =
      found.kind === 'map'
        ? found.entries.get(String(key))
        : found.kind === 'list'
          ? found.items[Number(key)]
          : undefined;
    if (next == null) {
      return { found, rest: path.slice(index) };
    }
    found = next;
  }
  return { found, rest: [] };
}

/**
 * The one merge of this language: maps key by key, everything else replaced whole. A null stays, for it takes away what
 * a level below says. The map that comes of two stands where the stronger one is written, unless `at` says otherwise.
 */
export function mergeTrees(weaker: Tree | undefined, stronger: Tree | undefined, at?: Place): Tree | undefined {
  if (weaker?.kind !== 'map' || stronger?.kind !== 'map') {
    return stronger ?? weaker;
  }
  return mergeMaps(weaker, stronger, at);
}

/** The same of two maps. */
export function mergeMaps(weaker: MapTree, stronger: MapTree, at: Place = stronger.at): MapTree {
  const entries = new Map(weaker.entries);
  for (const [key, value] of stronger.entries) {
    entries.set(key, mergeTrees(entries.get(key), value) ?? value);
  }
  return { kind: 'map', at, entries };
}
