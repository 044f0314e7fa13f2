import { codes } from '../codes.ts';
import { fileCodes } from '../config/file-codes.ts';
import type { Severity } from '../config/issue.ts';
import { rules } from '../pipeline/rules/index.ts';

/** What is to be known of one code of docs/diagnostics.md. */
export interface Explanation {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  /** Markdown. */
  readonly explanation: string;
  /** A config that gives it, as text; only for codes that are about a config. */
  readonly bad?: string;
  /** The same config without the mistake. */
  readonly good?: string;
}

/** What is not about a config is told only where it stops something. */
const severity: Severity = 'error';

/** Every code of this tool, in order. */
export function explanations(): Explanation[] {
  return [
    ...fileCodes.map(({ code, title, explanation, bad }) => ({ code, severity, title, explanation, bad })),
    ...rules.map(({ code, severity: own, title, explanation, bad, good }) => ({
      code,
      severity: own,
      title,
      explanation,
      bad: bad.config,
      good: good.config,
    })),
    ...codes.map(({ code, title, explanation }) => ({ code, severity, title, explanation })),
  ].toSorted((a, b) => a.code.localeCompare(b.code));
}

/** What is to be known of a code, or nothing where there is no such code. */
export function explanationOf(code: string): Explanation | undefined {
  return explanations().find((each) => each.code === code);
}
