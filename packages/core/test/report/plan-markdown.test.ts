import { describe, expect, it } from '@jest/globals';

import { makePlan } from '../../src/plan/plan.ts';
import { codeSpan, planDiff, planHeading, planLosses, planSum, planTable } from '../../src/report/plan-markdown.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

const named = (...names: string[]) =>
  resourcesOf({ role: 'etl', jobs: names.map((name) => ({ name, script: 's3://b/a.py' })) });

const plan = makePlan({
  stack: 'sales/dev',
  target: testTarget,
  desired: named('a', 'b'),
  live: named('b', 'c'),
});

describe('a plan in Markdown', () => {
  it('has a title and a sum for the first screen', () => {
    expect(planHeading(plan)).toBe('### Plan for `sales`, environment `dev`');
    expect(planHeading(plan, 'Drift of')).toBe('### Drift of `sales`, environment `dev`');
    expect(planSum(plan)).toBe(
      '**1 to add, 0 to change, 1 to delete, 1 unchanged** · account 123456789012 · eu-west-1',
    );
  });

  it('says of all that is deleted what is lost with it', () => {
    expect(planLosses(plan)).toEqual([expect.stringMatching(/^job `c` is deleted; its .* (is|are) lost$/)]);
  });

  it('counts by kind what nobody reads line by line', () => {
    expect(planTable(plan)).toBe(
      [
        '|  | add | change | delete and make anew | delete |',
        '| --- | --: | --: | --: | --: |',
        '| job | 1 | 0 | 0 | 1 |',
      ].join('\n'),
    );
  });

  it('has its signs at the beginning of the line, where a diff has them', () => {
    expect(
      planDiff(plan)
        .split('\n')
        .map((line) => line.slice(0, 14)),
    ).toEqual(['+ job      a  ', '- job      c  ']);
  });
});

describe('codeSpan', () => {
  it('is ended by nothing that is in it, and has one line', () => {
    expect(codeSpan('load')).toBe('`load`');
    expect(codeSpan('a`b``c')).toBe('```a`b``c```');
    expect(codeSpan('`x')).toBe('`` `x ``');
    expect(codeSpan('a\n\nb')).toBe('`a b`');
  });
});
