import type { Command, Option } from '../command.ts';
import { commands } from '../commands/table.ts';
import { exitCodes } from '../exit-codes.ts';
import { globalOptions } from '../global-options.ts';
import { wrap } from './wrap.ts';

type Row = readonly [string, string];

/** What the tool is and which commands it has. */
export function overview(columns: number): string {
  const intro = 'Validate, plan, deploy, run and inspect AWS Glue pipelines from one config file.';
  const rows = commands.map((command): Row => [usageOf(command), command.summary]);
  const codes = exitCodes.map(([code, meaning]): Row => [String(code).padStart(3), meaning]);
  return [
    'gluepipeline <command> [options]',
    intro,
    section('Begin here:', beginnings, columns),
    section('Commands:', rows, columns),
    section('Options of every command:', optionRows({ ...globalOptions, ...builtIn }), columns),
    section('Exit codes:', codes, columns),
    "gluepipeline <command> --help shows a command's own options.",
  ].join('\n\n');
}

/** What one command does and takes. */
export function helpOf(command: Command, columns: number): string {
  const words = (command.positionals ?? []).map(({ name, describe }): Row => [name, describe]);
  const own = optionRows(command.options);
  return [
    `gluepipeline ${usageOf(command)} [options]`,
    wrap(command.summary, columns).join('\n'),
    section(
      'Examples:',
      command.examples.map(([line, what]): Row => [`gluepipeline ${line}`, what]),
      columns,
    ),
    ...(words.length === 0 ? [] : [section('Arguments:', words, columns)]),
    ...(own.length === 0 ? [] : [section('Options:', own, columns)]),
    section('Options of every command:', optionRows({ ...globalOptions, ...builtIn }), columns),
  ].join('\n\n');
}

const beginnings: readonly Row[] = [
  ['gluepipeline init --name sales --template csv-etl', 'make a pipeline that runs'],
  ['gluepipeline deploy --local', 'deploy it to a Glue on this machine'],
  ['gluepipeline run --local', 'run it there'],
  ['gluepipeline plan -e prod', 'show what would change in AWS'],
  ['gluepipeline deploy -e prod', 'change it'],
];

const builtIn: Readonly<Record<string, Option>> = {
  help: { type: 'boolean', alias: ['h'], describe: 'Show this' },
  version: { type: 'boolean', describe: 'Show the version' },
};

function usageOf({ name, positionals }: Command): string {
  const words = (positionals ?? []).map((word) =>
    word.required === true ? `<${word.name}>` : `[${word.name}${word.several === true ? '…' : ''}]`,
  );
  return [name, ...words].join(' ');
}

function optionRows(options: Readonly<Record<string, Option>>): Row[] {
  return Object.entries(options)
    .filter(([, { hidden }]) => hidden !== true)
    .map(([name, option]) => [flagText(name, option), describeText(option)]);
}

function flagText(name: string, { alias = [], type, choices, value: word }: Option): string {
  const short = alias.find((each) => each.length === 1);
  const list = choices == null ? ' KEY=VALUE' : ' TEXT';
  const value = type === 'string' ? ' TEXT' : type === 'number' ? ' NUMBER' : type === 'array' ? list : '';
  const shown = word == null ? value : ` ${word}`;
  return `${short == null ? '    ' : `-${short}, `}--${name}${shown}`;
}

function describeText(option: Option): string {
  const facts = [
    option.required === true ? 'required' : undefined,
    option.choices == null ? undefined : option.choices.join(', '),
    option.type === 'boolean' || option.default == null ? undefined : `default: ${String(option.default)}`,
  ].filter((fact) => fact != null);
  return facts.length === 0 ? option.describe : `${option.describe} (${facts.join('; ')})`;
}

/** Rows in two columns; where the left one would leave too little room, each text stands below. */
function section(title: string, rows: readonly Row[], columns: number): string {
  const left = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.flatMap(([name, text]) =>
    left > columns - 30 ? stacked(name, text, columns) : beside(name, text, left, columns),
  );
  return [title, ...lines].join('\n');
}

function beside(name: string, text: string, left: number, columns: number): string[] {
  const [first = '', ...rest] = wrap(text, columns - left - 4);
  return [`  ${name.padEnd(left)}  ${first}`, ...rest.map((line) => `${' '.repeat(left + 4)}${line}`)];
}

function stacked(name: string, text: string, columns: number): string[] {
  return [`  ${name}`, ...wrap(text, columns - 6).map((line) => `      ${line}`)];
}
