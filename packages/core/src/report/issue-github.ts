import type { Issue } from '../config/issue.ts';

/** One workflow command of GitHub Actions: an annotation at the place of the issue (GitHub docs, workflow commands). */
export function issueCommand({ code, severity, position, message, hint }: Issue): string {
  const place =
    position == null ? [] : [`file=${property(position.file)}`, `line=${position.line}`, `col=${position.column}`];
  const text = hint == null ? message : `${message}\n${hint}`;
  return `::${severity === 'error' ? 'error' : 'warning'} ${[...place, `title=${code}`].join(',')}::${data(text)}`;
}

/** What would end the line, or begin an escape, is written as one. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
