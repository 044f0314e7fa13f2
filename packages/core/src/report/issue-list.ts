import { type Issue, sortIssues } from '../config/issue.ts';
import { issueText } from './issue-text.ts';
import { type Paint, plain } from './paint.ts';

/** Issues of one code that are not shown one by one. */
export interface LeftOut {
  readonly code: string;
  readonly severity: Issue['severity'];
  readonly count: number;
}

/** Some of many issues, in the order of the file, and what was left out of them, the most frequent first. */
export interface Shortened {
  readonly shown: readonly Issue[];
  readonly left: readonly LeftOut[];
}

/** At most `most` issues, all where that is 0; errors are never left out for the sake of warnings. */
export function shorten(issues: readonly Issue[], most: number): Shortened {
  if (most === 0 || issues.length <= most) {
    return { shown: issues, left: [] };
  }
  const errors = issues.filter(({ severity }) => severity === 'error');
  const warnings = issues.filter(({ severity }) => severity !== 'error');
  const ranked = [...errors, ...warnings];
  return { shown: sortIssues(ranked.slice(0, most)), left: countByCode(ranked.slice(most)) };
}

function countByCode(issues: readonly Issue[]): LeftOut[] {
  const counts = new Map<string, LeftOut>();
  for (const { code, severity } of issues) {
    const key = `${severity} ${code}`;
    counts.set(key, { code, severity, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}

/** Issues for people, a blank line after each; of what was left out a line for each code. */
export function issueListText({ shown, left }: Shortened, all: string, paint: Paint = plain): string {
  const texts = shown.map((issue) => `${issueText(issue, paint)}\n`);
  if (left.length === 0) {
    return texts.join('\n');
  }
  const total = left.reduce((sum, { count }) => sum + count, 0);
  const width = String(left[0]?.count ?? 0).length;
  const lines = left.map(({ code, severity, count }) => {
    const label = severity === 'error' ? paint.remove('error') : paint.change('warning');
    return `  ${String(count).padStart(width)} × ${label}${paint.bold(`[${code}]`)}`;
  });
  return [...texts, `and ${total} more, which ${all} shows:\n${lines.join('\n')}\n`].join('\n');
}
