import { describe, expect, it } from '@jest/globals';

import { makePlan } from '../../src/plan/plan.ts';
import { planView } from '../../src/report/json.ts';
import { planText } from '../../src/report/plan-text.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

const jobs = [
  { name: 'extract', script: 'scripts/extract.py', type: 'pythonshell' },
  { name: 'load', script: 's3://b/load.py', depends_on: ['extract'], arguments: { password: 'hunter2', mode: 'full' } },
];

function planOf(before: Record<string, unknown> | undefined, after: Record<string, unknown>) {
  return makePlan({
    stack: 'sales/dev',
    target: testTarget,
    desired: resourcesOf(after),
    live: before == null ? [] : resourcesOf(before),
  });
}

describe('planText', () => {
  it('shows a first deployment so that a reader knows what will be there', () => {
    expect(
      planText(planOf(undefined, { schedule: 'cron(0 2 * * ? *)', jobs })).replace(/[0-9a-f]{7}(?=\n)/, '<digest>'),
    ).toBe(
      [
        'Pipeline sales · environment dev · account 123456789012 · eu-west-1',
        '',
        '  + script   scripts/extract.py  uploaded as <digest>',
        '  + job      extract             pythonshell, 0.0625 DPU',
        '  + job      load                glueetl, Glue 6.0, G.1X × 10',
        '  + workflow sales-dev',
        '  + trigger  run-load            after extract',
        '  + trigger  start               cron(0 2 * * ? *)',
        '',
        'Plan: 6 to add, 0 to change, 0 to delete, 0 unchanged',
      ].join('\n'),
    );
  });

  it('shows changed fields with both values, one beside the name and several below it', () => {
    const after = [
      { ...jobs[0], timeout: 60 },
      { ...jobs[1], worker_type: 'G.2X', number_of_workers: 4 },
    ];
    expect(planText(planOf({ jobs }, { jobs: after }))).toBe(
      [
        'Pipeline sales · environment dev · account 123456789012 · eu-west-1',
        '',
        '  ~ job      extract  timeout: 2880 → 60',
        '  ~ job      load',
        '               number_of_workers: 10 → 4',
        '               worker_type: G.1X → G.2X',
        '',
        'Plan: 0 to add, 2 to change, 0 to delete, 4 unchanged',
      ].join('\n'),
    );
  });

  it('never shows a value that looks like a secret, neither as text nor as JSON', () => {
    const after = [jobs[0], { ...jobs[1], arguments: { password: 'hunter3', mode: 'delta' } }];
    const plan = planOf({ jobs }, { jobs: after });
    expect(planText(plan)).toContain('arguments.--password: (masked) → (masked)');
    expect(planText(plan)).toContain('arguments.--mode: full → delta');
    expect(planText(plan) + JSON.stringify(planView(plan))).not.toContain('hunter');
  });

  it('speaks of jobs as the config does, also in what triggers wait for', () => {
    const more = [...jobs, { name: 'audit', script: 's3://b/audit.py', depends_on: ['extract'] }];
    const after = [...jobs, { name: 'audit', script: 's3://b/audit.py', depends_on: ['extract', 'load'] }];
    expect(planText(planOf({ jobs: more }, { jobs: after }))).toContain(
      '~ trigger  run-audit  depends_on: extract → extract, load',
    );
  });

  it('does not say that all is well where a name is taken', () => {
    const live = resourcesOf({ jobs: [jobs[0]] }).map((each) => ({ ...each, tags: {} }));
    const plan = makePlan({ stack: 'sales/dev', target: testTarget, desired: resourcesOf({ jobs: [jobs[0]] }), live });
    expect(planText(plan)).not.toContain('No changes');
    expect(planText(plan)).toContain(
      'error[GP301] job "sales-dev-extract" exists already and was not made by this tool',
    );
  });

  it('never lets a value move the cursor of the terminal', () => {
    const after = [jobs[0], { ...jobs[1], arguments: { password: 'hunter2', mode: 'ok\u001b[1A\u001b[2K' } }];
    const text = planText(planOf({ jobs }, { jobs: after }));
    expect(text).toContain('arguments.--mode: full → "ok\\u001b[1A\\u001b[2K"');
    expect(text).not.toContain('\u001b');
  });

  it('says that there is nothing to do', () => {
    expect(planText(planOf({ jobs }, { jobs }))).toBe(
      [
        'Pipeline sales · environment dev · account 123456789012 · eu-west-1',
        '',
        'No changes. AWS is as the config says.',
        'Plan: 0 to add, 0 to change, 0 to delete, 6 unchanged',
      ].join('\n'),
    );
  });
});
