import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { cell } from './text.mjs';

/** docs/library.md: every name that the published packages export, in the words of its own comment. */
export const library = { file: 'docs/library.md', render };

/** The doors of the published packages: what an import says, and the file behind it. */
const doors = [
  ['@gluepipeline/core', 'packages/core/src/index.ts'],
  ['@gluepipeline/core/testing', 'packages/core/src/testing/index.ts'],
  ['@gluepipeline/project', 'packages/project/src/index.ts'],
  ['@gluepipeline/aws', 'packages/aws/src/index.ts'],
  ['@gluepipeline/local', 'packages/local/src/index.ts'],
];

function render(root) {
  const sections = doors.flatMap(([name, door]) => [`## \`${name}\``, table(namesOf(root, door))]);
  return [
    '# Library',
    'Every name that the packages export. Nothing else can be imported from them. Worked examples are in the READMEs of [core](../packages/core/README.md) and [project](../packages/project/README.md) and in [examples/library](../examples/library/README.md). Until 1.0 a minor version may change what stands here; the changelog says so.',
    ...sections,
  ];
}

function table(names) {
  const rows = names.map(({ name, kind, words }) => `| \`${name}\` | ${kind} | ${cell(words)} |`);
  return ['| Name | | |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The names of a door, as its lists of exports have them: each with its kind and the first sentence about it. */
function namesOf(root, door) {
  const source = parsed(join(root, door));
  return source.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause, moduleSpecifier }) => {
      const home = parsed(join(root, door, '..', moduleSpecifier.text));
      return exportClause.elements.map((element) => entryOf(home, element.name.text));
    })
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

const known = new Map();

function parsed(file) {
  if (!known.has(file)) {
    known.set(file, ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true));
  }
  return known.get(file);
}

function entryOf(home, name) {
  const statement = home.statements.find((each) => declares(each, name));
  if (statement == null) {
    throw new Error(`docs: ${home.fileName} does not declare ${name} itself`);
  }
  const comments = ts.getJSDocCommentsAndTags(statement);
  const words = firstSentence(ts.getTextOfJSDocComment(comments.at(-1)?.comment) ?? '');
  if (words === '') {
    throw new Error(`docs: ${name} in ${home.fileName} says nothing of itself`);
  }
  return { name, kind: kindOf(statement), words };
}

function declares(statement, name) {
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.some((each) => each.name.getText() === name)
    : statement.name?.text === name;
}

function kindOf(statement) {
  if (ts.isFunctionDeclaration(statement)) {
    return 'function';
  }
  if (ts.isClassDeclaration(statement)) {
    return 'class';
  }
  return ts.isVariableStatement(statement) ? 'value' : 'type';
}

/** A comment as one line, up to its first full stop. */
function firstSentence(comment) {
  const line = comment.replaceAll(/\s+/g, ' ').trim();
  return (/^.*?[^.]\.(?= [A-Z]|$)/.exec(line)?.[0] ?? line).replace(/\.$/, '');
}
