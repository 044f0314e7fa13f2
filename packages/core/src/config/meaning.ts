import { issue, type Issue, type Path, printPath } from './issue.ts';
import { parseConfig } from './parse.ts';
import { type FlatConfig, overlay, type Overrides } from './overlay.ts';
import type { GivenVariable } from './resolve/given.ts';
import { type EntryName, leavesOf, ofEntry, ofFew, withoutLeaf } from './resolve/changes.ts';
import { joined, misplacedKeys } from './resolve/include.ts';
import type { Mistake } from './resolve/lookup.ts';
import { namesOf, type Outside } from './resolve/names.ts';
import { originIn } from './resolve/origin.ts';
import { pathOf, topOf } from './resolve/place.ts';
import { resolve, type Resolved } from './resolve/resolve.ts';
import { scalarText } from './resolve/scalar.ts';
import { substitute } from './resolve/substitute.ts';
import { type MapTree, type Tree, treeOf, valueOf } from './resolve/tree.ts';
import type { WrittenConfig } from './schema.ts';
import { knownKeys } from './schema-walk.ts';
import type { Source } from './source.ts';
import { isMap } from './value.ts';

/** What the files of a config mean in one environment. */
export interface Meaning {
  /** The file as it stands there: entries complete, `${…}` replaced; levels and variables as they are written. */
  readonly file: WrittenConfig;
  readonly config: FlatConfig;
  /** Nothing where the file says all of it plainly: its paths are then those of the file. */
  readonly resolved: Resolved | undefined;
  /** What the file says of the environment; nothing where it says nothing. */
  readonly said: Said | undefined;
}

/** What a file says of the environment that is meant. */
export interface Said {
  /** Its key under `environments`. */
  readonly key: string;
  /** The ways to all that it says, from that key. */
  readonly leaves: readonly Path[];
  /**
   * The config as it would be without one of them, or with all; nothing where it would mean nothing. With `only` it is that
   * of one entry, or of a few: enough to tell what becomes of those.
   */
  readonly without: (leaf: Path | undefined, only: EntryName | 'few' | undefined) => FlatConfig | undefined;
}

/** A complaint about one of the files of a config, with a path in that file. */
export interface FileIssue {
  /** The position of the file; below 0 for what stands in none. */
  readonly file: number;
  readonly issue: Issue;
}

/** A meaning, or every reason why there is none. */
export type MeaningResult =
  { readonly ok: true; readonly value: Meaning } | { readonly ok: false; readonly issues: readonly FileIssue[] };

/** What a config means in one environment, judged for its shape alone; `included` are the files that it includes. */
export function meaningOf(
  source: Source,
  overrides: Overrides,
  given: readonly GivenVariable[] = [],
  included: readonly Source[] = [],
): MeaningResult {
  const written = parseConfig(source.value);
  const parts = included.flatMap((part, index) => inFile(index + 1, shapeOf(part.value)));
  if (!written.ok || parts.length > 0) {
    return { ok: false, issues: [...inFile(0, written.issues), ...parts] };
  }
  if (isPlain(source) && given.length === 0 && included.length === 0) {
    // YAML has other words for it.
    const hasNoNulls = source.format === 'json' && !source.text.includes('null');
    const config = overlay(written.value, overrides, hasNoNulls);
    return { ok: true, value: { file: written.value, config, resolved: undefined, said: undefined } };
  }
  const trees = [source, ...included].map(({ value }, file) => mapOf(treeOf(value, topOf(file))));
  const clashes: Mistake[] = [];
  const tree = joined(trees, (mistake) => clashes.push(mistake));
  const text = [source, ...included].map((each) => each.text).join('\n');
  const outside = outsideOf(tree, overrides, given);
  const resolved = resolve(tree, outside, text);
  const mistakes = [...clashes, ...resolved.mistakes];
  if (mistakes.length > 0) {
    return { ok: false, issues: mistakes.map(asIssue) };
  }
  const parsed = parseConfig(valueOf(resolved.tree));
  if (!parsed.ok) {
    return { ok: false, issues: once(parsed.issues.map((each) => whereWritten(each, resolved))) };
  }
  const { written: environment } = resolved;
  const said: Said | undefined =
    environment == null
      ? undefined
      : {
          key: environment.key,
          leaves: leavesOf(environment.changes),
          without: (leaf, only) => {
            const left = leaf == null ? environment.changes : withoutLeaf(environment.changes, leaf);
            const whole = { config: tree, changes: left };
            const { config, changes } = only == null ? whole : only === 'few' ? ofFew(whole) : ofEntry(whole, only);
            const other = resolve(config, outside, text, changes);
            const shape = other.mistakes.length > 0 ? undefined : parseConfig(valueOf(other.tree));
            return shape?.ok === true ? flatOf(shape.value, overrides, other) : undefined;
          },
        };
  return {
    ok: true,
    value: { file: parsed.value, config: flatOf(parsed.value, overrides, resolved), resolved, said },
  };
}

