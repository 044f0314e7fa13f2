/** A mistake that the user can mend: fronts print code, message and hint, and never a stack. */
export class UserError extends Error {
  /** A code of docs/diagnostics.md, such as `GP301`. */
  readonly code: string;
  /** What to do about it, in one line. */
  readonly hint: string | undefined;

  constructor(code: string, message: string, hint?: string) {
    super(message);
    this.name = 'UserError';
    this.code = code;
    this.hint = hint;
  }
}

/** True for a UserError, also for one made by another copy of this package. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError' && 'code' in error;
}

/** Throws when `condition` does not hold: a bug of ours, never the user's mistake. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (condition == null || condition === false) {
    throw new Error(`cannot happen: ${message}`);
  }
}
