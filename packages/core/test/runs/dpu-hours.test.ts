import { describe, expect, it } from '@jest/globals';

import { dpuHoursOf, sumOfHours } from '../../src/runs/dpu-hours.ts';
import { testJobRun } from '../../src/testing/builders.ts';

const hour = 3600;

describe('dpuHoursOf', () => {
  it('multiplies the DPUs of the workers with the execution time', () => {
    const run = testJobRun({ workerType: 'G.2X', numberOfWorkers: 10, maxCapacity: 20, executionTime: hour / 2 });
    expect(dpuHoursOf(run)).toBe(10);
  });

  it('takes what Glue counted over what it could have used', () => {
    const run = testJobRun({ workerType: 'G.1X', numberOfWorkers: 10, executionTime: hour, dpuSeconds: 3 * hour });
    expect(dpuHoursOf(run)).toBe(3);
  });

  it('takes the capacity of a job without workers', () => {
    expect(dpuHoursOf(testJobRun({ maxCapacity: 0.0625, executionTime: hour }))).toBe(0.0625);
  });

  it('knows the quarters of a small worker, which Glue rounds in its echo', () => {
    const run = testJobRun({ workerType: 'G.025X', numberOfWorkers: 3, maxCapacity: 0, executionTime: hour });
    expect(dpuHoursOf(run)).toBe(0.75);
  });

  it('guesses nothing where no capacity is told', () => {
    expect(dpuHoursOf(testJobRun({ workerType: 'X.9', numberOfWorkers: 2 }))).toBeUndefined();
    expect(dpuHoursOf(testJobRun({ workerType: 'constructor', numberOfWorkers: 2 }))).toBeUndefined();
    expect(sumOfHours([dpuHoursOf(testJobRun({})), 1])).toBe(1);
    expect(sumOfHours([undefined])).toBeUndefined();
  });
});
