import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Pair,
  visit,
} from 'yaml';

import { issue, type Position, type Result } from './issue.ts';
import type { Locate, Source } from './source.ts';
import { writtenNumber } from './written-number.ts';

const options = { merge: true, prettyErrors: false, logLevel: 'error' } as const;

/** YAML with anchors and merge keys, keeping the text of odd numbers; syntax errors with their place. */
export function parseYaml(file: string, text: string): Result<Source> {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter: lines });
  const wrong = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    message: code === 'MULTIPLE_DOCS' ? 'a config is one document' : lowerFirst(message),
    offset: pos[0],
  }));
  const mistakes = wrong.length > 0 ? wrong : wrongAliases(document);
  if (mistakes.length > 0) {
    return {
      ok: false,
      issues: mistakes.map(({ message, offset }) => ({
        ...issue({
          code: 'GP101',
          path: [],
          message: `${file} is not valid YAML: ${message}`,
          hint: 'mend the syntax there',
        }),
        position: position(file, lines, offset),
      })),
    };
  }
  keepNumberText(document);
  return toValue(document, file, text);
}

/** A few lines of aliases of aliases can stand for millions of values: yaml counts them, and throws. */
function toValue(document: Document.Parsed, file: string, text: string): Result<Source> {
  try {
    const value = document.toJS({ maxAliasCount: 1000 }) as unknown;
    return { ok: true, value: { file, format: 'yaml', text, value }, issues: [] };
  } catch (error) {
    const message = `${file} is not valid YAML: ${lowerFirst(error instanceof Error ? error.message : String(error))}`;
    return { ok: false, issues: [issue({ code: 'GP101', path: [], message, hint: 'write out some of its aliases' })] };
  }
}

/** Aliases that name nothing, or the very thing that they stand in: turning them into values would throw. */
function wrongAliases(document: Document.Parsed): { message: string; offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, alias, ancestors) => {
      const target = alias.resolve(document);
      if (target == null || ancestors.includes(target)) {
        const what = target == null ? 'names no anchor before it' : 'stands inside its own anchor';
        found.push({ message: `alias *${alias.source} ${what}`, offset: alias.range?.[0] ?? 0 });
      }
    },
  });
  return found;
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
  const target = isAlias(node) ? (node.resolve(document) as Node | undefined) : node;
  if (isSeq(target)) {
    const item = target.items[Number(part)];
    return isNode(item) ? { value: item } : undefined;
  }
  if (!isMap(target)) {
    return undefined;
  }
  const pair = target.items.find((each) => keyText(each) === String(part));
  if (pair != null) {
    return { key: isNode(pair.key) ? pair.key : undefined, value: isNode(pair.value) ? pair.value : undefined };
  }
  // What a merge key brings in stands where its anchor is.
  const merged = target.items.find(({ key }) => isScalar(key) && key.source === '<<')?.value;
  const sources = isSeq(merged) ? merged.items : [merged];
  return sources
    .map((source) => (isNode(source) ? step(document, source, part) : undefined))
    .find((found) => found != null);
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

/** `glue_version: 3.0` must stay "3.0": the number keeps its text where the two differ. */
function keepNumberText(document: Document.Parsed): void {
  const keep = (node: unknown): void => {
    if (isScalar(node) && typeof node.value === 'number' && node.source != null) {
      node.value = writtenNumber(node.value, node.source);
    } else if (isMap(node)) {
      node.items.forEach((pair) => keep(pair.value));
    } else if (isSeq(node)) {
      node.items.forEach(keep);
    }
  };
  keep(document.contents);
}

function position(file: string, lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
