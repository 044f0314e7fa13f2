import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  Parser,
  type Pair,
  visit,
} from 'yaml';

import { invariant } from '../errors.ts';
import { maxDepth, nestedTooDeeply } from './depth.ts';
import { issue, type Issue, type Position, type Result } from './issue.ts';
import { repeatedKey } from './repeated-key.ts';
import type { Locate, Source } from './source.ts';
import { writtenNumber } from './written-number.ts';

// Keys are the same when their texts are, which yaml does not know: repeatedKeys looks for them.
const options = { merge: true, prettyErrors: false, logLevel: 'error', uniqueKeys: false } as const;

/** YAML with anchors and merge keys, keeping the text of odd numbers; syntax errors with their place. */
export function parseYaml(file: string, text: string): Result<Source> {
  const lines = new LineCounter();
  const tokens = tokensOf(text, lines);
  if (typeof tokens === 'number') {
    return { ok: false, issues: [nestedTooDeeply(file, position(file, lines, tokens))] };
  }
  const [document, another] = new Composer(options).compose(tokens, true, text.length);
  invariant(document != null, 'yaml makes a document of any text');
  const wrong = [
    ...[...document.errors, ...document.warnings].map(({ message, pos }) => ({
      message: lowerFirst(message),
      offset: pos[0],
    })),
    ...(another == null ? [] : [{ message: 'a config is one document', offset: another.range[0] }]),
  ];
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
  const twice = keepTexts(document, file, lines);
  if (twice.length > 0) {
    return { ok: false, issues: twice };
  }
  return toValue(document, file, text);
}

/** The tokens of a text, or where it is nested too deeply: what makes values of them calls itself for each level. */
function tokensOf(text: string, lines: LineCounter): CST.Token[] | number {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    tokens.push(...parser.next(lexeme));
    // The document itself is the first of the stack, and a text may be the last.
    const last = parser.stack.at(-1);
    if (parser.stack.length > maxDepth + 1 && last != null && 'items' in last) {
      return offset;
    }
  }
  return [...tokens, ...parser.end()];
}

/** A few lines of aliases of aliases can stand for millions of values: yaml counts them, and throws. */
function toValue(document: Document.Parsed, file: string, text: string): Result<Source> {
  try {
    const value = document.toJS({ maxAliasCount: 1000 }) as unknown;
    return { ok: true, value: { file, format: 'yaml', text, value }, issues: [] };
  } catch (error) {
    if (error instanceof RangeError) {
      return { ok: false, issues: [nestedTooDeeply(file, undefined)] };
    }
    const message = `${file} is not valid YAML: ${lowerFirst(error instanceof Error ? error.message : String(error))}`;
    return { ok: false, issues: [issue({ code: 'GP101', path: [], message, hint: 'write out some of its aliases' })] };
  }
}

/** Aliases that name nothing, or the very thing that they stand in: turning them into values would throw. */
function wrongAliases(document: Document.Parsed): { message: string; offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  // An alias looks through the whole document for its anchor: many of them would take minutes.
  const anchors = new Map<string, Node>();
  visit(document, {
    Node: (_, node, ancestors) => {
      if (!isAlias(node)) {
        if (node.anchor != null) {
          anchors.set(node.anchor, node);
        }
        return;
      }
      const target = anchors.get(node.source);
      if (target == null || ancestors.includes(target)) {
        const what = target == null ? 'names no anchor before it' : 'stands inside its own anchor';
        found.push({ message: `alias *${node.source} ${what}`, offset: node.range?.[0] ?? 0 });
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
  const merged = target.items.find(isMergeKey)?.value;
  const sources = isSeq(merged) ? merged.items : [merged];
  return sources
    .map((source) => (isNode(source) ? step(document, source, part) : undefined))
    .find((found) => found != null);
}

/** What `<<` is read as, unless it stands in quotes. */
function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

/** A key as it is written: `0123` and `1.10` are no numbers there. */
function keyText(pair: Pair): string {
  const { key } = pair;
  if (!isScalar(key)) {
    return String(key);
  }
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

/** `glue_version: 3.0` must stay "3.0": what is no text keeps its own where the two differ. Gives the keys written twice. */
function keepTexts(document: Document.Parsed, file: string, lines: LineCounter): Issue[] {
  const twice: Issue[] = [];
  const keep = (node: unknown): void => {
    if (isScalar(node) && typeof node.value === 'number' && node.source != null) {
      node.value = writtenNumber(node.value, node.source);
    } else if (isMap(node)) {
      const seen = new Set<string>();
      for (const pair of node.items) {
        const key = keyText(pair);
        if (isMergeKey(pair)) {
          // There may be several.
        } else if (seen.has(key)) {
          twice.push(repeatedKey(key, position(file, lines, (pair.key as Node).range?.[0] ?? 0)));
        } else if (isScalar(pair.key)) {
          pair.key.value = key;
        }
        seen.add(key);
        keep(pair.value);
      }
    } else if (isSeq(node)) {
      node.items.forEach(keep);
    }
  };
  keep(document.contents);
  return twice;
}

function position(file: string, lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
