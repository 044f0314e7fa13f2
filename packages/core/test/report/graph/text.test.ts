import { describe, expect, it } from '@jest/globals';

import { graphText } from '../../../src/report/graph/text.ts';
import { barrier, everything } from './pipelines.ts';

describe('graphText', () => {
  it('tells when each trigger fires and what it starts, in the order in which they come to fire', () => {
    expect(graphText(everything)).toBe(`sales · environment dev

workflow sales-dev
  start  cron(0 2 * * ? *)
    → extract
  run-transform  after extract
    → transform
  run-raw  after extract
    → raw
  run-load  after all of transform, raw
    → load
  run-mend  after transform FAILED
    → mend
  run-tell  after any of load, mend
    → tell
  run-later  after load, off
    → later
  run-theirs  after load
    → theirs

outside workflows
  run-report  cron(0 6 ? * MON *)
    → report
  started by no trigger
    → alone`);
  });

  it.each([40, 80, 120])('breaks lists of names at %i columns', (columns) => {
    const lines = graphText(barrier, undefined, columns).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.join(' ')).toContain('load-32');
    expect(lines.find((line) => line.includes('load-1,'))).toMatch(/^ {4}→ load-1, load-2/);
  });
});
