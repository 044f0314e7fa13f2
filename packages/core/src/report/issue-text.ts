import { type Issue, printPath } from '../config/issue.ts';
import { type Paint, plain } from './paint.ts';

/** A complaint in three lines: what, where, what to do. */
export function issueText(issue: Issue, paint: Paint = plain): string {
  const label = issue.severity === 'error' ? paint.remove('error') : paint.change('warning');
  const place = issue.position;
  const where = [
    issue.path.length === 0 ? undefined : `at ${printPath(issue.path)}`,
    place == null ? undefined : `${place.file}:${String(place.line)}:${String(place.column)}`,
  ].filter((part) => part != null);
  return [
    `${label}${paint.bold(`[${issue.code}]`)} ${issue.message}`,
    ...(where.length === 0 ? [] : [`  ${paint.dim(where.join('   '))}`]),
    ...(issue.hint == null ? [] : [`  hint: ${issue.hint}`]),
  ].join('\n');
}

/** `2 errors, 1 warning`, or nothing where there is none. */
export function issueCount(issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  return [counted(errors, 'error'), counted(issues.length - errors, 'warning')]
    .filter((text) => text !== '')
    .join(', ');
}

/** `1 job`, `2 jobs`, or nothing for none. */
export function counted(number: number, word: string): string {
  return number === 0 ? '' : `${String(number)} ${word}${number === 1 ? '' : 's'}`;
}