function flatOf(file: WrittenConfig, overrides: Overrides, { absent, groups }: Resolved): FlatConfig {
  const made = groups.map(({ list, name, items }) => ({ list, name, items }));
  return { ...overlay(file, overrides), groups: made, absent };
}

/**
 * True for a file that says all of it plainly: nothing is to be merged, repeated or replaced in it. The text is asked,
 * since that is a matter of microseconds; one that may hide a word behind an escape counts as not plain.
 */
function isPlain({ text, value }: Source): boolean {
  const { defaults, environments, variables, include } = value as Readonly<Record<string, unknown>>;
  const levels = [defaults, environments, variables, include];
  return levels.every((each) => each == null) && !hints.some((hint) => text.includes(hint));
}

const hints = ['${', 'for_each', 'only_in', '\\u', '\\x'] as const;

function outsideOf(tree: MapTree, overrides: Overrides, variables: readonly GivenVariable[]): Outside {
  const { environment, region, accountId, env = {}, isComplete = false } = overrides;
  const known = { region, accountId, env, isComplete, variables };
  return { ...known, environment: environment ?? defaultEnvironment(tree, { ...known, environment: '' }) };
}

/** The environment that the file names; it decides what the rest means, so that only `env.NAME` is known in it. */
function defaultEnvironment(tree: MapTree, outside: Outside): string {
  const written = tree.entries.get('environment');
  const none: MapTree = { ...tree, entries: new Map() };
  const report = () => undefined;
  const { lookup } = namesOf(none, outside, report);
  const made = written == null ? undefined : substitute(written, { lookup, report });
  return made?.kind === 'leaf' && made.value != null && made.isPlaceholder !== true ? scalarText(made.value) : 'dev';
}

function asIssue({ code, tree, message, hint, on }: Mistake): FileIssue {
  const path = tree.at.file < 0 ? [] : pathOf(tree.at);
  const found = issue({ code, path, message, ...(hint == null ? {} : { hint }), ...(on == null ? {} : { on }) });
  return { file: tree.at.file, issue: found };
}

/** A complaint about a value that was put together, at the place where the value is written. */
function whereWritten(found: Issue, { tree }: Resolved): FileIssue {
  const { file, path } = originIn(tree, found.path);
  const last = found.path.at(-1);
  const used = last == null ? [] : [...originIn(tree, found.path.slice(0, -1)).path, last];
  const message = found.message.replace(printPath(found.path), printPath(used));
  return { file, issue: { ...found, path, message } };
}

function once(issues: readonly FileIssue[]): FileIssue[] {
  const key = ({ file, issue: { code, path, message } }: FileIssue) => `${file} ${code} ${printPath(path)} ${message}`;
  return [...new Map(issues.map((each) => [key(each), each])).values()];
}

/** A file that holds nothing says nothing. */
function mapOf(tree: Tree): MapTree {
  return tree.kind === 'map' ? tree : { kind: 'map', at: tree.at, entries: new Map() };
}

/** What is wrong with the shape of an included file: it is judged as the main file is, whose name it shares. */
function shapeOf(value: unknown): readonly Issue[] {
  const misplaced = misplacedKeys(value, knownKeys([]));
  if (!isMap(value)) {
    return value == null ? [] : parseConfig(value).issues;
  }
  const strange = new Set(misplaced.map(({ path }) => path[0]));
  const own = Object.fromEntries(Object.entries(value).filter(([key]) => !strange.has(key)));
  return [...misplaced, ...parseConfig({ ...own, pipeline_name: 'included' }).issues];
}

function inFile(file: number, issues: readonly Issue[]): FileIssue[] {
  return issues.map((each) => ({ file, issue: each }));
}
