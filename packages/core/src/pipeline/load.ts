import {
  type Issue,
  type IssueInput,
  isAcceptable,
  issue,
  printPath,
  type Result,
  sortIssues,
} from '../config/issue.ts';
import { originOf } from '../config/origin.ts';
import { type FlatConfig, overlay, overrideIssues, type Overrides } from '../config/overlay.ts';
import { parseConfig } from '../config/parse.ts';
import { readSource, type Source, withPositions } from '../config/source.ts';
import type { WrittenConfig } from '../config/schema.ts';
import type { Files } from './files.ts';
import { normalize } from './normalize.ts';
import type { Pipeline } from './pipeline.ts';
import { applyRule, isSilent } from './rule.ts';
import { rules } from './rules/index.ts';
import { writtenKeys } from './written-keys.ts';

/** A config that has been read and has the right shape; what the rules will judge. */
export interface Loaded {
  readonly source: Source;
  /** The file as it stands. */
  readonly file: WrittenConfig;
  /** What it means in its environment, flat. */
  readonly config: FlatConfig;
  readonly pipeline: Pipeline;
}

/** Text to pipeline, judged for its shape alone: what it takes to know which files to read. */
export async function load(file: string, text: string, overrides: Overrides = {}): Promise<Result<Loaded>> {
  const source = await readSource(file, text);
  if (!source.ok) {
    return source;
  }
  const parsed = parseConfig(source.value.value);
  const said = overrideIssues(overrides);
  if (!parsed.ok || said.length > 0) {
    return { ok: false, issues: [...said, ...sortIssues(await withPositions(source.value, parsed.issues))] };
  }
  const config = overlay(parsed.value, overrides);
  return {
    ok: true,
    value: { source: source.value, file: parsed.value, config, pipeline: normalize(config) },
    issues: [],
  };
}

/** Every rule's verdict on a loaded config, in the order of the file. */
export async function judge(loaded: Loaded, files?: Files): Promise<Issue[]> {
  const { config, file, pipeline, source } = loaded;
  const written = writtenKeys(config, file);
  const input = { pipeline, config, file, files };
  const found = rules.flatMap((rule) => (isSilent(rule, written) ? [] : applyRule(rule, input)));
  return sortIssues(await withPositions(source, whereWritten(file, found).map(issue)));
}

/** Findings at the places where the file says what is found; what a default says of many entries is told once. */
function whereWritten(file: WrittenConfig, found: readonly IssueInput[]): IssueInput[] {
  const told = new Set<string>();
  return found.flatMap((each) => {
    const path = originOf(file, each.path);
    if (path[0] !== 'defaults') {
      return [{ ...each, path }];
    }
    const place = `${each.code} ${printPath(path)}`;
    const again = told.has(place);
    told.add(place);
    return again ? [] : [{ ...each, path }];
  });
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
