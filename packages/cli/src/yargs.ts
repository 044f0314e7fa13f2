import type { Argv, Options } from 'yargs';

import type { Args, Command, Option } from './command.ts';
import { commands } from './commands/table.ts';
import { camelCase, globalOptions } from './global-options.ts';
import { usageProblem, type UsageProblem, wrongValue } from './usage-problem.ts';

/** A command line as it was understood. */
export type Parsed =
  | { readonly kind: 'command'; readonly command: Command; readonly args: Args }
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly problem: UsageProblem };

/** Reads a command line; the only place that knows yargs. */
export async function parseCommandLine(argv: readonly string[]): Promise<Parsed> {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const wanted = commands.find(({ name }) => name === (words[0] === 'help' ? words[1] : words[0]));
  if (words.includes('--help') || words.includes('-h') || words[0] === 'help') {
    const named = wanted ?? commands.find(({ name }) => words.includes(name));
    const word = words[0] === 'help' ? words[1] : words[0];
    return named == null && word != null && !word.startsWith('-')
      ? { kind: 'wrong', problem: usageProblem(`Unknown command: ${word}`, [word], undefined) }
      : { kind: 'help', command: named };
  }
  if (words.includes('--version')) {
    return { kind: 'version' };
  }
  return parseCommand(argv, wanted);
}

async function parseCommand(argv: readonly string[], wanted: Command | undefined): Promise<Parsed> {
  const answer: { args: Args; error: string | undefined } = { args: {}, error: undefined };
  const parser = await build(wanted, argv);
  await parser.parseAsync(wanted == null ? [...argv] : argv.slice(1), {}, (error, args) => {
    answer.error = error == null ? undefined : error.message;
    answer.args = args;
  });
  const named = wanted ?? commands.find(({ name }) => name === wordsOf(answer.args)[0]);
  if (answer.error != null || named == null) {
    const problem = usageProblem(answer.error ?? `Unknown command: ${wordsOf(answer.args)[0] ?? ''}`, argv, named);
    return { kind: 'wrong', problem };
  }
  const options = { ...globalOptions, ...named.options };
  const args = { ...answer.args, ...lastOnes(answer.args, options) };
  const problem = wrongValue(args, options, named);
  return problem == null ? { kind: 'command', command: named, args } : { kind: 'wrong', problem };
}

function wordsOf(args: Args): string[] {
  return Array.isArray(args._) ? args._.map(String) : [];
}

/** Of a flag that was said twice the last counts: a script may add to the flags of another. */
function lastOnes(args: Args, options: Readonly<Record<string, Option>>): Args {
  const single = Object.entries(options).filter(([, { type }]) => type === 'string' || type === 'number');
  return Object.fromEntries(
    single.flatMap(([name]) => {
      const key = camelCase(name);
      const value = args[key];
      return Array.isArray(value) ? [[key, value.at(-1) as unknown]] : [];
    }),
  );
}

/** yargs is loaded here: help and --version do without it. The command that is wanted is all there is: of several, yargs would lay out a help that nobody sees. */
async function build(wanted: Command | undefined, argv: readonly string[]): Promise<Argv> {
  const { default: yargs } = await import('yargs');
  const parser = yargs([])
    .scriptName('gluepipeline')
    // Messages are read by this program before a person sees them.
    .detectLocale(false)
    .version(false)
    .help(false)
    .exitProcess(false)
    .showHelpOnFail(false)
    .strict()
    .parserConfiguration({ 'greedy-arrays': false, 'parse-positional-numbers': false, 'dot-notation': false })
    .options(optionsOf(globalOptions, argv));
  return wanted == null
    ? commands.reduce(
        (each, command) => withCommand(each, command, command.name, argv),
        parser.demandCommand(1, 'say which command'),
      )
    : withCommand(parser, wanted, '$0', argv);
}

function withCommand(parser: Argv, command: Command, name: string, argv: readonly string[]): Argv {
  const words = (command.positionals ?? []).map((word) =>
    word.required === true ? `<${word.name}>` : word.several === true ? `[${word.name}..]` : `[${word.name}]`,
  );
  return parser.command([name, ...words].join(' '), command.summary, (own) => withOwn(own, command, argv));
}

function withOwn(parser: Argv, command: Command, argv: readonly string[]): Argv {
  return (command.positionals ?? []).reduce<Argv>(
    (each, { name, choices }) => each.positional(name, { type: 'string', ...(choices == null ? {} : { choices }) }),
    parser.options(optionsOf(command.options, argv)),
  );
}

/** The options that a command line may be about: yargs takes its time with each, and most command lines have few. */
function optionsOf(options: Readonly<Record<string, Option>>, argv: readonly string[]): Record<string, Options> {
  const flags = argv.flatMap((word) => (word.startsWith('-') ? [saidOf(word)] : []));
  const isNeeded = (name: string, option: Option) =>
    option.required === true ||
    hasDefault(option) ||
    [name, ...(option.alias ?? [])].some((each) => isSaid(each, flags));
  return Object.fromEntries(
    Object.entries(options)
      .filter(([name, option]) => isNeeded(name, option))
      .map(([name, option]) => [
        name,
        {
          type: option.type,
          requiresArg: option.type === 'string' || option.type === 'number' || option.type === 'array',
          ...(option.alias == null ? {} : { alias: option.alias }),
          ...(option.required === true ? { demandOption: true } : {}),
          ...(hasDefault(option) ? { default: option.default } : {}),
          ...(option.choices == null ? {} : { choices: option.choices }),
        },
      ]),
  );
}

function hasDefault({ default: value }: Option): boolean {
  return value != null && value !== false;
}

/** A flag, as far as its name may mean an option. */
interface Said {
  /** With one dash: letters. */
  readonly isShort: boolean;
  readonly letters: string;
}

function saidOf(flag: string): Said {
  return { isShort: flag[1] !== '-', letters: lettersOf(flag.split('=', 1)[0] ?? '') };
}

/**
 * False only where no flag can be this name of an option, not as `--no-<name>`, `--<name>=…`, one letter among others or
 * with two dashes, nor in capitals either: yargs takes `--ENDPOINT-URL`.
 */
function isSaid(name: string, flags: readonly Said[]): boolean {
  const wanted = lettersOf(name);
  return flags.some(({ isShort, letters }) =>
    name.length === 1 ? isShort || letters === wanted || letters === `no${wanted}` : letters.includes(wanted),
  );
}

function lettersOf(word: string): string {
  return word.replaceAll(/[-_]/g, '').toLowerCase();
}
