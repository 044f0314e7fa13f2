import { didYouMean } from '../suggest.ts';
import { mergeJobLevels } from './levels.ts';
import type { Report } from './lookup.ts';
import { lists } from './lists.ts';
import { scalarText } from './scalar.ts';
import { entriesOf, isNull, type MapTree, mergeMaps, mergeTrees, textOf, type Tree } from './tree.ts';
import { unfoldedTop } from './unfold.ts';

/** The environment that serves every name which is not listed. */
const anyOther = '*';

/** What a file says of an environment. */
export interface WrittenEnvironment {
  /** Its name there, or "*". */
  readonly key: string;
  readonly changes: MapTree;
}

/** What the file says of one environment, or nothing where it takes any as it is; a name that it does not know is a mistake. */
export function environmentIn(config: MapTree, environment: string, report: Report): WrittenEnvironment | undefined {
  const tree = config.entries.get('environments');
  const environments = entriesOf(tree);
  if (tree == null || environments.size === 0) {
    return undefined;
  }
  const key = environments.has(environment) ? environment : anyOther;
  const found = environments.get(key);
  if (found == null) {
    const known = [...environments.keys()];
    const named = config.entries.get('environment');
    report({
      code: 'GP117',
      tree: textOf(named) === environment && named != null ? named : tree,
      message: `environment "${environment}" is none of those of this file`,
      hint: didYouMean(environment, known) ?? `known: ${known.join(', ')}; "*" would serve every other name`,
    });
  }
  return found?.kind === 'map' ? { key, changes: found } : undefined;
}

/** The config with an environment merged over it: maps key by key, entries of lists by the names that are written there. */
export function withEnvironment(config: MapTree, changes: MapTree, report: Report): MapTree {
  const [under, over] = [unfoldedTop(config), unfoldedTop(changes)];
  const entries = new Map(under.entries);
  for (const [key, change] of over.entries) {
    const before = entries.get(key);
    entries.set(key, (key === 'defaults' ? mergedDefaults(before, change) : mergeTrees(before, change)) ?? change);
  }
  for (const list of lists) {
    const change = over.entries.get(list);
    if (change != null) {
      const before = under.entries.get(list);
      const made = isNull(change) ? undefined : withChanges(list, before, change, report);
      if (made == null) {
        entries.delete(list);
      } else {
        entries.set(list, made);
      }
    }
  }
  const start = entries.get('start');
  if (start?.at.key === 'schedule' && [...entriesOf(start).values()].every(isNull)) {
    // The short form was all that asked for a start, and it is taken away.
    entries.delete('start');
  }
  return { ...under, entries };
}

/** Levels of jobs have their arguments in several spellings. */
function mergedDefaults(before: Tree | undefined, change: Tree): Tree {
  if (before?.kind !== 'map' || change.kind !== 'map') {
    return change;
  }
  const entries = new Map(before.entries);
  for (const [key, level] of change.entries) {
    const weaker = entries.get(key);
    const merge = key === 'crawlers' || key === 'triggers' ? mergeMaps : mergeJobLevels;
    entries.set(key, weaker?.kind === 'map' && level.kind === 'map' ? merge(weaker, level) : level);
  }
  return { ...change, entries };
}

/** A list with the changes to its entries; what is changed to null is gone. */
function withChanges(list: string, before: Tree | undefined, changes: Tree, report: Report): Tree | undefined {
  const wanted = entriesOf(changes);
  const entries = itemsOf(before);
  const known = entries.flatMap((entry) => nameOf(entry) ?? []);
  for (const [name, change] of wanted) {
    if (!known.includes(name)) {
      const kind = list.slice(0, -1);
      report({
        code: 'GP118',
        tree: change,
        on: 'key',
        message: `${kind} "${name}" is changed for an environment, but ${list} has none of that name`,
        hint: didYouMean(name, known) ?? `write it in ${list}, with only_in for what is not everywhere`,
      });
    }
  }
  if (before?.kind !== 'list') {
    return before;
  }
  const items = entries.flatMap((entry) => {
    const change = wanted.get(nameOf(entry) ?? '');
    if (change == null || entry.kind !== 'map') {
      return [entry];
    }
    if (change.kind !== 'map') {
      return [];
    }
    const merged = list === 'jobs' ? mergeJobLevels(entry, change) : mergeMaps(entry, change);
    // The entry itself stands where it was made; what an environment says stands where that is written.
    return [{ ...merged, at: entry.at }];
  });
  return { ...before, items };
}

/** The names of what an environment has taken away from a list. */
export function takenAway(before: Tree | undefined, after: Tree | undefined): string[] {
  const left = new Set(itemsOf(after).map(nameOf));
  return itemsOf(before).flatMap((entry) => {
    const name = nameOf(entry);
    return name == null || left.has(name) ? [] : [name];
  });
}

function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** The name of an entry as it is written. */
function nameOf(entry: Tree): string | undefined {
  const name = entriesOf(entry).get('name');
  return name?.kind === 'leaf' && name.value != null ? scalarText(name.value) : undefined;
}
