import { describe, expect, it } from '@jest/globals';

import { plainText } from '../src/report/report.ts';
import { runnerOf } from '../src/runner.ts';

const masking = (...values: string[]) => {
  const runner = runnerOf({ env: {}, stdout: () => undefined });
  values.forEach(runner.mask);
  return runner.masked;
};

describe('what is masked', () => {
  it('leaves nothing of a longer value where a shorter one is a part of it', () => {
    expect(masking('abc', 'abcdef')('abcdef, abc')).toBe('***, ***');
  });

  it('is masked in every spelling that a report writes it in', () => {
    const value = 's3cr|et_"*x"';
    const text = [plainText(value), value.replaceAll('|', '\\|'), JSON.stringify({ value }), value].join('\n');
    expect(masking(value)(text)).toBe('***\n***\n{"value":"***"}\n***');
  });
});
