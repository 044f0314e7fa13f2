import { describe, expect, it } from '@jest/globals';

import { recordedResources } from '../../src/deploy/recorded.ts';
import { driftAlone } from '../../src/plan/drift.ts';
import { makePlan, type PlanInput } from '../../src/plan/plan.ts';
import type { DeploymentRecord } from '../../src/plan/record.ts';
import { planMarkdown } from '../../src/report/plan-markdown.ts';
import { planSummaryLine, planText } from '../../src/report/plan-text.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

const jobs = (a: object, b: object = {}) =>
  resourcesOf({
    role: 'etl',
    jobs: [
      { name: 'a', script: 's3://b/a.py', timeout: 60, ...a },
      { name: 'b', script: 's3://b/b.py', ...b },
    ],
  });

function recordOf(desired: readonly Resource[], outcome: 'done' | 'failed' = 'done'): DeploymentRecord {
  return {
    outcome,
    resources: recordedResources({ desired, outcome, previous: undefined }),
  } as unknown as DeploymentRecord;
}

const planOf = (
  desired: readonly Resource[],
  live: readonly Resource[],
  record?: DeploymentRecord,
  over: Partial<PlanInput> = {},
) => makePlan({ stack: 'sales/dev', target: testTarget, desired, live, record, ...over });

describe('drift', () => {
  it('is what differs in AWS though the config wants what was deployed last, and stands apart in the plan', () => {
    const plan = planOf(jobs({ max_retries: 2 }), jobs({ timeout: 30 }, { timeout: 9 }), recordOf(jobs({})));
    expect(planText(plan).split('\n').slice(2)).toEqual([
      '  ~ job      a  max_retries: 0 → 2',
      '',
      'Drift: changed in AWS by somebody since the last deployment; a deployment puts it back',
      '  ! job      a  timeout: 30 in AWS, 60 in the config',
      '  ! job      b  timeout: 9 in AWS, 480 in the config',
      '',
      'Plan: 0 to add, 2 to change, 0 to delete, 0 unchanged · 2 drifted',
    ]);
  });

  it('is also what somebody has deleted', () => {
    const [first] = jobs({});
    const plan = planOf(jobs({}), first == null ? [] : [first], recordOf(jobs({})));
    expect(planText(plan)).toContain('\n  ! job      b  is gone\n');
    expect(plan.changes).toMatchObject([{ action: 'create', drift: true }]);
  });

  it('is not told where there is no record, after a failure, or where the config changed the field as well', () => {
    const live = jobs({ timeout: 30 });
    for (const plan of [
      planOf(jobs({}), live),
      planOf(jobs({}), live, recordOf(jobs({}), 'failed')),
      planOf(jobs({ timeout: 61 }), live, recordOf(jobs({}))),
    ]) {
      expect(planText(plan)).not.toContain('Drift');
      expect(planSummaryLine(plan)).toBe('Plan: 0 to add, 1 to change, 0 to delete, 1 unchanged');
    }
  });

  it('can be looked at alone', () => {
    const all = planOf(jobs({ max_retries: 2 }, { timeout: 5 }), jobs({ timeout: 30 }), recordOf(jobs({})));
    const alone = driftAlone(all, recordOf(jobs({})));
    expect(planSummaryLine(alone)).toBe('Plan: 0 to add, 1 to change, 0 to delete, 1 unchanged · 1 drifted');
    expect(alone.changes).toMatchObject([{ action: 'update', fields: [{ field: 'timeout', before: 30, after: 60 }] }]);
  });

  it('says that there is none, and not that the config is deployed; and that nobody can tell without a record', () => {
    const all = planOf(jobs({ max_retries: 2 }), jobs({}), recordOf(jobs({})));
    expect(planText(driftAlone(all, recordOf(jobs({}))))).toContain(
      '\nNo drift. AWS is as the last deployment left it.',
    );
    for (const record of [undefined, recordOf(jobs({}), 'failed')]) {
      expect(planText(driftAlone(all, record))).toContain('\nNobody can tell drift: ');
    }
  });
});

describe('planMarkdown', () => {
  it('is the sum, and the lines as a diff whose fence nothing can end', () => {
    const plan = planOf(jobs({ description: 'says ```` so' }), [jobs({})[1]!], undefined);
    expect(planMarkdown(plan)).toBe(
      [
        '### Plan for `sales`, environment `dev`',
        '',
        '**1 to add, 0 to change, 0 to delete, 1 unchanged** · account 123456789012 · eu-west-1',
        '',
        '```diff',
        '+ job      a  glueetl, Glue 6.0, G.1X × 10',
        '```',
      ].join('\n'),
    );
    const changed = planOf(jobs({ description: 'says ```` so' }), jobs({}));
    expect(planMarkdown(changed)).toContain('`````diff\n! job      a  description: none → "says ```` so"\n`````');
  });
});
