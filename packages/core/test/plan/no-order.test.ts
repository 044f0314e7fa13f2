import { describe, expect, it } from '@jest/globals';

import { makePlan } from '../../src/plan/plan.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

describe('what has no order', () => {
  it('is the same in any order: the settings of Spark, the jobs and states of an alert', () => {
    const alerted = (conf: object, states: readonly string[], reversed: boolean) => {
      const both = [
        { name: 'a', script: 's3://b/a.py', spark_conf: conf },
        { name: 'b', script: 's3://b/a.py' },
      ];
      return resourcesOf({
        role: 'etl',
        jobs: reversed ? both.toReversed() : both,
        alerts: { states, emails: ['a@example.com'] },
      });
    };
    const live = alerted({ 'spark.a': '1', 'spark.b': '2' }, ['FAILED', 'TIMEOUT'], false);
    const desired = alerted({ 'spark.b': '2', 'spark.a': '1' }, ['TIMEOUT', 'FAILED'], true);
    expect(makePlan({ stack: 'sales/dev', target: testTarget, desired, live }).changes).toEqual([]);
  });
});

describe('a crawler whose database is taken away', () => {
  const crawler = { name: 'c', targets: { catalog: [{ database_name: 'd', tables: ['t'] }] } };
  const live = resourcesOf({ role: 'etl', crawlers: [{ ...crawler, database_name: 'd' }] });
  const desired = resourcesOf({ role: 'etl', crawlers: [crawler] });

  it('is made anew, since an update may keep what it is not told, and only where that is allowed', () => {
    const plan = makePlan({ stack: 'sales/dev', target: testTarget, desired, live });
    expect(plan.changes).toMatchObject([{ action: 'replace', losses: ['crawl history'] }]);
    expect(plan.blockers).toMatchObject([{ code: 'GP302' }]);
    expect(makePlan({ stack: 'sales/dev', target: testTarget, desired, live, allowReplace: true }).blockers).toEqual(
      [],
    );
  });
});
