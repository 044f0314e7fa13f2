/** The way to a value inside a config: keys and list positions from the top. */
export type Path = readonly (string | number)[];

/** Where a value stands in a file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `error` stops a plan; `warn` is told and nothing more. */
export type Severity = 'error' | 'warn';

/** One complaint about a config: what is wrong, where, and what to do. */
export interface Issue {
  readonly code: string;
  readonly severity: Severity;
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
  readonly position?: Position;
  /** The page that explains the code, relative to the repository. */
  readonly docs: string;
  /** Set when the key at `path` is the mistake, not its value. */
  readonly on?: 'key';
}

/** A value with its warnings, or the reasons why there is none. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** What it takes to make an issue; the rest is derived. */
export type IssueInput = Omit<Issue, 'docs' | 'severity' | 'position'> & { readonly severity?: Severity };

/** An issue with its docs page; an error unless said otherwise. */
export function issue(input: IssueInput): Issue {
  return { severity: 'error', ...input, docs: docsPage(input.code) };
}

/** The page of docs/diagnostics.md that explains `code`. */
export function docsPage(code: string): string {
  return `docs/diagnostics.md#${code.toLowerCase()}`;
}

/** A path as people write it: `jobs[2].depends_on[0]`. */
export function printPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') {
      return `${text}[${part}]`;
    }
    const key = /^[A-Za-z_$][\w-]*$/.test(part) ? part : JSON.stringify(part);
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** Issues in the order of the file; those without a place come first. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  return issues.toSorted(
    (a, b) =>
      compareTexts(a.position?.file ?? '', b.position?.file ?? '') ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
      compareTexts(a.code, b.code),
  );
}

/** The same order everywhere, and without localeCompare, which loads the rules of all languages when it is first called. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True when none of the issues is an error. */
export function isAcceptable(issues: readonly Issue[]): boolean {
  return issues.every(({ severity }) => severity !== 'error');
}
