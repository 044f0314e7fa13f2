import { describe, expect, it } from '@jest/globals';

import { makePlan } from '../../src/plan/plan.ts';
import { keepingPauses, pausedTag, pauseOf, pauseText } from '../../src/resources/pause.ts';
import type { Live, Resource } from '../../src/resources/resource.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

const jobs = [{ name: 'a', script: 's3://b/a.py', type: 'glueetl' }];
const desired = resourcesOf({ role: 'r', schedule: 'cron(0 2 * * ? *)', jobs });
const pause = { by: 'ann@host', at: '2026-11-27T10:00:00Z' };

/** What is live after a deployment and a pause; `over` is what somebody did to the start then. */
function paused(over: object = {}): Live[] {
  return desired.map((each) =>
    each.kind === 'trigger'
      ? {
          ...each,
          tags: { ...each.tags, [pausedTag]: pauseText(pause) },
          definition: { ...each.definition, enabled: false, ...over },
        }
      : each,
  );
}

function fieldsChanged(wanted: readonly Resource[], live: readonly Live[]) {
  const { changes } = makePlan({ stack: 'sales/dev', target: testTarget, desired: wanted, live });
  return changes.map((change) =>
    change.action === 'update' ? change.fields.map(({ field }) => field) : change.action,
  );
}

describe('a paused start', () => {
  it('is no change, and names nothing but what else differs', () => {
    expect(fieldsChanged(desired, paused())).toEqual([]);
    expect(fieldsChanged(desired, paused({ Description: 'by hand' }))).toEqual([['description']]);
  });

  it('is switched off again where somebody has switched it on without taking the mark away', () => {
    expect(fieldsChanged(desired, paused({ enabled: true }))).toEqual([['enabled']]);
  });

  it('is a change like any other where it is off without the mark', () => {
    const off = desired.map((each) =>
      each.kind === 'trigger' ? { ...each, definition: { ...each.definition, enabled: false } } : each,
    );
    expect(fieldsChanged(desired, off)).toEqual([['enabled']]);
  });

  it('gives up its mark with its schedule', () => {
    const onDemand = resourcesOf({ role: 'r', workflow: {}, jobs });
    const start = keepingPauses(onDemand, paused()).find(({ kind }) => kind === 'trigger');
    expect(start).toEqual(onDemand.find(({ kind }) => kind === 'trigger'));
  });
});

describe('a paused schedule of one job', () => {
  it('gives up its mark where the job comes to wait for another: nothing could resume that', () => {
    const both = (more: object) =>
      resourcesOf({ role: 'r', jobs: [...jobs, { name: 'b', script: 's3://b/b.py', type: 'glueetl', ...more }] });
    const mark = { [pausedTag]: pauseText(pause) };
    const live = both({ schedule: 'cron(0 2 * * ? *)' }).map((each) =>
      each.kind === 'trigger' ? { ...each, tags: { ...each.tags, ...mark } } : each,
    );
    const waiting = both({ depends_on: ['a'] });
    expect(keepingPauses(waiting, live)).toEqual(waiting);
  });
});

describe('pauseOf', () => {
  it('reads what pauseText has written', () => {
    expect(pauseOf({ tags: { [pausedTag]: pauseText(pause) } })).toEqual(pause);
    const odd = pauseText({ by: 'Müller, "A"', at: pause.at });
    expect(odd).toBe('Müller- -A- 2026-11-27T10:00:00Z');
    expect(pauseOf({ tags: { [pausedTag]: 'somebody' } })).toEqual({ by: 'somebody', at: '' });
  });
});
