import { relative, resolve } from 'node:path';

import { type Issue, issueCommand } from '@gluepipeline/core';

import type { Runner } from './runner.ts';

/** GitHub shows ten errors and ten warnings of a step, and drops the rest without a word. */
const most = 10;

/** Issues as annotations at their lines; of more than GitHub shows, the last place says how many there are. */
export function annotate(runner: Runner, issues: readonly Issue[], folder: string, workspace: string): void {
  for (const severity of ['error', 'warn'] as const) {
    const own = issues.filter((each) => each.severity === severity);
    const shown = own.length > most ? own.slice(0, most - 1) : own;
    shown.forEach((issue) => runner.command(issueCommand(inRepository(issue, folder, workspace))));
    const more = own.length - shown.length;
    if (more > 0) {
      const text = `and ${String(more)} more: see the summary of this run`;
      if (severity === 'error') {
        runner.error(text);
      } else {
        runner.warn(text);
      }
    }
  }
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
