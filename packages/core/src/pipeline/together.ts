import { type Issue, type IssueInput, printPath, sortIssues } from '../config/issue.ts';
import { patternsOf, type ReadIncluded } from '../config/resolve/include.ts';
import { readSource } from '../config/source.ts';
import { isMap } from '../config/value.ts';
import { type Loaded, placesOf } from './load.ts';
import type { Pipeline } from './pipeline.ts';
import { type Named, namesInAws } from './rules/duplicate-resource-name.ts';

/**
 * The environments that a config lists, in its order and then in that of the files that it includes; none where it takes
 * any name, or cannot be read.
 */
export async function environmentsIn(file: string, text: string, read?: ReadIncluded): Promise<string[]> {
  const source = await readSource(file, text);
  if (!source.ok) {
    return [];
  }
  const patterns = patternsOf(source.value.value);
  const included = read == null || patterns.length === 0 ? [] : await read(patterns);
  const others = await Promise.all(
    included.map(async (each) => ('problem' in each ? undefined : readSource(each.file, each.text))),
  );
  const values = [source, ...others].map((each) => (each?.ok === true ? each.value.value : undefined));
  return [...new Set(values.flatMap(namesIn))];
}

function namesIn(value: unknown): string[] {
  const environments = isMap(value) ? value.environments : undefined;
  return isMap(environments) ? Object.keys(environments).filter((name) => name !== '*') : [];
}

/** What was found in one environment. */
export interface Verdict {
  readonly environment: string;
  readonly issues: readonly Issue[];
}

/** The complaints of several environments as one list: what is not said of all of them names those that it is said of. */
export function mergedIssues(verdicts: readonly Verdict[]): Issue[] {
  const seen = new Map<string, { issue: Issue; environments: Set<string> }>();
  for (const { environment, issues } of verdicts) {
    for (const each of issues) {
      const { file = '', line = 0, column = 0 } = each.position ?? {};
      const key = [each.code, file, line, column, printPath(each.path), each.message].join('\n');
      const before = seen.get(key) ?? { issue: each, environments: new Set() };
      before.environments.add(environment);
      seen.set(key, before);
    }
  }
  return sortIssues(
    [...seen.values()].map(({ issue: each, environments }) =>
      environments.size === verdicts.length
        ? each
        : { ...each, message: `${each.message} (in ${[...environments].join(', ')})` },
    ),
  );
}

interface Taken {
  readonly named: Named;
  readonly pipeline: Pipeline;
}

/** Resources of different environments that would have one name in AWS, where they may come to one account and Region. */
export async function sharedNames(all: readonly Loaded[]): Promise<Issue[]> {
  const taken = new Map<string, Taken>();
  const issues: Issue[] = [];
  for (const loaded of all) {
    const { pipeline } = loaded;
    const found: IssueInput[] = [];
    for (const named of namesInAws(loaded).filter(({ existing }) => !existing)) {
      const key = `${named.kind} ${named.resourceName}`;
      const before = taken.get(key);
      if (before == null) {
        taken.set(key, { named, pipeline });
      } else if (before.pipeline !== pipeline && mayMeet(before.pipeline, pipeline)) {
        found.push(shared(named, pipeline, before));
      }
    }
    issues.push(...(await placesOf(loaded, found)));
  }
  return mergedIssues([{ environment: '', issues }]);
}

function shared({ kind, resourceName, what, path }: Named, pipeline: Pipeline, before: Taken): IssueInput {
  const surely = pipeline.accountId != null && pipeline.region != null && surelyMeet(before.pipeline, pipeline);
  return {
    code: 'GP202',
    severity: surely ? 'error' : 'warn',
    path,
    message: `${what} would be ${kind} "${resourceName}" in AWS in ${pipeline.environment} as in ${before.pipeline.environment}`,
    hint: 'put ${environment} into its name, or give each environment an account_id or region of its own',
  };
}

function mayMeet(one: Pipeline, other: Pipeline): boolean {
  const differ = (a: string | undefined, b: string | undefined) => a != null && b != null && a !== b;
  return !differ(one.accountId, other.accountId) && !differ(one.region, other.region);
}

function surelyMeet(one: Pipeline, other: Pipeline): boolean {
  return one.accountId === other.accountId && one.region === other.region;
}
