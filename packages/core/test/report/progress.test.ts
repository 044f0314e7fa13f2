import { describe, expect, it } from '@jest/globals';

import type { ApplyEvent } from '../../src/deploy/events.ts';
import { stepsOf } from '../../src/plan/order.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { noProgress, progressAfter, progressText } from '../../src/report/progress.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

const desired = resourcesOf({
  role: 'etl',
  jobs: ['a', 'b', 'c'].map((name) => ({ name, script: 's3://b/a.py' })),
});
const steps = stepsOf(makePlan({ stack: 'sales/dev', target: testTarget, desired, live: [] }));
const [a, b] = steps;

function textAfter(events: readonly (readonly [number, ApplyEvent])[], now: number): string {
  return progressText(
    events.reduce((progress, [time, event]) => progressAfter(progress, event, time), noProgress),
    now,
  );
}

const begin = [0, { kind: 'begin', steps: 3 }] as const;

describe('the progress of a deployment', () => {
  it('names the step that goes on longest, how long, and how many go on beside it', () => {
    if (a == null || b == null) {
      throw new Error('three jobs are three steps');
    }
    const started = [begin, [0, { kind: 'step-start', step: a }], [2000, { kind: 'step-start', step: b }]] as const;
    expect(textAfter(started.slice(0, 2), 900)).toBe('… 1/3 create job a');
    expect(textAfter(started, 4200)).toBe('… 1/3 create job a 4.2s, and 1 more');
    const done = [...started, [5000, { kind: 'step-done', step: a, milliseconds: 5000 }]] as const;
    expect(textAfter(done, 65_000)).toBe('… 2/3 create job b 1m 03s');
  });

  it('says that it reads back, and nothing where nothing goes on', () => {
    expect(textAfter([begin], 5000)).toBe('');
    expect(textAfter([begin, [0, { kind: 'verify', resources: 3 }]], 1500)).toBe('… reading back 1.5s');
  });
});
