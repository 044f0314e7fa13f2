import { argumentKey, argumentsOfForm, type ShortFormKey, shortFormKeys } from '../short-forms.ts';
import { entriesOf, isNull, type Leaf, type MapTree, mergeMaps, type Tree, withEntries } from './tree.ts';

/**
 * Two levels of a job as one. A short form is a spelling of its arguments, so what the stronger level says in either
 * spelling takes away what the weaker one says in the other: the two are never on one level because of a merge.
 */
export function mergeJobLevels(weaker: MapTree, stronger: MapTree): MapTree {
  const over = spelled(stronger);
  const spelledUnder = spelled(weaker);
  if (!saysArguments(over)) {
    // Most jobs leave all of them to their levels.
    return mergeMaps(spelledUnder, over, stronger.at);
  }
  const under = withoutOverruled(spelledUnder, over);
  // A short form is one argument: it is replaced whole, though it may be written as a map.
  const whole = Object.fromEntries(
    shortFormKeys.flatMap((key) => (key !== 'secrets' && over.entries.has(key) ? [[key, undefined] as const] : [])),
  );
  return mergeMaps(withEntries(under, whole), over, stronger.at);
}

const argumentKeys: ReadonlySet<string> = new Set(['arguments', ...shortFormKeys]);

function saysArguments({ entries }: MapTree): boolean {
  for (const key of entries.keys()) {
    if (argumentKeys.has(key)) {
      return true;
    }
  }
  return false;
}

/** The maps of a job whose keys may be written with or without their dashes. */
const argumentMaps = ['arguments', 'non_overridable_arguments'] as const;

/** A level whose arguments are written with their dashes; a map that has one of them twice stays, to be complained of. */
function spelled(level: MapTree): MapTree {
  const changes: Record<string, Tree> = {};
  for (const key of argumentMaps) {
    const map = level.entries.get(key);
    if (map?.kind === 'map') {
      changes[key] = withDashes(map);
    }
  }
  const trigger = level.entries.get('trigger');
  const passed = entriesOf(trigger).get('arguments');
  if (trigger?.kind === 'map' && passed?.kind === 'map') {
    changes.trigger = withEntries(trigger, { arguments: withDashes(passed) });
  }
  return Object.keys(changes).length === 0 ? level : withEntries(level, changes);
}

function withDashes(map: MapTree): MapTree {
  const keys = [...map.entries.keys()];
  if (keys.every((key) => argumentKey(key) === key)) {
    return map;
  }
  const entries = new Map(Array.from(map.entries, ([key, each]) => [argumentKey(key), each] as const));
  return entries.size === map.entries.size ? { ...map, entries } : map;
}

/** A weaker level without what a stronger one says in another spelling. */
function withoutOverruled(weaker: MapTree, stronger: MapTree): MapTree {
  const own = stronger.entries.get('arguments');
  // Arguments that are no map here, null among them, replace all that is weaker, however it is spelled.
  if (own != null && own.kind !== 'map') {
    const none = Object.fromEntries([...shortFormKeys, 'arguments'].map((key) => [key, undefined]));
    return withEntries(weaker, none);
  }
  const inMap = new Set(entriesOf(own).keys());
  const inSecrets = new Set([...entriesOf(stronger.entries.get('secrets')).keys()].map(argumentKey));
  const inForms = new Set(formsIn(stronger).flatMap(argumentsOfForm));
  const otherwise = (sets: readonly ReadonlySet<string>[], key: string) =>
    sets.some((set) => set.has(argumentKey(key)));
  return withForms(
    withEntries(weaker, {
      arguments: without(weaker.entries.get('arguments'), (key) => otherwise([inSecrets, inForms], key)),
      secrets: without(weaker.entries.get('secrets'), (key) => otherwise([inMap, inForms], key)),
    }),
    (argument) => inMap.has(argument) || inSecrets.has(argument),
  );
}

function without(tree: Tree | undefined, isOverruled: (key: string) => boolean): Tree | undefined {
  if (tree?.kind !== 'map') {
    return tree;
  }
  return { ...tree, entries: new Map([...tree.entries].filter(([key]) => !isOverruled(key))) };
}

function formsIn(level: MapTree): ShortFormKey[] {
  return shortFormKeys.filter((key) => key !== 'secrets' && level.entries.has(key));
}

/** The level without short forms whose argument is overruled; of one that sets several, what is left is spelled out. */
function withForms(level: MapTree, isOverruled: (argument: string) => boolean): MapTree {
  let made = level;
  for (const key of formsIn(level)) {
    const all = argumentsOfForm(key);
    if (all.some(isOverruled)) {
      const left = all.filter((argument) => !isOverruled(argument));
      const form = level.entries.get(key);
      made = withEntries(made, { [key]: undefined, arguments: withArguments(made, spelledOut(form, left)) });
    }
  }
  return made;
}

/** `spark_ui` is the one form that sets two arguments: a switch and an address. */
function spelledOut(form: Tree | undefined, left: readonly string[]): [string, Tree][] {
  const path = entriesOf(form).get('path');
  if (form == null || left.length === 0) {
    return [];
  }
  return left.flatMap((argument): [string, Tree][] => {
    const on: Leaf = { kind: 'leaf', at: form.at, value: isNull(form) ? null : 'true' };
    return argument === '--spark-event-logs-path' ? (path == null ? [] : [[argument, path]]) : [[argument, on]];
  });
}

function withArguments(level: MapTree, added: readonly [string, Tree][]): Tree | undefined {
  const map = level.entries.get('arguments');
  if (added.length === 0) {
    return map;
  }
  return map?.kind === 'map'
    ? { ...map, entries: new Map([...map.entries, ...added]) }
    : { kind: 'map', at: level.at, entries: new Map(added) };
}
