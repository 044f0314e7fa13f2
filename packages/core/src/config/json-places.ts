import type { Path } from './issue.ts';
import { lineStarts, positionAt } from './lines.ts';
import type { Locate, Source } from './source.ts';

/** Where a value of a JSON text begins, and its key; an item of a list has no key but itself. */
interface Place {
  readonly key: number;
  readonly value: number;
}

/** What is known of one map or list: the places found so far, and the value after which the next is to be sought. */
interface Container {
  readonly places: Map<string | number, Place>;
  readonly start: number;
  last: number | undefined;
}

/**
 * Finds places in a JSON source that has been parsed already. Only the maps and lists on the way are looked into, each
 * no further than needed and never twice: a warning about a large file costs no second parse of it.
 */
export function locator(source: Source): Locate {
  const { file, text } = source;
  const containers = new Map<number, Container>();
  let lines: readonly number[] | undefined;
  return (path, key) => {
    const place = find(text, containers, path);
    if (place == null) {
      return undefined;
    }
    lines ??= lineStarts(text);
    return positionAt(file, lines, key ? place.key : place.value);
  };
}

function find(text: string, containers: Map<number, Container>, path: Path): Place | undefined {
  const root = skipSpace(text, 0);
  let place: Place | undefined = root < text.length ? { key: root, value: root } : undefined;
  for (const part of path) {
    if (place == null || text[place.value] !== (typeof part === 'number' ? '[' : '{')) {
      return undefined;
    }
    const start = place.value + 1;
    const container: Container = containers.get(place.value) ?? { places: new Map(), start, last: undefined };
    containers.set(place.value, container);
    place = placeIn(text, container, part);
  }
  return place;
}

/** Reads on until the wanted key or item is there; of two equal keys the first counts. */
function placeIn(text: string, container: Container, wanted: string | number): Place | undefined {
  const { places } = container;
  while (!places.has(wanted)) {
    const key = skipSpace(text, container.last == null ? container.start : afterValue(text, container.last));
    if (key >= text.length || text[key] === '}' || text[key] === ']') {
      return undefined;
    }
    const value = typeof wanted === 'number' ? key : skipSpace(text, skipSpace(text, endOfString(text, key)) + 1);
    const name = typeof wanted === 'number' ? places.size : keyName(text.slice(key, endOfString(text, key)));
    if (!places.has(name)) {
      places.set(name, { key, value });
    }
    // The value itself is passed over when something behind it is wanted, and not before.
    container.last = value;
  }
  return places.get(wanted);
}

function afterValue(text: string, value: number): number {
  const end = skipSpace(text, endOfValue(text, value));
  return text[end] === ',' ? end + 1 : end;
}

function keyName(written: string): string {
  return written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
}

/** White space and comments. */
function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (text.startsWith('//', at)) {
      at = indexFrom(text, /[\r\n]/g, at);
    } else if (text.startsWith('/*', at)) {
      at = indexFrom(text, /\*\//g, at + 2) + 2;
    } else if (at < text.length && ' \t\r\n'.includes(text.charAt(at))) {
      at++;
    } else {
      return at;
    }
  }
}

function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') {
    return endOfString(text, from);
  }
  if (first === '{' || first === '[') {
    return endOfContainer(text, from);
  }
  return indexFrom(text, /[\s,\]}/]/g, from);
}

/** Only strings and comments can hold a bracket that counts for nothing. */
function endOfContainer(text: string, from: number): number {
  const sign = /["{}[\]]|\/[/*]/g;
  sign.lastIndex = from;
  let depth = 0;
  for (let match = sign.exec(text); match != null; match = sign.exec(text)) {
    const [found] = match;
    if (found === '"') {
      sign.lastIndex = endOfString(text, match.index);
    } else if (found.startsWith('/')) {
      sign.lastIndex = skipSpace(text, match.index);
    } else {
      depth += found === '{' || found === '[' ? 1 : -1;
      if (depth === 0) {
        return sign.lastIndex;
      }
    }
  }
  return text.length;
}

/** A quote after an odd number of backslashes ends nothing. */
function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') {
      slashes++;
    }
    if (slashes % 2 === 0) {
      return quote + 1;
    }
  }
  return text.length;
}

/** Where a pattern is met next, or the end of the text. */
function indexFrom(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
