import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, type Pair } from 'yaml';

import { issue, type Position, type Result } from './issue.ts';
import type { Locate, Source } from './source.ts';
import { writtenNumber } from './written-number.ts';

const options = { merge: true, prettyErrors: false } as const;

/** YAML with anchors and merge keys, keeping the text of odd numbers; syntax errors with their place. */
export function parseYaml(file: string, text: string): Result<Source> {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      ok: false,
      issues: document.errors.map((error) => ({
        ...issue({
          code: 'GP101',
          path: [],
          message: `${file} is not valid YAML: ${lowerFirst(error.message)}`,
          hint: 'mend the syntax there',
        }),
        position: position(file, lines, error.pos[0]),
      })),
    };
  }
  keepNumberText(document);
  const value = document.toJS({ maxAliasCount: 1000 }) as unknown;
  return { ok: true, value: { file, format: 'yaml', text, value }, issues: [] };
}

/** Finds places in a YAML source; the text is parsed once. */
export function locator(source: Source): Locate {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { ...options, lineCounter: lines });
  return (path, key) => {
    const found = find(document, path);
    const node = key && found?.key != null ? found.key : found?.value;
    const offset = node?.range?.[0];
    return offset == null ? undefined : position(source.file, lines, offset);
  };
}

interface Found {
  readonly key?: Node | undefined;
  readonly value: Node | undefined;
}

function find(document: Document.Parsed, path: readonly (string | number)[]): Found | undefined {
  let found: Found | undefined = { value: document.contents ?? undefined };
  for (const part of path) {
    found = step(document, found.value, part);
    if (found == null) {
      return undefined;
    }
  }
  return found;
}

function step(document: Document.Parsed, node: Node | undefined, part: string | number): Found | undefined {
  const target = node != null && 'source' in node && !isScalar(node) ? (node.resolve(document) as Node | undefined) : node;
  if (isSeq(target)) {
    const item = target.items[Number(part)];
    return isNode(item) ? { value: item } : undefined;
  }
  if (isMap(target)) {
    const pair = target.items.find((each) => isPair(each) && keyText(each) === String(part));
    return pair == null
      ? undefined
      : { key: isNode(pair.key) ? pair.key : undefined, value: isNode(pair.value) ? pair.value : undefined };
  }
  return undefined;
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

/** `glue_version: 3.0` must stay "3.0": the number keeps its text where the two differ. */
function keepNumberText(document: Document.Parsed): void {
  const visit = (node: unknown): void => {
    if (isScalar(node) && typeof node.value === 'number' && node.source != null) {
      node.value = writtenNumber(node.value, node.source);
    } else if (isMap(node)) {
      node.items.forEach((pair) => visit(pair.value));
    } else if (isSeq(node)) {
      node.items.forEach(visit);
    }
  };
  visit(document.contents);
}

function position(file: string, lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
