import { describe, expect, it } from '@jest/globals';

import { type TriggerCondition, triggerFields } from '../../src/resources/trigger.ts';

function waitsFor(...Conditions: TriggerCondition[]) {
  return triggerFields({ Type: 'CONDITIONAL', Predicate: { Logical: 'AND', Conditions }, enabled: true }).depends_on;
}

describe('triggerFields', () => {
  it('tells a job whose name ends in FAILED from a job that is to fail', () => {
    const named = waitsFor({ JobName: 'extract FAILED', State: 'SUCCEEDED' });
    const failing = waitsFor({ JobName: 'extract', State: 'FAILED' });
    expect([named, failing]).toEqual([['extract FAILED'], [{ job: 'extract', state: 'FAILED' }]]);
  });

  it('means nothing by the order of conditions and actions, nor by Logical with one condition', () => {
    const of = (Conditions: TriggerCondition[], Logical: string) =>
      triggerFields({ Type: 'CONDITIONAL', Predicate: { Logical, Conditions }, enabled: true });
    const a = { JobName: 'a', State: 'SUCCEEDED' };
    const b = { JobName: 'b', State: 'SUCCEEDED' };
    expect(of([a, b], 'AND')).toEqual(of([b, a], 'AND'));
    expect(of([a], 'ANY')).toEqual(of([a], 'AND'));
    expect(of([a, b], 'ANY')).not.toEqual(of([a, b], 'AND'));
  });
});
