import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';

import type { Path } from '../../src/config/issue.ts';
import { locator } from '../../src/config/json-places.ts';
import { lineStarts, positionAt } from '../../src/config/lines.ts';
import type { Source } from '../../src/config/source.ts';

function sourceOf(text: string): Source {
  return { file: 'c.json', format: 'json', text, value: undefined };
}

function at(text: string, path: Path, key = false): string {
  const place = locator(sourceOf(text))(path, key);
  return place == null ? 'nowhere' : `${String(place.line)}:${String(place.column)}`;
}

/** Every path that leads somewhere in a value, with one beside each that does not. */
function pathsOf(value: unknown, above: Path = []): Path[] {
  if (value == null || typeof value !== 'object') {
    return [above, [...above, 'nothing'], [...above, 0]];
  }
  const inner: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const next = Array.isArray(value) ? value.length : 'no such key';
  return [above, [...above, next], ...inner.flatMap(([key, each]) => pathsOf(each, [...above, key]))];
}

describe('locator', () => {
  it('finds values and keys through comments, trailing commas and Windows line ends', () => {
    const text = '// {"b": 1}\r\n{ /* "a": [ */ "a": 1,\r\n  "b" : [ "]", // ]\r\n    { "c\\"": -1.5e3, }, ],\r\n}\r\n';
    expect(at(text, [])).toBe('2:1');
    expect(at(text, ['a'])).toBe('2:21');
    expect(at(text, ['a'], true)).toBe('2:16');
    expect(at(text, ['b'], true)).toBe('3:3');
    expect(at(text, ['b', 0])).toBe('3:11');
    expect(at(text, ['b', 1, 'c"'])).toBe('4:14');
    expect(at(text, ['b', 1, 'c"'], true)).toBe('4:7');
  });

  it('finds nothing where a path leads nowhere', () => {
    const text = '{"a": [1], "b": {"0": 2}, "c": "["}';
    expect(at(text, ['d'])).toBe('nowhere');
    expect(at(text, ['a', 1])).toBe('nowhere');
    expect(at(text, ['a', '0'])).toBe('nowhere');
    expect(at(text, ['b', 0])).toBe('nowhere');
    expect(at(text, ['c', 0])).toBe('nowhere');
    expect(at('', [])).toBe('nowhere');
  });

  it('ends on texts that end too early', () => {
    const text = '{"a": [{"b": 1}, /* */ "c", // x';
    for (let length = 0; length <= text.length; length++) {
      const locate = locator(sourceOf(text.slice(0, length)));
      expect(() => [locate(['a', 5], false), locate(['z', 0], true), locate(['a', 0, 'b'], true)]).not.toThrow();
    }
  });

  it('agrees with jsonc-parser on every path of every value, in whatever order it is asked', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), fc.infiniteStream(fc.nat()), (value, pretty, dice) => {
        const text = JSON.stringify(value, undefined, pretty ? 2 : undefined);
        const root = parseTree(text);
        const lines = lineStarts(text);
        const locate = locator(sourceOf(text));
        const paths = pathsOf(value).map((path) => ({ path, order: dice.next().value as number }));
        for (const { path } of paths.toSorted((a, b) => a.order - b.order)) {
          const node = root == null ? undefined : findNodeAtLocation(root, [...path]);
          const key = typeof path.at(-1) === 'string' ? node?.parent?.children?.[0] : node;
          const expected = [node, key].map((each) =>
            each == null ? undefined : positionAt('c.json', lines, each.offset),
          );
          expect([locate(path, false), locate(path, true)]).toEqual(expected);
        }
      }),
    );
  });
});
