import { describe, expect, it } from '@jest/globals';

import { makePlan } from '../../src/plan/plan.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

/** Seventy jobs in a tree: each waits for the one at half its number. */
const jobs = Array.from({ length: 70 }, (_, index) => ({
  name: `job${String(index)}`,
  script: 's3://b/a.py',
  ...(index === 0 ? {} : { depends_on: [`job${String(Math.floor((index - 1) / 2))}`] }),
}));

function changesFrom(after: readonly object[]) {
  const live = resourcesOf({ role: 'etl', jobs });
  return makePlan({ stack: 'sales/dev', target: testTarget, desired: resourcesOf({ role: 'etl', jobs: after }), live })
    .changes;
}

describe('one dependency more in a pipeline of seventy jobs', () => {
  it('is one update of one trigger', () => {
    const after = jobs.with(40, { ...jobs[40]!, depends_on: ['job19', 'job7'] });
    expect(changesFrom(after)).toMatchObject([
      { action: 'update', resource: { kind: 'trigger', label: 'run-job40' }, fields: [{ field: 'depends_on' }] },
    ]);
    expect(changesFrom(after)).toHaveLength(1);
  });

  it('is no change of any other where the jobs were reordered too', () => {
    const after = jobs.with(40, { ...jobs[40]!, depends_on: ['job7', 'job19'] }).toReversed();
    expect(changesFrom(after)).toHaveLength(1);
  });
});
