import { issue, type Issue } from '../issue.ts';
import { didYouMean } from '../suggest.ts';
import { isMap } from '../value.ts';
import { lists } from './lists.ts';
import type { Report } from './lookup.ts';
import { type ListTree, type MapTree, type Tree, withEntries } from './tree.ts';

/** A file that `include` names, or why there is none. */
export type Included =
  | { readonly file: string; readonly text: string }
  /** The position of the pattern that it is about. */
  | { readonly pattern: number; readonly problem: string; readonly hint: string };

/** Reads the files that patterns mean, relative to the config: each file once, those of one pattern by their names. */
export type ReadIncluded = (patterns: readonly string[]) => Promise<readonly Included[]>;

/** The patterns of a config file, as far as they are written as such. */
export function patternsOf(value: unknown): readonly string[] {
  const include = isMap(value) ? value.include : undefined;
  return Array.isArray(include) ? include.filter((each) => typeof each === 'string') : [];
}

/** What an included file may hold: entries, and what they are made of. The rest is said once, in the main file. */
const shared = ['variables', 'defaults', 'jobs', 'crawlers', 'workflows', 'triggers', 'environments'] as const;

const allowed: ReadonlySet<string> = new Set(['$schema', ...shared]);

/** The keys of an included file that do not belong there; `known` are those of the main file. */
export function misplacedKeys(value: unknown, known: readonly string[]): Issue[] {
  const keys = isMap(value) ? Object.keys(value).filter((key) => !allowed.has(key)) : [];
  return keys.map((key) => {
    const isKnown = known.includes(key);
    return issue({
      code: isKnown ? 'GP120' : 'GP103',
      path: [key],
      on: 'key',
      message: isKnown
        ? `${key} belongs in the main file, not in one that it includes`
        : `unknown key "${key}" in an included file`,
      hint: isKnown ? 'move it there' : (didYouMean(key, shared) ?? `known keys: ${shared.join(', ')}`),
    });
  });
}

/**
 * The files of a config as one: lists follow each other in the order of the files, maps are one map. What two files say
 * of the same key is a mistake, since neither is stronger.
 */
export function joined(files: readonly MapTree[], report: Report): MapTree {
  return files.reduce((whole, part) => {
    const entries = new Map(whole.entries);
    for (const key of shared) {
      const more = part.entries.get(key);
      const before = entries.get(key);
      if (more != null) {
        const isList = (lists as readonly string[]).includes(key);
        entries.set(key, before == null ? more : isList ? listOf(before, more) : once([key], before, more, report));
      }
    }
    return withEntries(whole, Object.fromEntries(entries));
  });
}

function listOf(before: Tree, more: Tree): Tree {
  const items = (tree: Tree) => (tree.kind === 'list' ? tree.items : []);
  const list: ListTree = { kind: 'list', at: before.at, items: [...items(before), ...items(more)] };
  return list;
}

function once(path: readonly string[], before: Tree, more: Tree, report: Report): Tree {
  if (before.kind !== 'map' || more.kind !== 'map') {
    report({
      code: 'GP120',
      tree: more,
      message: `${path.join('.')} is written in two files`,
      hint: 'write it in one of them; neither is stronger',
    });
    return before;
  }
  const entries = new Map(before.entries);
  for (const [key, tree] of more.entries) {
    const known = entries.get(key);
    entries.set(key, known == null ? tree : once([...path, key], known, tree, report));
  }
  return { ...before, entries };
}
