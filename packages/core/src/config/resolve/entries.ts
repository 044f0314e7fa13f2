import { kindOf } from '../levels.ts';
import type { Named, Naming } from '../naming.ts';
import type { WrittenJob } from '../schema.ts';
import { eachOf, type Item, itemsOf } from './each.ts';
import { mergeJobLevels } from './levels.ts';
import type { List } from './lists.ts';
import { type Found, type Lookup, type Report, valueHere } from './lookup.ts';
import type { Place } from './place.ts';
import { scalarText } from './scalar.ts';
import { substitute, type Substitution } from './substitute.ts';
import { entriesOf, isNull, type Leaf, type MapTree, mergeMaps, type Tree, withEntries } from './tree.ts';

/** What a `for_each` became: one name for all its items. */
export interface Group {
  readonly list: List;
  readonly name: string;
  /** The names of its items that are here, in the order written. */
  readonly items: readonly string[];
}

/** The same, with the place of the entry that it is made of. */
export interface GroupAt extends Group {
  readonly at: Place;
}

/** The entries of a list as they are in one environment. */
export interface Entries {
  readonly items: readonly Tree[];
  readonly groups: readonly GroupAt[];
  /** The names of what the file has and this environment has not. */
  readonly absent: readonly string[];
}

/** What the entries of a list need to be made of what is written. */
export interface EntryContext {
  readonly list: List;
  /** The levels under the entries, with the environment merged. */
  readonly defaults: Tree | undefined;
  readonly environment: string;
  /** The names that are known everywhere. */
  readonly lookup: Lookup;
  readonly naming: Naming;
  readonly report: Report;
}

/** Makes the entries of a list complete: defaults under each, items of `for_each`, every `${…}` replaced. */
export function entriesFor(written: readonly Tree[], context: EntryContext): Entries {
  const made: Tree[] = [];
  const groups: GroupAt[] = [];
  const absent: string[] = [];
  const under = defaultsUnder(context);
  for (const entry of written) {
    if (entry.kind !== 'map') {
      made.push(entry);
      continue;
    }
    const name = groupName(entry, context);
    const each = entry.entries.get('for_each');
    const items: readonly (Item | undefined)[] =
      each == null || isNull(each) ? [undefined] : itemsOf(each, context.lookup, context.report);
    const here: string[] = [];
    for (const item of items) {
      const own = item == null ? name : `${name ?? ''}-${item.key}`;
      const lookup = lookupOf(entry, own, item, context);
      const by = { lookup, report: context.report };
      if (isHere(entry, by, context.environment)) {
        here.push(own ?? '');
        const whole = withName(under(entry, lookup), item == null ? undefined : own);
        made.push(substitute(whole, by) ?? whole);
      } else if (own != null) {
        absent.push(own);
      }
    }
    if (name != null && !items.includes(undefined)) {
      groups.push({ list: context.list, name, items: here, at: entry.at });
    }
  }
  return { items: made, groups, absent };
}

/** The name of an entry, which all items of a `for_each` share. */
function groupName(entry: MapTree, { lookup, report }: EntryContext): string | undefined {
  const name = entry.entries.get('name');
  const made = name == null ? undefined : substitute(name, { lookup: exceptOwn(lookup), report });
  return made?.kind === 'leaf' && made.value != null ? scalarText(made.value) : undefined;
}

/** Nothing of an entry is known in its name. */
function exceptOwn(lookup: Lookup): Lookup {
  return (name, from) =>
    /^(?:each\.|name$|resource_name$)/.test(name)
      ? {
          kind: 'absent',
          code: 'GP119',
          message: `\${${name}} cannot stand in a name, which it is made of`,
          hint: 'the items of a for_each are called <name>-<key> by themselves',
        }
      : lookup(name, from);
}

function withName(entry: MapTree, name: string | undefined): MapTree {
  const own = entry.entries.get('name');
  const named = name == null || own == null ? {} : { name: { kind: 'leaf', at: own.at, value: name } as const };
  return withEntries(entry, { ...named, for_each: undefined, only_in: undefined });
}

/** True unless `only_in` leaves the environment out. */
function isHere(entry: MapTree, by: Substitution, environment: string): boolean {
  const written = entry.entries.get('only_in');
  const made = written == null ? undefined : substitute(written, by);
  if (made == null || isNull(made) || (made.kind === 'leaf' && made.isPlaceholder === true)) {
    return true;
  }
  const names = made.kind === 'list' ? made.items : [made];
  return names.some((name) => name.kind === 'leaf' && scalarText(name.value) === environment);
}

const kinds = { jobs: 'job', crawlers: 'crawler', triggers: 'trigger' } as const satisfies Record<List, Named>;

/** Looks names up inside of one entry. */
function lookupOf(
  entry: MapTree,
  name: string | undefined,
  item: Item | undefined,
  { list, lookup, naming, report }: EntryContext,
): Lookup {
  let isNaming = false;
  const resourceName = (from: Leaf): Found => {
    const written = entry.entries.get('resource_name');
    if (written == null || isNull(written)) {
      const existing = entry.entries.get('existing');
      const isOthers = existing?.kind === 'leaf' && early(existing, own)?.value === true;
      return valueHere(isOthers ? name : naming(kinds[list], name ?? ''), from);
    }
    if (isNaming) {
      return {
        kind: 'absent',
        code: 'GP109',
        message: '${resource_name} is asked for by the very name that it is',
        hint: 'write it without ${resource_name}',
      };
    }
    isNaming = true;
    const made = substitute(written, { lookup: own, report });
    isNaming = false;
    return made?.kind === 'leaf' ? { kind: 'value', tree: { ...made, at: from.at } } : { kind: 'later' };
  };
  const own: Lookup = (asked, from) => {
    if (asked === 'name' && name != null) {
      return valueHere(name, from);
    }
    return asked === 'resource_name' ? resourceName(from) : (eachOf(asked, item, from) ?? lookup(asked, from));
  };
  return own;
}

/** A leaf that has to be known before the rest; what is wrong with it is told when the rest is looked at. */
function early(tree: Tree | undefined, lookup: Lookup): Leaf | undefined {
  const made = tree == null ? undefined : substitute(tree, { lookup, report: () => undefined });
  return made?.kind === 'leaf' ? made : undefined;
}

/** Puts the levels of `defaults` under an entry; what is existing is as it is. */
function defaultsUnder(context: EntryContext): (entry: MapTree, lookup: Lookup) => MapTree {
  const { list } = context;
  const defaults = entriesOf(context.defaults);
  if (defaults.size === 0) {
    return (entry) => entry;
  }
  const merged = new Map<string, MapTree | undefined>();
  const levelFor = (kind: string): MapTree | undefined => {
    if (!merged.has(kind)) {
      const levels = (list === 'jobs' ? ['jobs', kind] : [list]).flatMap((key) => {
        const level = defaults.get(key);
        return level?.kind === 'map' ? [level] : [];
      });
      const [first, second] = levels;
      merged.set(kind, first == null || second == null ? first : mergeJobLevels(first, second));
    }
    return merged.get(kind);
  };
  return (entry, lookup) => {
    const existing = entry.entries.get('existing');
    if (existing != null && early(existing, lookup)?.value === true) {
      return entry;
    }
    const type = early(entry.entries.get('type'), lookup)?.value;
    const level = levelFor(list === 'jobs' ? kindOf(type as WrittenJob['type']) : list);
    if (level == null) {
      return entry;
    }
    return list === 'jobs' ? mergeJobLevels(level, entry) : mergeMaps(level, entry);
  };
}
