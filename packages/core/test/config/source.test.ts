import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseConfig } from '../../src/config/parse.ts';
import { readSource, withPositions } from '../../src/config/source.ts';
import { WrittenNumber } from '../../src/config/written-number.ts';

/** The plain value, with numbers that keep their text written as `#text`. */
async function read(file: string, text: string): Promise<unknown> {
  const source = await readSource(file, text);
  return source.ok ? plain(source.value.value) : source.issues;
}

function plain(value: unknown): unknown {
  if (value instanceof WrittenNumber) {
    return `#${value.text}`;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return value != null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
    : value;
}

async function complaint(file: string, text: string): Promise<string[]> {
  const source = await readSource(file, text);
  return source.issues.map(
    ({ code, position, message }) => `${code} ${position?.line ?? 0}:${position?.column ?? 0} ${message}`,
  );
}

describe('readSource of JSON', () => {
  it('reads plain JSON, comments, trailing commas, a BOM and Windows line ends', async () => {
    const value = { a: 1, b: [true, null, 'x'] };
    expect(await read('c.json', '{"a":1,"b":[true,null,"x"]}')).toEqual(value);
    expect(await read('c.json', '// top\n{\n  "a": 1, /* one */\n  "b": [true, null, "x",],\n}\n')).toEqual(value);
    expect(await read('c.jsonc', '\uFEFF{\r\n  "a": 1,\r\n  "b": [true, null, "x"]\r\n}\r\n')).toEqual(value);
  });

  it('keeps the text of numbers that print otherwise than they are written', async () => {
    expect(await read('c.json', '{"a": [3.0, 1.10, 1e3, -0, 1.5, 10, 0, 12345678901234567890]}')).toEqual({
      a: ['#3.0', '#1.10', '#1e3', '#-0', 1.5, 10, 0, '#12345678901234567890'],
    });
    expect(await read('c.json', '{"a":1E+2}')).toEqual({ a: '#1E+2' });
  });

  it('leaves texts alone that look like numbers', async () => {
    expect(await read('c.json', '{"a": "x: 3.0", "b": "[1.0]", "c": "3.10"}')).toEqual({
      a: 'x: 3.0',
      b: '[1.0]',
      c: '3.10',
    });
    expect(await read('c.json', '{"a": "12:00:07.980Z", "b": "\\": 1", "c\\"": 2}')).toEqual({
      a: '12:00:07.980Z',
      b: '": 1',
      'c"': 2,
    });
  });

  it('reads whatever JSON.parse reads, to the same value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.boolean(), async (value, pretty) => {
        const text = JSON.stringify(value, undefined, pretty ? 2 : undefined);
        const source = await readSource('c.json', text);
        expect(source.ok && JSON.stringify(source.value.value)).toEqual(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('tells of a key that is written twice, at any depth, wherever it is the second time', async () => {
    expect(await complaint('c.json', '{"a": 1,\n "b": {"c": 1, "c": 2},\n "a": 2}')).toEqual([
      'GP107 3:2 key "a" is written twice in the same map',
      'GP107 2:16 key "c" is written twice in the same map',
    ]);
    expect(await complaint('c.json', '{"a": "\\"b\\": 1", "b": [{"b": 1}, {"b": 2}]}')).toEqual([]);
  });

  it.each([
    ['', 'GP101 1:1 c.json is not valid JSON: value expected'],
    ['{', 'GP101 1:2 c.json is not valid JSON: close brace expected'],
    ['{\n  "a": 1\n  "b": 2\n}', 'GP101 3:3 c.json is not valid JSON: comma expected'],
    ['{"a" 1}', 'GP101 1:6 c.json is not valid JSON: colon expected'],
    ["{'a': 1}", 'GP101 1:2 c.json is not valid JSON: invalid symbol'],
    ['{"a": 1} {"b": 2}', 'GP101 1:10 c.json is not valid JSON: end of file expected'],
    ['{"a": "x\ny"}', 'GP101 1:7 c.json is not valid JSON: unexpected end of string'],
  ])('says where %j goes wrong', async (text, message) => {
    expect(await complaint('c.json', text)).toEqual([message]);
  });

  it('never throws, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'{}[]",:0.e-/*\n #a&<'.split('')) }), async (text) => {
        for (const file of ['c.json', 'c.yaml']) {
          const source = await readSource(file, text);
          expect(source.ok ? typeof parseConfig(source.value.value).ok : source.issues.length > 0).toBeTruthy();
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('readSource of YAML', () => {
  it('reads both endings, a BOM, Windows line ends, and only the booleans of YAML 1.2', async () => {
    expect(await read('c.yml', '\uFEFFa: 1\r\nb: [x, "y"]\r\nc: yes\r\nd: true\r\ne: ~\r\n')).toEqual({
      a: 1,
      b: ['x', 'y'],
      c: 'yes',
      d: true,
      e: null,
    });
  });

  it('knows anchors and merge keys', async () => {
    const text =
      'base: &base {glue_version: 3.0, timeout: 5}\njobs:\n  - <<: *base\n    name: a\n  - {<<: [*base], name: b, timeout: 6}\n';
    expect(await read('c.yaml', text)).toEqual({
      base: { glue_version: '#3.0', timeout: 5 },
      jobs: [
        { glue_version: '#3.0', timeout: 5, name: 'a' },
        { glue_version: '#3.0', timeout: 6, name: 'b' },
      ],
    });
  });

  it('keeps the text of numbers', async () => {
    expect(await read('c.yaml', 'a: [3.0, 1.10, 1e3, 0x1F, 012345678901, 7]')).toEqual({
      a: ['#3.0', '#1.10', '#1e3', '#0x1F', '#012345678901', 7],
    });
  });

  it.each([
    ['a: 1\na: 2', 'GP101 2:1 c.yaml is not valid YAML: map keys must be unique'],
    ['a:\n\tb: 1', 'GP101 2:1 c.yaml is not valid YAML: tabs are not allowed as indentation'],
    ['a: 1\n---\nb: 2', 'GP101 2:1 c.yaml is not valid YAML: a config is one document'],
    ['a: 1\nb: *x', 'GP101 2:4 c.yaml is not valid YAML: alias *x names no anchor before it'],
    ['a: &a [*a]', 'GP101 1:8 c.yaml is not valid YAML: alias *a stands inside its own anchor'],
    ['a: !Ref x', 'GP101 1:4 c.yaml is not valid YAML: unresolved tag: !Ref'],
  ])('says where %j goes wrong', async (text, message) => {
    expect(await complaint('c.yaml', text)).toEqual([message]);
  });

  it('refuses a few lines that stand for millions of values', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(', ')}]`,
    );
    expect(await complaint('c.yaml', ['a0: &a0 [x, x, x, x]', ...levels].join('\n'))).toEqual([
      'GP101 0:0 c.yaml is not valid YAML: excessive alias count indicates a resource exhaustion attack',
    ]);
  });
});

describe('withPositions', () => {
  async function place(file: string, text: string, path: (string | number)[], on?: 'key'): Promise<string> {
    const source = await readSource(file, text);
    if (!source.ok) {
      throw new Error('the text of this test is wrong');
    }
    const bare = {
      code: 'GP999',
      severity: 'error',
      path,
      message: '',
      docs: '',
      ...(on == null ? {} : { on }),
    } as const;
    const [found] = await withPositions(source.value, [bare]);
    return `${found?.position?.line ?? 0}:${found?.position?.column ?? 0}`;
  }

  const json = '{\n  "a": {"b": [1, {"c": 3.0}]},\n  "é": 1, "d": 2\n}';
  const yaml = 'a:\n  b:\n    - 1\n    - c: 3.0\n"é": 1\nbase: &base\n  x: 1\nuse:\n  <<: *base\nsame: *base\n';

  it.each([
    ['c.json', json, ['a'], '2:8'],
    ['c.json', json, ['a', 'b', 1, 'c'], '2:24'],
    ['c.json', json, ['d'], '3:16'],
    ['c.json', json, [], '1:1'],
    ['c.yaml', yaml, ['a', 'b', 1, 'c'], '4:10'],
    ['c.yaml', yaml, ['é'], '5:6'],
    ['c.yaml', yaml, ['use', 'x'], '7:6'],
    ['c.yaml', yaml, ['same', 'x'], '7:6'],
  ])('finds a value: %s', async (file, text, path, at) => {
    expect(await place(file, text, path)).toBe(at);
  });

  it('finds a key, and shows what is missing at what holds it', async () => {
    expect(await place('c.json', json, ['a', 'b', 1, 'c'], 'key')).toBe('2:19');
    expect(await place('c.yaml', yaml, ['a', 'b', 1, 'c'], 'key')).toBe('4:7');
    expect(await place('c.json', json, ['a', 'b', 1, 'missing', 'more'])).toBe('2:18');
    expect(await place('c.yaml', yaml, ['a', 'b', 7])).toBe('3:5');
  });

  it('is right behind a BOM and with Windows line ends', async () => {
    expect(await place('c.json', '\uFEFF{\r\n  "a": 1\r\n}', ['a'])).toBe('2:8');
    expect(await place('c.yaml', '\uFEFFa: 1\r\nb: 2\r\n', ['b'])).toBe('2:4');
  });
});
