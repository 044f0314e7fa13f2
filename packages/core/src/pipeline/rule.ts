import type { Issue, Path, Severity } from '../config/issue.ts';
import type { Said } from '../config/meaning.ts';
import type { FlatConfig } from '../config/overlay.ts';
import type { WrittenConfig } from '../config/schema.ts';
import type { Files } from './files.ts';
import type { Pipeline } from './pipeline.ts';

/** What a rule may look at. */
export interface RuleInput {
  readonly pipeline: Pipeline;
  /** As written after all levels, to tell what was left out from what was set. */
  readonly config: FlatConfig;
  /** The file as it stands, level by level. */
  readonly file: WrittenConfig;
  /** What the file says of the environment; nothing where it says nothing. */
  readonly said?: Said | undefined;
  /** Undefined where nobody has read the disk; rules about files are then silent. */
  readonly files: Files | undefined;
  /** The time, in milliseconds since 1970. Undefined where nobody has said it; rules about time are then silent. */
  readonly now?: number | undefined;
}

/** What a rule found: where, what, and what to do. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
  readonly on?: 'key';
}

/** An example config of a rule, as JSON text, with the files beside it. */
export interface Example {
  readonly config: string;
  readonly files?: Files;
  /** When it is judged, in milliseconds since 1970. */
  readonly now?: number;
}

/** One rule: what it says, its words for the docs, and examples that are its test. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** A title for docs/diagnostics.md. */
  readonly title: string;
  /** Why it matters and what to do, in Markdown. */
  readonly explanation: string;
  /** Gives the code of the rule and no other error. */
  readonly bad: Example;
  /** Gives no issue of this code. */
  readonly good: Example;
  /**
   * The rule has nothing to say about a config in which none of these is written, and is then not asked; left out: it
   * always looks. Named as `writtenKeys` names them: `jobs.timeout`, `jobs.arguments.--day`, `start.enabled`.
   */
  readonly keys?: readonly string[];
  readonly check: (input: RuleInput) => readonly Finding[];
}

/** True when the rule has nothing to say about a config with these keys. */
export function isSilent({ keys }: Rule, written: ReadonlySet<string>): boolean {
  return keys != null && !keys.some((key) => written.has(key));
}

/** A rule's findings as issues. */
export function applyRule(rule: Rule, input: RuleInput): Omit<Issue, 'docs'>[] {
  return rule.check(input).map((finding) => ({ code: rule.code, severity: rule.severity, ...finding }));
}
