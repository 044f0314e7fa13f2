import {
  type Issue,
  type IssueInput,
  isAcceptable,
  issue,
  type Path,
  printPath,
  type Result,
  sortIssues,
} from '../config/issue.ts';
import { type FileIssue, meaningOf, type Said } from '../config/meaning.ts';
import { originOf } from '../config/origin.ts';
import { type FlatConfig, overrideIssues, type Overrides } from '../config/overlay.ts';
import { readGiven } from '../config/resolve/given-texts.ts';
import { type Included, patternsOf, type ReadIncluded } from '../config/resolve/include.ts';
import type { PlaceName } from '../config/resolve/names.ts';
import { ofGroup, originIn } from '../config/resolve/origin.ts';
import type { Resolved } from '../config/resolve/resolve.ts';
import { readSource, type Source, withPositions } from '../config/source.ts';
import type { WrittenConfig } from '../config/schema.ts';
import type { Files } from './files.ts';
import { normalize } from './normalize.ts';
import type { Pipeline } from './pipeline.ts';
import { applyRule, isSilent } from './rule.ts';
import { rules } from './rules/index.ts';
import { severitiesOf } from './severities.ts';
import { writtenKeys } from './written-keys.ts';

/** A config that has been read and has the right shape; what the rules will judge. */
export interface Loaded {
  /** The files, the main one first. */
  readonly sources: readonly Source[];
  /** What they say in this environment: entries complete, `${…}` replaced. */
  readonly file: WrittenConfig;
  /** The same, flat. */
  readonly config: FlatConfig;
  readonly pipeline: Pipeline;
  /** Knows where each part is written; nothing where paths are those of the file. */
  readonly resolved: Resolved | undefined;
  /** What of the place to deploy to the config asks for, and the file itself may not say. */
  readonly asked: ReadonlySet<PlaceName>;
  /** What the file says of this environment; nothing where it says nothing. */
  readonly said: Said | undefined;
  /** How rules count, over what the file says. */
  readonly overruled: Readonly<Record<string, string>>;
}

const nothing: ReadonlySet<PlaceName> = new Set();

/** Text to pipeline, judged for its shape alone: what it takes to know which files to read. */
export async function load(
  file: string,
  text: string,
  overrides: Overrides = {},
  read: ReadIncluded = nobodyReads,
): Promise<Result<Loaded>> {
  const source = await readSource(file, text);
  if (!source.ok) {
    return source;
  }
  const patterns = patternsOf(source.value.value);
  const included = patterns.length === 0 ? noneIncluded : await readIncluded(source.value, await read(patterns));
  if (included.issues.length > 0) {
    return { ok: false, issues: included.issues };
  }
  const sources = [source.value, ...included.sources];
  const said = overrideIssues(overrides);
  const meaning = meaningOf(source.value, overrides, await readGiven(overrides), included.sources);
  if (!meaning.ok || said.length > 0) {
    const found = meaning.ok ? [] : meaning.issues;
    return { ok: false, issues: [...said, ...sortIssues(await placed(sources, found))] };
  }
  const { config, resolved } = meaning.value;
  return {
    ok: true,
    value: {
      ...meaning.value,
      sources,
      pipeline: normalize(config),
      asked: resolved?.asked ?? nothing,
      overruled: overrides.rules ?? {},
    },
    issues: [],
  };
}

interface IncludedSources {
  readonly sources: readonly Source[];
  readonly issues: readonly Issue[];
}

const noneIncluded: IncludedSources = { sources: [], issues: [] };

/** Who has no disk can include nothing. */
const nobodyReads: ReadIncluded = (patterns) =>
  Promise.resolve(
    patterns.map((_, pattern) => ({
      pattern,
      problem: 'names files that nobody reads here',
      hint: 'write their content into this file',
    })),
  );

