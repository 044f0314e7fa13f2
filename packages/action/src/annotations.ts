import { relative, resolve } from 'node:path';

import { type Issue, issueCommand } from '@gluepipeline/core';

import type { Runner } from './runner.ts';

/** GitHub shows ten errors and ten warnings of a step, and drops the rest without a word. */
const most = 10;

/** Issues as annotations at their lines; of more than GitHub shows, the last place says how many there are. */
export function annotate(runner: Runner, issues: readonly Issue[], folder: string, workspace: string): void {
  for (const severity of ['error', 'warn'] as const) {
    const own = issues.filter((each) => each.severity === severity);
    const { shown, left } = bounded(own);
    shown.forEach((issue) => runner.command(issueCommand(inRepository(issue, folder, workspace))));
    if (left.length > 0) {
      const text = `and ${String(left.length)} more: see the summary of this run`;
      (severity === 'error' ? (line: string) => runner.error(line) : runner.warn)(text);
    }
  }
}

/** Why a job of a run failed. */
export interface RunFailure {
  readonly job: string;
  readonly text: string;
  /** The line of the script, as `file:line`, where it is known. */
  readonly place: string | undefined;
}

/** Failures of a run as annotations, at the lines of scripts where those are known; the log has what GitHub would not show. */
export function annotateFailures(
  runner: Runner,
  failures: readonly RunFailure[],
  folder: string,
  workspace: string,
): void {
  const { shown, left } = bounded(failures);
  for (const { job, text, place } of shown) {
    const [, file, line] = /^(.*):(\d+)$/.exec(place ?? '') ?? [];
    runner.error(text, job, file == null || line == null ? undefined : { file: pathIn(workspace, folder, file), line });
  }
  if (left.length > 0) {
    runner.error(`and ${String(left.length)} more: see the log of the step`);
    left.forEach(({ job, text }) => runner.say(`${job}: ${text}`));
  }
}

/** What GitHub shows of many, with a place left to say how many more there are. */
function bounded<T>(all: readonly T[]): { readonly shown: readonly T[]; readonly left: readonly T[] } {
  const count = all.length > most ? most - 1 : most;
  return { shown: all.slice(0, count), left: all.slice(count) };
}

/** An issue whose file is named from the top of the repository, as GitHub wants it. */
function inRepository(issue: Issue, folder: string, workspace: string): Issue {
  if (issue.position == null) {
    return issue;
  }
  return { ...issue, position: { ...issue.position, file: pathIn(workspace, folder, issue.position.file) } };
}

/** A path that is relative to a folder, relative to the top of the repository. */
export function pathIn(workspace: string, folder: string, file: string): string {
  return relative(workspace, resolve(folder, file)).replaceAll('\\', '/');
}
