import type { Context, Outcome, View } from './command.ts';
import { commandNamed } from './commands/table.ts';
import { reportError } from './failure.ts';
import { globalArgs } from './global-options.ts';
import type { Io } from './io.ts';
import { paintFor } from './render/paint.ts';
import { parseCommandLine } from './yargs.ts';

/** Runs one command line and returns its exit code; never throws, never touches the process. */
export async function main(argv: readonly string[], io: Io, version: string): Promise<number> {
  const parsed = await parseCommandLine(argv, io, version);
  if (parsed.kind === 'said') {
    return parsed.exitCode;
  }
  const global = globalArgs(parsed.args, io.env);
  const color = typeof parsed.args.color === 'boolean' ? parsed.args.color : undefined;
  const context: Context = {
    io,
    global,
    version,
    paint: paintFor(io.env, io.stderrIsTty, color),
    ...speech(io, global.quiet || global.json),
  };
  try {
    const outcome = await commandNamed(parsed.command).handler(parsed.args, context);
    context.progress('');
    print(outcome, io, global.json, { paint: paintFor(io.env, io.stdoutIsTty, color) }, global.quiet);
    return outcome.exitCode;
  } catch (error) {
    context.progress('');
    return reportError(error, context);
  }
}

function print(outcome: Outcome, io: Io, json: boolean, { paint }: Pick<View, 'paint'>, quiet: boolean): void {
  if (outcome.silent === true) {
    return;
  }
  if (json) {
    const document = outcome.bare === true ? outcome.json : { schemaVersion: 1, ...outcome.json };
    io.stdout(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const text = outcome.text({ paint, columns: io.stdoutIsTty ? io.columns() : 80 });
  if (text !== '') {
    io.stdout(`${text}\n`);
  }
  if (outcome.next != null && !quiet && io.stderrIsTty) {
    io.stderr(`\nNext: ${outcome.next}\n`);
  }
}

/** What is said while a command works; a transient line is wiped before anything else is written. */
function speech(io: Io, quiet: boolean): Pick<Context, 'say' | 'progress'> {
  let shown = false;
  const wipe = () => {
    if (shown) {
      io.stderr('\r\u001B[K');
      shown = false;
    }
  };
  return {
    say: (line) => {
      wipe();
      if (!quiet) {
        io.stderr(`${line}\n`);
      }
    },
    progress: (line) => {
      wipe();
      if (line !== '' && !quiet && io.stderrIsTty) {
        io.stderr(line.slice(0, Math.max(20, io.columns() - 1)));
        shown = true;
      }
    },
  };
}
