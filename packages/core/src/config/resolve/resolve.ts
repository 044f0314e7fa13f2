import { namingOf, type NamesWritten } from '../naming.ts';
import { entriesFor, type GroupAt } from './entries.ts';
import { environmentIn, takenAway, withEnvironment, type WrittenEnvironment } from './environment.ts';
import { withGiven } from './given.ts';
import { lists } from './lists.ts';
import type { Mistake, Report } from './lookup.ts';
import { namesOf, type Outside, type PlaceName } from './names.ts';
import { settled } from './settle.ts';
import { substitute, type Substitution } from './substitute.ts';
import { entriesOf, type MapTree, textOf, type Tree, valueOf, withEntries } from './tree.ts';

/** A config as it is in one environment, every entry complete; it still knows where each part is written. */
export interface Resolved {
  readonly tree: MapTree;
  readonly groups: readonly GroupAt[];
  /** The names of jobs, crawlers and triggers that the file has and this environment has not. */
  readonly absent: readonly string[];
  /** What of the place to deploy to was asked for. */
  readonly asked: ReadonlySet<PlaceName>;
  /** What the file says of the environment, and under which key. */
  readonly written: WrittenEnvironment | undefined;
  readonly mistakes: readonly Mistake[];
  /** The `${…}` whose places are held, as they are written: what is said of them is not said of their values. */
  readonly placeholders: ReadonlySet<string>;
}

/** Keys that are not replaced: they say how the rest is to be read, and are kept as they are written. */
const keptAsWritten: ReadonlySet<string> = new Set([
  '$schema',
  'include',
  'environments',
  'variables',
  'defaults',
  'rules',
]);

/**
 * What a config means in one environment: the environment is merged over the file, defaults under each entry, `for_each`
 * makes items, and `${…}` are replaced. `defaults`, `variables` and `environments` stay as they are written, for whoever
 * judges them. `text` is that of all files; `instead` stands for what the file says of the environment.
 */
export function resolve(config: MapTree, outside: Outside, text: string, instead?: MapTree): Resolved {
  const mistakes: Mistake[] = [];
  const told = new Map<Tree, Set<string>>();
  const report: Report = (mistake) => {
    // One text may be replaced for many items.
    const before = told.get(mistake.tree) ?? new Set();
    told.set(mistake.tree, before);
    if (!before.has(mistake.message)) {
      before.add(mistake.message);
      mistakes.push(mistake);
    }
  };
  const written = environmentIn(config, outside.environment, report);
  const changes = instead ?? written?.changes;
  const asWritten = changes == null ? config : withEnvironment(config, changes, report);
  const merged = withGiven(asWritten, outside.variables, text, report);
  const names = namesOf(merged, outside, report);
  const by = { lookup: names.lookup, report };
  const top = topLevel(merged, outside.environment, by);
  checkVariables(merged, outside, report);
  const context = {
    defaults: wholeOf(merged.entries.get('defaults'), by),
    environment: outside.environment,
    naming: namingOf(namesWritten(top)),
    ...by,
  };
  const made = lists.flatMap((list) => {
    const whole = wholeOf(merged.entries.get(list), by);
    if (whole?.kind === 'list') {
      return [{ list, at: whole.at, ...entriesFor(whole.items, { ...context, list }) }];
    }
    return [];
  });
  const entries = made.map(({ list, at, items }): [string, Tree] => [list, { kind: 'list', at, items }]);
  const { tree, placeholders } = settled(withEntries(top, Object.fromEntries(entries)), report);
  return {
    tree,
    placeholders,
    groups: made.flatMap(({ groups }) => groups),
    absent: [
      ...lists.flatMap((list) => takenAway(config.entries.get(list), merged.entries.get(list))),
      ...made.flatMap(({ absent }) => absent),
    ],
    asked: names.asked,
    written,
    mistakes,
  };
}

/** What is written for a list or map as a whole: itself, or what its one `${…}` names. */
function wholeOf(tree: Tree | undefined, by: Substitution): Tree | undefined {
  return tree?.kind === 'leaf' ? substitute(tree, by) : tree;
}

/** Everything beside the entries of lists. */
function topLevel(config: MapTree, environment: string, by: Substitution): MapTree {
  const entries = new Map<string, Tree>();
  for (const [key, tree] of config.entries) {
    const isEntries = (lists as readonly string[]).includes(key) && tree.kind === 'list';
    const made =
      isEntries || keptAsWritten.has(key)
        ? tree
        : substitute(tree, key === 'naming' ? { ...by, keeps: isForNaming } : by);
    if (made != null) {
      entries.set(key, made);
    }
  }
  const at = config.entries.get('environment')?.at ?? config.at;
  entries.set('environment', { kind: 'leaf', at, value: environment });
  return { ...config, entries };
}

/** What is no name of the whole file is left to those who know what is to be named, and to a rule about what nobody knows. */
function isForNaming(name: string): boolean {
  return !/^(?:var|env)\.|^(?:region|account_id)$/.test(name);
}

/** What is said about names, as far as it has the right shape. */
function namesWritten(top: MapTree): NamesWritten {
  const name = top.entries.get('pipeline_name');
  const naming = top.entries.get('naming');
  return {
    pipeline_name: textOf(name) ?? '',
    environment: textOf(top.entries.get('environment')),
    naming: textOf(naming) ?? (valueOf(naming ?? top) as NamesWritten['naming']),
  };
}

/** Names that mean nothing are mistakes in variables that nobody uses, too; what is not set need not be set for them. */
function checkVariables(config: MapTree, outside: Outside, report: Report): void {
  const { lookup } = namesOf(config, { ...outside, isComplete: false }, report);
  for (const [key, tree] of entriesOf(config.entries.get('variables'))) {
    lookup(`var.${key}`, { kind: 'leaf', at: tree.at, value: undefined });
  }
}
