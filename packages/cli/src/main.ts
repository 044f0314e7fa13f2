import type { Context, GlobalArgs, Outcome, View } from './command.ts';
import { reportError, reportUsage } from './failure.ts';
import { globalArgs } from './global-options.ts';
import type { Io } from './io.ts';
import { helpOf, overview } from './render/help.ts';
import { paintFor } from './render/paint.ts';
import { type Parsed, parseCommandLine } from './yargs.ts';

/** Runs one command line and returns its exit code; never throws, never touches the process. */
export async function main(argv: readonly string[], io: Io, version: string): Promise<number> {
  const parsed = argv.length === 0 ? ({ kind: 'help', command: undefined } as const) : await parseCommandLine(argv);
  const json = argv.includes('--json');
  switch (parsed.kind) {
    case 'command':
      return runCommand(parsed, io, version);
    case 'wrong':
      return reportUsage(parsed.problem, io, json);
    case 'version':
      io.stdout(json ? documentText({ version }) : `${version}\n`);
      return 0;
    case 'help': {
      const columns = Math.min(io.columns() ?? 80, 100);
      const help = parsed.command == null ? overview(columns) : helpOf(parsed.command, columns);
      io.stdout(json ? documentText({ help }) : `${help}\n`);
      return argv.length === 0 ? 64 : 0;
    }
  }
}

async function runCommand(
  { command, args }: Extract<Parsed, { kind: 'command' }>,
  io: Io,
  version: string,
): Promise<number> {
  const global = globalArgs(args, io.env);
  if (global.profile != null) {
    io.useProfile(global.profile);
  }
  const color = typeof args.color === 'boolean' ? args.color : undefined;
  const context: Context = {
    io,
    global,
    version,
    paint: paintFor(io.env, io.stderrIsTty, color),
    ...speech(io, global.quiet || global.json),
  };
  try {
    const outcome = await command.handler(args, context);
    context.progress('');
    print(outcome, io, global, { paint: paintFor(io.env, io.stdoutIsTty, color), columns: tableWidth(io) });
    return outcome.exitCode;
  } catch (error) {
    context.progress('');
    return reportError(error, context);
  }
}

/** A file or a pipe has no width, unless COLUMNS gives it one: what another program reads is not cut. */
function tableWidth(io: Io): number {
  const hasWidth = io.stdoutIsTty || (io.env.COLUMNS != null && io.env.COLUMNS !== '');
  return (hasWidth ? io.columns() : undefined) ?? Infinity;
}

function print(outcome: Outcome, io: Io, { json, quiet }: GlobalArgs, view: View): void {
  if (outcome.silent === true) {
    return;
  }
  if (json) {
    io.stdout(outcome.bare === true ? `${JSON.stringify(outcome.json, null, 2)}\n` : documentText(outcome.json));
    return;
  }
  const text = outcome.text(view);
  if (text !== '') {
    io.stdout(`${text}\n`);
  }
  if (outcome.next != null && !quiet && io.stdoutIsTty && io.stderrIsTty) {
    io.stderr(`\nNext: ${outcome.next}\n`);
  }
}

function documentText(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ schemaVersion: 1, ...value }, null, 2)}\n`;
}

/** What is said while a command works; a transient line is wiped before anything else is written. */
function speech(io: Io, quiet: boolean): Pick<Context, 'say' | 'progress' | 'live' | 'animated'> {
  // How many lines of what is transient are on the screen.
  let shown = 0;
  const wipe = () => {
    if (shown > 0) {
      io.stderr(shown === 1 ? '\r\u001B[K' : `\r\u001B[${String(shown - 1)}A\u001B[J`);
      shown = 0;
    }
  };
  const animated = !quiet && io.stderrIsTty && io.env.TERM !== 'dumb' && (io.env.CI == null || io.env.CI === '');
  return {
    animated,
    say: (line) => {
      wipe();
      if (!quiet) {
        io.stderr(`${line}\n`);
      }
    },
    progress: (line) => {
      wipe();
      if (line !== '' && animated) {
        io.stderr(line.slice(0, Math.max(20, (io.columns() ?? 80) - 1)));
        shown = 1;
      }
    },
    live: (lines) => {
      wipe();
      if (lines.length > 0 && animated) {
        io.stderr(lines.join('\n'));
        shown = lines.length;
      }
    },
  };
}