/** The included files as values, and what is wrong with them or with the patterns that name them. */
async function readIncluded(main: Source, found: readonly Included[]): Promise<IncludedSources> {
  const issues: Issue[] = [];
  const sources: Source[] = [];
  for (const each of found) {
    if ('problem' in each) {
      const { pattern, problem, hint } = each;
      const path = ['include', pattern];
      const message = `${JSON.stringify(patternsOf(main.value)[pattern])} ${problem}`;
      issues.push(...(await withPositions(main, [issue({ code: 'GP120', path, message, hint })])));
    } else {
      const source = await readSource(each.file, each.text);
      if (source.ok) {
        sources.push(source.value);
      } else {
        issues.push(...source.issues);
      }
    }
  }
  return { sources, issues };
}

/** Complaints with their places, each in its own file. */
async function placed(sources: readonly Source[], found: readonly FileIssue[]): Promise<Issue[]> {
  const byFile = await Promise.all(
    sources.map((source, index) =>
      withPositions(
        source,
        found.filter(({ file }) => file === index).map((each) => each.issue),
      ),
    ),
  );
  return [...found.filter(({ file }) => file < 0).map((each) => each.issue), ...byFile.flat()];
}

/** Every rule's verdict on a loaded config, in the order of the file; `now` is the time, in milliseconds since 1970. */
export async function judge(loaded: Loaded, files?: Files, now?: number): Promise<Issue[]> {
  const { config, file, overruled, pipeline, sources } = loaded;
  const written = writtenKeys(config, file);
  const input = { pipeline, config, file, files, said: loaded.said, now };
  const { severityOf, ...unknown } = severitiesOf(config.rules, overruled);
  const found = rules.flatMap((rule) => {
    const severity = severityOf(rule);
    return severity === 'off' || isSilent(rule, written)
      ? []
      : applyRule(rule, input).map((each) => ({ ...each, severity }));
  });
  const said = unknown.said.map((each) => ({ file: -1, issue: issue(each) }));
  return sortIssues(await placed(sources, [...said, ...whereWritten(loaded, [...unknown.written, ...found])]));
}

/** Findings as issues at the places where the files say what is found. */
export async function placesOf(loaded: Loaded, found: readonly IssueInput[]): Promise<Issue[]> {
  return placed(loaded.sources, whereWritten(loaded, found));
}

/** Findings at the places where the files say what is found; what one place says of many entries is told once. */
function whereWritten({ file, resolved }: Loaded, found: readonly IssueInput[]): FileIssue[] {
  if (resolved == null) {
    return found.map((each) => ({ file: 0, issue: issue({ ...each, path: originOf(file, each.path) }) }));
  }
  const told = new Set<string>();
  return found.flatMap((each): FileIssue[] => {
    const path = originOf(file, each.path);
    const origin = originIn(resolved.tree, path);
    // What is said of a value that is not known yet is said of nothing.
    if (origin.isPlaceholder || [...resolved.placeholders].some((text) => each.message.includes(text))) {
      return [];
    }
    const message = ofGroup(resolved, path, each.message);
    const place = `${each.code} ${origin.file} ${printPath(origin.path)} ${isShared(origin.path) ? '' : message}`;
    const again = told.has(place);
    told.add(place);
    return again ? [] : [{ file: origin.file, issue: issue({ ...each, path: origin.path, message }) }];
  });
}

/** True for what counts for any number of entries. */
function isShared([first, , third]: Path): boolean {
  return first === 'defaults' || first === 'variables' || (first === 'environments' && isShared([third ?? '']));
}

/** The front door: text to a pipeline with its warnings, or every reason why there is none. */
export async function loadPipeline(
  file: string,
  text: string,
  overrides: Overrides = {},
  files?: Files,
): Promise<Result<Pipeline>> {
  const loaded = await load(file, text, overrides);
  if (!loaded.ok) {
    return loaded;
  }
  const issues = await judge(loaded.value, files);
  return isAcceptable(issues) ? { ok: true, value: loaded.value.pipeline, issues } : { ok: false, issues };
}
