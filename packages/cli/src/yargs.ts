import { didYouMean } from '@gluepipeline/core';
import yargs, { type Argv, type Options } from 'yargs';

import type { Args, Command, Option } from './command.ts';
import { commands } from './commands/table.ts';
import { exitCodes } from './exit-codes.ts';
import { globalOptions } from './global-options.ts';
import type { Io } from './io.ts';

/** A command line that was understood, or one that yargs has answered by itself (help, a usage error). */
export type Parsed =
  | { readonly kind: 'command'; readonly command: string; readonly args: Args }
  | { readonly kind: 'said'; readonly exitCode: number };

/** Reads a command line; the only place that knows yargs. */
export async function parseCommandLine(argv: readonly string[], io: Io, version: string): Promise<Parsed> {
  const wanted = commands.find(({ name }) => name === argv[0]);
  const wordy = argv.length === 0 || argv[0] === 'help' ? ['--help', ...argv.slice(1)] : [...argv];
  const parser = build(wanted == null ? commands : [wanted], io, version);
  const answer: { parsed: Args | undefined; error: string | undefined; output: string } = {
    parsed: undefined,
    error: undefined,
    output: '',
  };
  await parser.parseAsync(wordy, {}, (error, parsed, output) => {
    answer.error = error == null ? undefined : error.message;
    answer.parsed = parsed as Args;
    answer.output = output;
  });
  if (answer.error != null) {
    return usageError(answer.error, wordy, io);
  }
  if (answer.output !== '') {
    io.stdout(`${answer.output}\n`);
    return { kind: 'said', exitCode: argv.length === 0 ? 64 : 0 };
  }
  const command = String((answer.parsed?._ as unknown[] | undefined)?.[0] ?? '');
  return { kind: 'command', command, args: answer.parsed ?? {} };
}

function build(known: readonly Command[], io: Io, version: string): Argv {
  let parser = yargs([])
    .scriptName('gluepipeline')
    .usage('$0 <command> [options]\n\nValidate, plan, deploy, run and inspect AWS Glue pipelines from one config file.')
    .version(version)
    .help()
    .alias('help', 'h')
    .exitProcess(false)
    .showHelpOnFail(false)
    .strict()
    .demandCommand(1, 'say which command')
    .parserConfiguration({ 'greedy-arrays': false, 'parse-positional-numbers': false })
    .wrap(io.stdoutIsTty ? Math.min(io.columns(), 100) : 80)
    .options(optionsOf(globalOptions))
    .group(Object.keys(globalOptions), 'Options of every command:');
  for (const command of known) {
    parser = parser.command(
      [command.name, ...(command.positionals ?? []).map(({ name, required }) => (required === true ? `<${name}>` : `[${name}]`))].join(' '),
      command.summary,
      (own) => withOwn(own, command),
    );
  }
  return known.length === 1 ? parser : parser.example(workflowExamples).epilogue(exitCodeText());
}

const workflowExamples: [string, string][] = [
  ['$0 init --name sales --template csv-etl', 'make a pipeline to look at'],
  ['$0 validate', 'find every mistake before AWS is asked'],
  ['$0 deploy --local && $0 run --local', 'deploy and run it on this machine'],
  ['$0 plan -e prod', 'show what would change in production'],
  ['$0 deploy -e prod', 'change it'],
];

function withOwn(parser: Argv, command: Command): Argv {
  const described = (command.positionals ?? []).reduce<Argv>(
    (each, { name, describe, choices }) =>
      each.positional(name, { describe, type: 'string', ...(choices == null ? {} : { choices }) }),
    parser.usage(`$0 ${command.name}\n\n${command.summary}`).options(optionsOf(command.options)),
  );
  return described.example(command.examples.map(([line, what]) => [`$0 ${line}`, what] as [string, string]));
}

function optionsOf(options: Readonly<Record<string, Option>>): Record<string, Options> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      {
        type: option.type,
        describe: option.describe,
        requiresArg: option.type === 'string' || option.type === 'number' || option.type === 'array',
        ...(option.alias == null ? {} : { alias: option.alias }),
        ...(option.required === true ? { demandOption: true } : {}),
        ...(option.default == null || option.default === false ? {} : { default: option.default }),
        ...(option.choices == null ? {} : { choices: option.choices }),
        ...(option.hidden === true ? { hidden: true } : {}),
      },
    ]),
  );
}

function exitCodeText(): string {
  return `Exit codes:\n${exitCodes.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`).join('\n')}`;
}

/** Says what is wrong with a command line, with the name that was probably meant. */
function usageError(message: string, argv: readonly string[], io: Io): Parsed {
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/.exec(message)?.[1]?.split(', ')[0];
  const first = argv[0] ?? '';
  const isCommand = unknown != null && unknown === first && !first.startsWith('-');
  const command = commands.find(({ name }) => name === first);
  const candidates = isCommand
    ? commands.map(({ name }) => name)
    : [...Object.keys(globalOptions), ...Object.keys(command?.options ?? {})];
  const hint = unknown == null ? undefined : didYouMean(unknown, candidates);
  const text = isCommand ? `there is no command "${unknown}"` : unknown == null ? lowerFirst(message) : `unknown option --${unknown}`;
  const help = `see: gluepipeline ${command == null ? '' : `${command.name} `}--help`;
  if (argv.includes('--json')) {
    const error = { code: 'usage', message: text, hint: hint ?? help };
    io.stdout(`${JSON.stringify({ schemaVersion: 1, error, exitCode: 64 }, null, 2)}\n`);
  } else {
    io.stderr(`error: ${text}\n  hint: ${hint ?? help}\n`);
  }
  return { kind: 'said', exitCode: 64 };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
