/** A failure that is the user's or AWS's: it has a code of docs/diagnostics.md. */
export interface Expected {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** The failure behind an error; a bug is thrown on. The adapter of AWS is not loaded to tell. */
export function expected(error: unknown): Expected {
  const { code, hint } = error as { readonly code?: unknown; readonly hint?: unknown };
  if (error instanceof Error && typeof code === 'string' && /^GP\d{3}$/.test(code)) {
    return { code, message: error.message, hint: typeof hint === 'string' ? hint : undefined };
  }
  throw error;
}
