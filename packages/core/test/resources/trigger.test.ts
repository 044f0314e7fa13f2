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

  it('tells a crawler from a job of its name, and its ends by the crawl state', () => {
    const of = (condition: TriggerCondition) => waitsFor({ LogicalOperator: 'EQUALS', ...condition });
    expect(of({ CrawlerName: 'raw', CrawlState: 'SUCCEEDED' })).toEqual([{ crawler: 'raw' }]);
    expect(of({ CrawlerName: 'raw', CrawlState: 'FAILED' })).toEqual([{ crawler: 'raw', state: 'FAILED' }]);
    expect(of({ JobName: 'raw', State: 'SUCCEEDED' })).toEqual(['raw']);
    const { starts } = triggerFields({ Type: 'ON_DEMAND', Actions: [{ CrawlerName: 'raw' }], enabled: true });
    expect(starts).toEqual([{ crawler: 'raw' }]);
  });

  it('fills in how many events an event trigger waits for, and how long', () => {
    const of = (EventBatchingCondition?: { BatchSize: number; BatchWindow?: number }) => {
      const more = EventBatchingCondition == null ? {} : { EventBatchingCondition };
      const { batch_size, batch_window } = triggerFields({ Type: 'EVENT', enabled: true, ...more });
      return [batch_size, batch_window];
    };
    expect([of(), of({ BatchSize: 1 }), of({ BatchSize: 5, BatchWindow: 60 })]).toEqual([
      [1, 900],
      [1, 900],
      [5, 60],
    ]);
    expect(triggerFields({ Type: 'ON_DEMAND', enabled: true })).not.toHaveProperty('batch_size');
  });
});
