import { describe, expect, it } from '@jest/globals';

import { annotateFailures } from '../src/annotations.ts';
import { runnerOf } from '../src/runner.ts';

describe('the failures of a run', () => {
  const written = (count: number) => {
    const lines: string[] = [];
    const runner = runnerOf({ env: {}, stdout: (text) => lines.push(text.trimEnd()) });
    const failures = Array.from({ length: count }, (_, at) => ({ job: `j${String(at)}`, text: 'no', place: 'a.py:3' }));
    annotateFailures(runner, failures, '/repo/etl', '/repo');
    return lines;
  };

  it('stand each at its line', () => {
    expect(written(10)).toHaveLength(10);
    expect(written(1)).toEqual(['::error file=etl/a.py,line=3,title=j0::no']);
  });

  it('are no more than GitHub shows of a step, and the last one says how many more there are', () => {
    expect(written(12).slice(8)).toEqual([
      '::error file=etl/a.py,line=3,title=j8::no',
      '::error::and 3 more: see the log of the step',
      ...['j9: no', 'j10: no', 'j11: no'],
    ]);
  });
});
