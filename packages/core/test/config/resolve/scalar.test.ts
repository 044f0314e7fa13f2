import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';

import { outerText, scalarText, yamlScalar } from '../../../src/config/resolve/scalar.ts';
import { WrittenNumber } from '../../../src/config/written-number.ts';

const bare = (value: unknown) => (value instanceof WrittenNumber ? value.value : value);

describe('yamlScalar', () => {
  it('reads what YAML reads', () => {
    const words = [
      '',
      '~',
      'null',
      'Null',
      'true',
      'True',
      'FALSE',
      'yes',
      'off',
      '007',
      '1_0',
      '0x1F',
      '0o17',
      '.5',
      '1.',
    ];
    const numbers = [
      '3.0',
      '-1',
      '+2',
      '1e3',
      '1E-3',
      '1.5.2',
      '12:30',
      '2026-01-01',
      'a b',
      "'a ''b'",
      '"a\\n"',
      '1e',
      '+',
    ];
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...words, ...numbers), fc.stringMatching(/^[-+.eE0-9]{1,6}$/)), (text) =>
        expect(bare(yamlScalar(text))).toEqual(parse(text.replace(/^[-?]$/, '"$&"'))),
      ),
      // A dash before a blank or the end begins a list, which is no scalar.
      { examples: [...words, ...numbers].map((text): [string] => [text]) },
    );
  });

  it('keeps the text of a number', () => {
    expect(scalarText(yamlScalar('3.0'))).toBe('3.0');
    expect(scalarText(yamlScalar('007'))).toBe('007');
  });
});

describe('outerText', () => {
  it('sees numbers and booleans, and takes nothing else from a text', () => {
    expect([outerText('5'), outerText('true'), outerText('false')]).toEqual([5, true, false]);
    for (const text of ['', ' ', '~', 'null', 'True', "'a'", '"a"', '[a]', ' 5 ']) {
      expect(outerText(text)).toBe(text);
    }
    expect(scalarText(outerText('1.50'))).toBe('1.50');
  });
});
