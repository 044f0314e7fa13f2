import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { cell, fence } from './text.mjs';

const file = 'packages/action/README.md';

/** The README of the action: its tables are made from action.yml, its workflows are those that `init --github` writes. */
export const action = { file, render };

function render(root) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const { inputs, outputs } = parse(read('packages/action/action.yml'));
  const parts = {
    inputs: table(['Input', '', 'Default'], inputRows(inputs)),
    outputs: table(
      ['Output', ''],
      Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)]),
    ),
  };
  return read(file)
    .trimEnd()
    .replaceAll(/<!-- (inputs|outputs) -->.*?<!-- \/\1 -->/gs, (_, name) => marked(name, `/${name}`, parts[name]))
    .replaceAll(/<!-- workflow ([\w-]+) -->.*?<!-- \/workflow -->/gs, (_, name) =>
      marked(`workflow ${name}`, '/workflow', fence('yaml', read(`packages/project/templates/github/${name}.yml`))),
    );
}

function marked(begin, end, text) {
  return `<!-- ${begin} -->\n\n${text}\n\n<!-- ${end} -->`;
}

function inputRows(inputs) {
  return Object.entries(inputs).map(([name, { description, default: otherwise }]) => [
    `\`${name}\``,
    cell(description),
    otherwise === '' ? '' : `\`${otherwise}\``,
  ]);
}

function table(heads, rows) {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
