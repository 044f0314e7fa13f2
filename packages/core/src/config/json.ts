import { type Node, findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

import { issue, type Issue, type Position, type Result } from './issue.ts';
import { type Locate, type Source } from './source.ts';
import { writtenNumber } from './written-number.ts';

/** JSON with comments and trailing commas, keeping the text of odd numbers; syntax errors with their place. */
export function parseJson(file: string, text: string): Result<Source> {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const first = errors[0];
  if (first != null || root == null) {
    return { ok: false, issues: [syntaxIssue(file, text, first)] };
  }
  const twice = repeatedKeys(root);
  if (twice.length > 0) {
    const lines = lineStarts(text);
    return { ok: false, issues: twice.map((key) => repeatedKey(key, positionAt(file, lines, key.offset))) };
  }
  return { ok: true, value: { file, format: 'json', text, value: valueOf(root, text) }, issues: [] };
}

/** The keys that their object has already. */
function repeatedKeys(node: Node): Node[] {
  const inner = (node.children ?? []).flatMap(repeatedKeys);
  const keys = node.type === 'object' ? (node.children ?? []).flatMap((property) => property.children?.[0] ?? []) : [];
  const seen = new Set<unknown>();
  return [...keys.filter(({ value }) => seen.size === seen.add(value).size), ...inner];
}

function repeatedKey(key: Node, position: Position): Issue {
  const message = `key "${String(key.value)}" is written twice in the same map`;
  return { ...issue({ code: 'GP107', path: [], message, hint: 'remove or rename one of the two' }), position };
}

/** Finds places in a JSON source; the text is walked once. */
export function locator(source: Source): Locate {
  const root = parseTree(source.text, [], { allowTrailingComma: true });
  const lines = lineStarts(source.text);
  return (path, key) => {
    const node = root == null ? undefined : findNodeAtLocation(root, [...path]);
    if (node == null) {
      return undefined;
    }
    const offset = key ? (node.parent?.children?.[0]?.offset ?? node.offset) : node.offset;
    return positionAt(source.file, lines, offset);
  };
}

function valueOf(node: Node, text: string): unknown {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        (node.children ?? []).map((property) => {
          const [key, value] = property.children ?? [];
          return [String(key?.value), value == null ? null : valueOf(value, text)];
        }),
      );
    case 'array':
      return (node.children ?? []).map((child) => valueOf(child, text));
    case 'number':
      return writtenNumber(Number(node.value), text.slice(node.offset, node.offset + node.length));
    default:
      return node.value as unknown;
  }
}

function syntaxIssue(file: string, text: string, error: ParseError | undefined): Issue {
  const offset = error?.offset ?? 0;
  const what = error == null ? 'the file is empty' : words(printParseErrorCode(error.error));
  return {
    ...issue({
      code: 'GP101',
      path: [],
      message: `${file} is not valid JSON: ${what}`,
      hint: 'mend the syntax there, or name the file .yaml if it holds YAML',
    }),
    position: positionAt(file, lineStarts(text), offset),
  };
}

/** `CommaExpected` → "comma expected". */
function words(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

function positionAt(file: string, starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
