import { maxDepth } from './depth.ts';
import type { Issue, Path, Position, Result } from './issue.ts';
import { locator } from './json-places.ts';

/** A config file as plain values; positions are found only when an issue needs them. */
export interface Source {
  readonly file: string;
  readonly format: 'json' | 'yaml';
  readonly text: string;
  readonly value: unknown;
}

/** The format that a file's name promises: JSON unless it ends in .yaml or .yml. */
export function formatOf(file: string): 'json' | 'yaml' {
  return /\.ya?ml$/i.test(file) ? 'yaml' : 'json';
}

/**
 * Text to plain values, never throwing for what a user wrote.
 * JSON may hold comments and trailing commas; numbers whose text matters stay WrittenNumber.
 */
export async function readSource(file: string, text: string): Promise<Result<Source>> {
  const format = formatOf(file);
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (format === 'yaml') {
    const { parseYaml } = await import('./yaml.ts');
    return parseYaml(file, plain);
  }
  const fast = parseFast(plain);
  if (fast !== undefined) {
    return { ok: true, value: { file, format, text: plain, value: fast }, issues: [] };
  }
  const { parseJson } = await import('./json.ts');
  return parseJson(file, plain);
}

/** The same issues with the places of their paths filled in. */
export async function withPositions(source: Source, issues: readonly Issue[]): Promise<Issue[]> {
  if (issues.length === 0) {
    return [];
  }
  const locate = source.format === 'yaml' ? (await import('./yaml.ts')).locator(source) : locator(source);
  return issues.map((issue) => {
    if (issue.position != null) {
      return issue;
    }
    const position = nearest(locate, issue.path, issue.on === 'key');
    return position == null ? issue : { ...issue, position };
  });
}

/** Finds the place of a key or value; nothing where the path leads nowhere. */
export type Locate = (path: Path, key: boolean) => Position | undefined;

/** A missing key is shown at the nearest thing that holds it. */
function nearest(locate: Locate, path: Path, key: boolean): Position | undefined {
  for (let length = path.length; length >= 0; length--) {
    const position = locate(path.slice(0, length), key && length === path.length);
    if (position != null) {
      return position;
    }
  }
  return undefined;
}

/**
 * A number that JSON.parse might print otherwise than it is written: 3.0, 1.50, 1e3, -0, what is below a millionth, and
 * what has more than the fifteen digits that a number surely holds; the end of a time is none.
 */
const oddNumber =
  /[:[,]\s*-?(?:\d+\.\d*0|\d+(?:\.\d+)?[eE][+-]?\d+|0(?<=-0)|0\.0{6}\d+|\d{16,}|(?=[\d.]{17})\d+\.\d+)(?=\s*[,\]}])/;

/** The common case without a parser of our own: plain JSON whose numbers print as written. */
function parseFast(text: string): unknown {
  if (oddNumber.test(text)) {
    return undefined;
  }
  try {
    const value = JSON.parse(text) as unknown;
    const keys = value != null && typeof value === 'object' ? countKeys(value) : 0;
    return keys === possibleKeys(text) || keys === writtenKeys(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** JSON.parse keeps the last of two equal keys without a word: fewer keys than were written means that one is lost. */
function countKeys(value: object, depth = 1): number {
  if (depth > maxDepth) {
    // The slower reader says where.
    return NaN;
  }
  let count = 0;
  if (Array.isArray(value)) {
    for (const each of value as readonly unknown[]) {
      count += each != null && typeof each === 'object' ? countKeys(each, depth + 1) : 0;
    }
    return count;
  }
  // Not Object.values: it makes a list for each of thousands of maps. What JSON.parse makes inherits nothing that counts.
  const map = value as Readonly<Record<string, unknown>>;
  for (const key in map) {
    const each = map[key];
    count += 1 + (each != null && typeof each === 'object' ? countKeys(each, depth + 1) : 0);
  }
  return count;
}

/** At least as many as there are keys, quickly counted: every key ends in a quote and a colon, as some texts may too. */
function possibleKeys(text: string): number {
  if (/"\s+:/.test(text)) {
    return Infinity;
  }
  // One call for thousands of keys: a loop would run before V8 has made it quick.
  return text.split('":').length - 1;
}

/** In valid JSON a string before a colon is a key. */
function writtenKeys(text: string): number {
  return Array.from(text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)).filter((match) => match[1] != null).length;
}
