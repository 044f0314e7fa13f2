import { isUserError, issueText } from '@gluepipeline/core';
import type { Issue } from '@gluepipeline/core';

import type { Context } from './command.ts';
import { withPlace } from './commands/line.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { Io } from './io.ts';
import type { UsageProblem } from './usage-problem.ts';

/** An error that is the user's or AWS's, not ours: it has a code, and perhaps a hint. */
interface Expected {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly issues: readonly Issue[];
}

/** Tells what went wrong on stderr, or as the one JSON document on stdout, and returns the exit code. */
export function reportError(error: unknown, context: Context): number {
  const expected = expectedOf(error, context);
  if (expected == null) {
    return reportBug(error, context);
  }
  const exitCode = exitCodeOf(expected.code);
  if (context.global.json) {
    const { code, message, hint, issues } = expected;
    const details = { code, message, ...(hint == null ? {} : { hint }), ...(issues.length === 0 ? {} : { issues }) };
    context.io.stdout(`${JSON.stringify({ schemaVersion: 1, error: details, exitCode }, null, 2)}\n`);
    return exitCode;
  }
  const texts = expected.issues.map((issue) => issueText(issue, context.paint));
  const head = `${context.paint.remove('error')}${context.paint.bold(`[${expected.code}]`)} ${expected.message}`;
  const hint = expected.hint == null ? [] : [`  hint: ${expected.hint}`];
  context.io.stderr(`${[...texts, ...(texts.length > 0 ? [''] : []), head, ...hint].join('\n')}\n`);
  return exitCode;
}

/** Tells what is wrong with the command line, before there is any command. */
export function reportUsage({ message, hint }: UsageProblem, io: Io, json: boolean): number {
  if (json) {
    io.stdout(
      `${JSON.stringify({ schemaVersion: 1, error: { code: 'usage', message, hint }, exitCode: 64 }, null, 2)}\n`,
    );
  } else {
    io.stderr(`error: ${message}\n  hint: ${hint}\n`);
  }
  return 64;
}

function expectedOf(error: unknown, context: Context): Expected | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  const { code, hint, issues } = error as Error & { code?: unknown; hint?: unknown; issues?: unknown };
  const known = isUserError(error) || (typeof code === 'string' && /^GP\d{3}$/.test(code));
  return known
    ? {
        code: String(code),
        message: error.message,
        hint: typeof hint === 'string' ? withPlace(context, hint) : undefined,
        issues: Array.isArray(issues) ? (issues as Issue[]) : [],
      }
    : undefined;
}

function reportBug(error: unknown, context: Context): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (context.global.json) {
    const details = { code: 'bug', message: error instanceof Error ? error.message : String(error) };
    context.io.stdout(`${JSON.stringify({ schemaVersion: 1, error: details, exitCode: 1 }, null, 2)}\n`);
  }
  context.io.stderr(
    `${stack}\n\nThis is a bug of gluepipeline ${context.version}. Please report it with the lines above.\n`,
  );
  return 1;
}
