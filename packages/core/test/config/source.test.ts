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

  it.each(['0.0000001', '-0.00000012', '0.1234567890123456789', '1234567.12345678912345', '-0.0'])(
    'keeps the text of the long number %s',
    async (number) => {
      expect(await read('c.json', `{"a": ${number}}`)).toEqual({ a: `#${number}` });
    },
  );

  it('keeps the text of any number', async () => {
    const digits = (least: number) =>
      fc.string({ unit: fc.constantFrom('0', '1', '2', '4', '5', '7', '8', '9'), minLength: least, maxLength: 24 });
    const numbers = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.oneof(
          fc.constant('0'),
          fc.tuple(fc.constantFrom('1', '3', '9'), digits(0)).map(([a, b]) => a + b),
        ),
        fc.option(
          fc.tuple(fc.string({ unit: fc.constant('0'), maxLength: 9 }), digits(1)).map(([a, b]) => `.${a}${b}`),
        ),
        fc.option(fc.constantFrom('e1', 'E-7', 'e+21'), { freq: 4 }),
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(numbers, { minLength: 1, maxLength: 3 }), async (written) => {
        const source = await readSource('c.json', `{"a": [${written.join(', ')}]}`);
        expect(source.ok && (source.value.value as { a: unknown[] }).a.map(String)).toEqual(written);
      }),
      { numRuns: 1000 },
    );
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
    ['a: 1\na: 2', 'GP107 2:1 key "a" is written twice in the same map'],
    ['a: {1: a, "1": b}', 'GP107 1:11 key "1" is written twice in the same map'],
    ['a:\n  - true: x\n    "true": y', 'GP107 3:5 key "true" is written twice in the same map'],
    ['{null: a, "null": b}', 'GP107 1:11 key "null" is written twice in the same map'],
    ['a:\n\tb: 1', 'GP101 2:1 c.yaml is not valid YAML: tabs are not allowed as indentation'],
    ['a: 1\n---\nb: 2', 'GP101 2:1 c.yaml is not valid YAML: a config is one document'],
    ['a: 1\nb: *x', 'GP101 2:4 c.yaml is not valid YAML: alias *x names no anchor before it'],
    ['a: &a [*a]', 'GP101 1:8 c.yaml is not valid YAML: alias *a stands inside its own anchor'],
    ['a: !Ref x', 'GP101 1:4 c.yaml is not valid YAML: unresolved tag: !Ref'],
  ])('says where %j goes wrong', async (text, message) => {
    expect(await complaint('c.yaml', text)).toEqual([message]);
  });

  it('keeps the text of keys, and tells apart those whose texts differ', async () => {
    expect(await read('c.yaml', 'a: {0123: x, 1.10: y, 1.1: z, 0x1F: h, true: t, null: n, ~: m, 2: w}')).toEqual({
      a: { '0123': 'x', '1.10': 'y', '1.1': 'z', '0x1F': 'h', true: 't', null: 'n', '~': 'm', '2': 'w' },
    });
    expect(await complaint('c.yaml', '"<<": a\nb: &b {x: 1}\nc: {<<: *b, <<: *b}')).toEqual([]);
  });

  it('reads thousands of aliases in no time', async () => {
    const pairs = Array.from({ length: 5000 }, (_, index) => `a${index}: &a${index} x\nb${index}: *a${index}`);
    const before = process.cpuUsage();
    expect(await complaint('c.yaml', pairs.join('\n'))).toEqual([]);
    // What it takes of the processor: how long it lasts depends on who else wants one.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
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

describe('readSource of what is nested too deeply', () => {
  const nested = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);

  it.each([
    ['c.json', nested(20_000, '[', ']'), '1:101'],
    ['c.json', '['.repeat(20_000), '1:101'],
    ['c.json', nested(3000, '{"a":', '}').replace(':}', ':1}'), '1:501'],
    ['c.json', `// slow\n${nested(101, '[', ']')}`, '2:101'],
    ['c.yaml', nested(20_000, '[', ']'), '1:101'],
    ['c.yaml', '['.repeat(20_000), '1:101'],
    ['c.yaml', nested(3000, '{a: ', '}'), '1:401'],
    ['c.yaml', `${'- '.repeat(20_000)}x`, '1:201'],
    ['c.yaml', Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'), '101:102'],
  ])('says so: %s %.20s', async (file, text, at) => {
    expect(await complaint(file, text)).toEqual([`GP101 ${at} ${file} is nested too deeply`]);
  });

  it.each([
    ['c.json', nested(100, '[', ']')],
    ['c.json', `${nested(100, '[', ']')} // slow`],
    ['c.yaml', nested(100, '[', ']')],
    ['c.yaml', `${'- '.repeat(100)}x`],
  ])('takes a hundred levels: %s %.20s', async (file, text) => {
    expect(await complaint(file, text)).toEqual([]);
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
