import { describe, expect, it } from '@jest/globals';

import { makePlan } from '../../src/plan/plan.ts';
import { renamesIn } from '../../src/plan/renames.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

/** Seventy jobs in a tree: each waits for the one at half its number. */
const jobs = Array.from({ length: 70 }, (_, index) => ({
  name: `job${String(index)}`,
  script: 's3://b/a.py',
  ...(index === 0 ? {} : { depends_on: [`job${String(Math.floor((index - 1) / 2))}`] }),
}));

function planFrom(after: readonly object[]) {
  const live = resourcesOf({ role: 'etl', jobs });
  return makePlan({ stack: 'sales/dev', target: testTarget, desired: resourcesOf({ role: 'etl', jobs: after }), live });
}

const changesFrom = (after: readonly object[]) => planFrom(after).changes;

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

describe('a job of seventy that gets another name', () => {
  // No other job waits for the last one.
  const last = jobs.at(-1)!;
  const renamed = [...jobs.slice(0, -1), { ...last, name: 'report' }];

  it('is made anew, which loses its history, and the plan says so', () => {
    const plan = planFrom(renamed);
    expect(plan.changes).toMatchObject([
      { action: 'create', resource: { kind: 'job', label: 'report' } },
      { action: 'create', resource: { kind: 'trigger', label: 'run-report' } },
      { action: 'delete', live: { kind: 'job', label: 'job69' }, losses: ['run history', 'bookmark'] },
      { action: 'delete', live: { kind: 'trigger', label: 'run-job69' }, losses: [] },
    ]);
    // The others are just like it, and stay.
    expect(renamesIn(plan)).toMatchObject([
      { from: { name: 'sales-dev-job69' }, to: { label: 'report' }, losses: ['run history', 'bookmark'] },
    ]);
  });

  it('loses nothing where resource_name keeps its name in AWS', () => {
    const kept = renamed.with(-1, { ...renamed.at(-1)!, resource_name: 'sales-dev-job69' } as (typeof renamed)[0]);
    expect(changesFrom(kept).filter(({ action }) => action === 'delete')).toMatchObject([
      { live: { kind: 'trigger' }, losses: [] },
    ]);
  });

  it('is no rename where the new one is another, or could be either of two', () => {
    const other = renamed.with(-1, { ...renamed.at(-1)!, script: 's3://b/other.py' });
    expect(renamesIn(planFrom(other))).toEqual([]);
    const two = [...jobs.slice(0, -2), { ...last, name: 'report' }];
    expect(renamesIn(planFrom(two))).toEqual([]);
  });
});
