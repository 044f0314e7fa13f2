import { describe, expect, it } from '@jest/globals';

import { runsCost } from '../../src/cost/runs-cost.ts';
import { testJobRun } from '../../src/testing/builders.ts';

const prices = { here: { asOf: '2026-11-23', source: 'a test', rates: { standard: '0.44' } } };
const hour = testJobRun({ glueVersion: '5.1', workerType: 'G.1X', numberOfWorkers: 10, executionTime: 3600 });

describe('runsCost', () => {
  it('is what all runs cost together', () => {
    expect(runsCost([hour, { ...hour, executionTime: 1800 }], 'here', prices)).toBe(6.6);
  });

  it('is nothing where one of them has no known price, or where nothing ran', () => {
    expect(runsCost([hour, { ...hour, executionClass: 'FLEX' }], 'here', prices)).toBeUndefined();
    expect(runsCost([hour], 'elsewhere', prices)).toBeUndefined();
    expect(runsCost([], 'here', prices)).toBeUndefined();
  });
});
