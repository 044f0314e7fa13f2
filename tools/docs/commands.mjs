import { cell, fence } from './text.mjs';

/** docs/commands.md: every command with its options and examples, and the exit codes. */
export const commandLine = {
  file: 'docs/commands.md',
  source: `
      export { commands } from './packages/cli/src/commands/table.ts';
      export { exitCodes } from './packages/cli/src/exit-codes.ts';
      export { globalOptions } from './packages/cli/src/global-options.ts';`,
  // What a command does is not called, so it need not be there.
  external: ['@gluepipeline/project'],
  render,
};

function render({ commands, exitCodes, globalOptions }) {
  return [
    '# Commands',
    '`gluepipeline <command> [options]`. Results go to stdout, everything else to stderr. With `--json` there is exactly one JSON document on stdout, also for errors.',
    ['| Command | |', '| --- | --- |', ...commands.map(commandRow)].join('\n'),
    ...commands.flatMap(commandSection),
    '## Options of every command',
    'A flag is stronger than an environment variable, and that is stronger than the config. The variable that stands behind a flag is named in brackets.',
    optionTable([], globalOptions),
    '## Exit codes',
    [
      '| Code | Meaning |',
      '| --- | --- |',
      ...exitCodes.map(([code, meaning]) => `| ${code} | ${cell(meaning)} |`),
    ].join('\n'),
  ];
}

function commandRow({ name, summary }) {
  return `| [\`${name}\`](#${name}) | ${cell(summary)} |`;
}

function commandSection({ name, positionals = [], summary, examples, options }) {
  const width = Math.max(...examples.map(([line]) => line.length));
  const words = positionals.map((each) => (each.required === true ? `<${each.name}>` : `[${each.name}]`));
  return [
    `## ${name}`,
    `\`${['gluepipeline', name, ...words].join(' ')}\``,
    `${summary}.`,
    ...(positionals.length + Object.keys(options).length === 0 ? [] : [optionTable(positionals, options)]),
    fence('sh', examples.map(([line, what]) => `gluepipeline ${line.padEnd(width)}  # ${what}`).join('\n')),
  ];
}

function optionTable(positionals, options) {
  const shown = Object.entries(options).filter(([, { hidden }]) => hidden !== true);
  const rows = [
    ...positionals.map((each) => [`\`${each.name}\``, each]),
    ...shown.map(([name, option]) => [namesOf(name, option), option]),
  ].map(([name, { describe: text, choices, default: otherwise, required }]) => {
    const notes = [
      ...(required === true ? ['required'] : []),
      ...(choices == null ? [] : [choices.map((choice) => `\`${choice}\``).join(', ')]),
    ];
    const value = otherwise == null || otherwise === false ? '' : `\`${otherwise}\``;
    return `| ${name} | ${cell(text)}${notes.length === 0 ? '' : ` (${notes.join('; ')})`} | ${value} |`;
  });
  return ['| Option | | Default |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The short spelling first, then the name, then other spellings. */
function namesOf(name, { alias = [] }) {
  const short = alias.filter((each) => each.length === 1);
  return [...short, name, ...alias.filter((each) => !short.includes(each))].map(flag).join(', ');
}

function flag(name) {
  return `\`${name.length === 1 ? '-' : '--'}${name}\``;
}
