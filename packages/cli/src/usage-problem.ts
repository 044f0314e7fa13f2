import { didYouMean, durationIn } from '@gluepipeline/core';

import type { Args, Command, Option } from './command.ts';
import { commands } from './commands/table.ts';
import { camelCase, globalOptions } from './global-options.ts';

/** What is wrong with a command line, and what to do about it. */
export interface UsageProblem {
  readonly message: string;
  readonly hint: string;
}

/** What yargs says, in our words and with the name that was probably meant. */
export function usageProblem(message: string, argv: readonly string[], command: Command | undefined): UsageProblem {
  const see = `see: gluepipeline ${command == null ? '' : `${command.name} `}--help`;
  const [, unknown] = /^Unknown (?:arguments?|commands?): ([^,]*)/.exec(message) ?? [];
  if (unknown != null) {
    return unknownWord(unknown, argv, command, see);
  }
  const [, missing] = /^Missing required arguments?: (.*)$/.exec(message) ?? [];
  if (missing != null) {
    return {
      message: `${missing
        .split(', ')
        .map((name) => `--${name}`)
        .join(' and ')} ${missing.includes(', ') ? 'are' : 'is'} missing`,
      hint: see,
    };
  }
  const [, bare] = /^Not enough arguments following: (.*)$/.exec(message) ?? [];
  if (bare != null) {
    return { message: `${flag(bare)} needs a value`, hint: see };
  }
  const [, name, given, choices] = /Argument: (.*), Given: "(.*)", Choices: (.*)$/.exec(message) ?? [];
  if (name != null && given != null && choices != null) {
    return wrongChoice(name, given, choices, command);
  }
  const [, got] = /^Not enough non-option arguments: got (\d+)/.exec(message) ?? [];
  const wanted = command?.positionals?.filter(({ required }) => required === true)[Number(got)];
  return wanted != null
    ? { message: `say which ${wanted.name}: ${wanted.describe}`, hint: see }
    : { message: message.charAt(0).toLowerCase() + message.slice(1), hint: see };
}

/**
 * An option that was given nothing, such as `-e "$UNSET"`: going on would do the work somewhere else. Or a number that
 * is none, or none of those that are taken. Or a flag that this action would pass over.
 */
export function wrongValue(
  args: Args,
  options: Readonly<Record<string, Option>>,
  { name: command }: Command,
): UsageProblem | undefined {
  const hint = `see: gluepipeline ${command} --help`;
  for (const [name, option] of Object.entries(options)) {
    const { type, range, duration } = option;
    const value = args[camelCase(name)];
    const misplaced = misplacedFlag(name, option, value, args.action ?? '');
    if (misplaced != null) {
      return { message: misplaced, hint };
    }
    if (type === 'string' && value === '') {
      return { message: `--${name} is empty`, hint };
    }
    if (duration === true && typeof value === 'string' && durationIn(value) == null) {
      return { message: `--${name} takes a time such as 90s, 10m or 2h, not ${value}`, hint };
    }
    if (type === 'number' && Number.isNaN(value)) {
      return { message: `--${name} is no number`, hint };
    }
    if (range != null && typeof value === 'number' && !isWithin(value, range)) {
      return { message: `--${name} takes a whole number from ${range.join(' to ')}, not ${String(value)}`, hint };
    }
  }
  return undefined;
}

/** What is wrong with a flag beside this action. */
function misplacedFlag(name: string, option: Option, value: unknown, action: unknown): string | undefined {
  const { actions, onceWith } = option;
  if (actions != null && value != null && value !== option.default && !actions.some((each) => each === action)) {
    return action === ''
      ? `--${name} goes with ${actions.join(', ')} alone`
      : `--${name} does not go with ${String(action)}`;
  }
  return action !== '' && action === onceWith && Array.isArray(value) && value.length > 1
    ? `--${name} is said once with ${onceWith}`
    : undefined;
}

function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function unknownWord(word: string, argv: readonly string[], command: Command | undefined, see: string): UsageProblem {
  const isOption = argv.some((each) => each.startsWith('-') && each.replace(/^-+/, '').split('=')[0] === word);
  if (command == null && !isOption) {
    return {
      message: `there is no command "${word}"`,
      hint:
        didYouMean(
          word,
          commands.map(({ name }) => name),
        ) ?? see,
    };
  }
  if (!isOption && argv.includes(word)) {
    return { message: `"${word}" is a word too many`, hint: see };
  }
  const names = [...Object.keys(globalOptions), ...Object.keys(command?.options ?? {})];
  return { message: `unknown option ${flag(word)}`, hint: word.length === 1 ? see : (meantFlag(word, names) ?? see) };
}

/** The flag that begins so, for those who shorten, else the one that looks alike. */
function meantFlag(word: string, names: readonly string[]): string | undefined {
  const begins = names.filter((name) => name.startsWith(word));
  return begins.length === 1
    ? `did you mean "--${begins[0] ?? ''}"?`
    : didYouMean(
        `--${word}`,
        names.map((name) => `--${name}`),
      );
}

function wrongChoice(name: string, given: string, choices: string, command: Command | undefined): UsageProblem {
  const known = [...choices.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const isWord = command?.positionals?.some((positional) => positional.name === name) === true;
  return {
    message: `"${given}" is no ${isWord ? name : flag(name)}`,
    hint: didYouMean(given, known) ?? `one of: ${known.join(', ')}`,
  };
}

function flag(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
