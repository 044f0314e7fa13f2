import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

import { maxDepth, nestedTooDeeply } from './depth.ts';
import { issue, type Issue, type Result } from './issue.ts';
import { lineStarts, positionAt } from './lines.ts';
import { repeatedKey } from './repeated-key.ts';
import type { Source } from './source.ts';
import { writtenNumber } from './written-number.ts';

/** JSON with comments and trailing commas, keeping the text of odd numbers; syntax errors with their place. */
export function parseJson(file: string, text: string): Result<Source> {
  const deep = tooDeepAt(text);
  if (deep != null) {
    return { ok: false, issues: [nestedTooDeeply(file, positionAt(file, lineStarts(text), deep))] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const first = errors[0];
  if (first != null || root == null) {
    return { ok: false, issues: [syntaxIssue(file, text, first)] };
  }
  const twice = repeatedKeys(root);
  if (twice.length > 0) {
    const lines = lineStarts(text);
    return {
      ok: false,
      issues: twice.map((key) => repeatedKey(String(key.value), positionAt(file, lines, key.offset))),
    };
  }
  return { ok: true, value: { file, format: 'json', text, value: valueOf(root, text) }, issues: [] };
}

/** Where a map or list begins that stands in too many others; the scanner, unlike the parser, does not call itself. */
function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (;;) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    if (offset >= text.length) {
      return undefined;
    }
    const first = text.charAt(offset);
    depth += '{['.includes(first) ? 1 : '}]'.includes(first) ? -1 : 0;
    if (depth > maxDepth) {
      return offset;
    }
  }
}

/** The keys that their object has already. */
function repeatedKeys(node: Node): Node[] {
  const inner = (node.children ?? []).flatMap(repeatedKeys);
  const keys = node.type === 'object' ? (node.children ?? []).flatMap((property) => property.children?.[0] ?? []) : [];
  const seen = new Set<unknown>();
  return [...keys.filter(({ value }) => seen.size === seen.add(value).size), ...inner];
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
