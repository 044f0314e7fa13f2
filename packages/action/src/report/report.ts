/** Why a step failed, as the output failure-reason says it. */
export type FailureReason =
  'validation-failed' | 'plan-stale' | 'lock-held' | 'auth' | 'deploy-failed' | 'run-failed' | 'declined';

export type OutputName =
  | 'has-changes'
  | 'changes-count'
  | 'to-add'
  | 'to-change'
  | 'to-delete'
  | 'changes-summary'
  | 'changes-markdown'
  | 'plan-path'
  | 'cost-monthly'
  | 'deployment-id'
  | 'run-id'
  | 'run-state'
  | 'console-url'
  | 'failure-reason'
  | 'lock-info'
  | 'comment-id'
  | 'issue-number';

/** A part of a report that may be long. */
export interface Section {
  readonly title: string;
  /** The language of the block of code that it is; `markdown` is shown as it is. */
  readonly language: 'diff' | 'text' | 'mermaid' | 'markdown';
  readonly text: string;
  /** True for what belongs into the summary of the step and not into a comment. */
  readonly summaryOnly?: boolean;
  /** True for what only some readers want to see. */
  readonly folded?: boolean;
}

/** What a command came to: what reviewers read, and what later steps do. */
export interface Report {
  /** `changes` fails the step with exit code 2 where detailed-exitcode asks for it. */
  readonly outcome: 'done' | 'changes' | 'failed';
  /** Markdown: a title, and below it what matters in a few lines. */
  readonly head: string;
  readonly sections: readonly Section[];
  readonly outputs: Readonly<Partial<Record<OutputName, string>>>;
  /** What it is about, as the marker of a comment and of an issue has it. */
  readonly environment: string | undefined;
  /** True for a report that belongs into the comment on a pull request. */
  readonly isComment: boolean;
  /** What becomes of the issue about drift; nothing leaves it as it is. */
  readonly driftIssue?: 'open' | 'close';
}

/** Lines of Markdown as a box that GitHub shows in a colour. */
export function box(kind: 'NOTE' | 'WARNING' | 'CAUTION', lines: readonly string[]): string {
  return [`> [!${kind}]`, ...lines.map((line) => `> ${line}`.trimEnd())].join('\n');
}

/** A list of at most `most` items, and how many there are more. */
export function shortList(items: readonly string[], most: number): string[] {
  const more = items.length - most;
  return [...items.slice(0, most).map((item) => `- ${item}`), ...(more > 0 ? [`- … and ${String(more)} more`] : [])];
}

/** A table of Markdown: its heads, and a row for each line. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(tableCell).join(' | ')} |`).join('\n');
}

/** A text in a cell of a table, which a bar would end. */
export function tableCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** A message in a line of Markdown: names in it are no markup, and nobody is called by them. */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|@!~]/g, (sign) => `&#${String(sign.codePointAt(0))};`);
}
