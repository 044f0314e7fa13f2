import { describe, expect, it } from '@jest/globals';

import { centsOf, dollarsOf, moneyText } from '../../src/cost/money.ts';
import { builtInPrices } from '../../src/cost/prices.ts';
import { type Cost, hourCost, runCost } from '../../src/cost/run-cost.ts';
import { testJobRun } from '../../src/testing/builders.ts';

const spark = { workerType: 'G.1X', numberOfWorkers: 10, glueVersion: '5.1', executionClass: 'STANDARD' };

function inUsEast(over: Parameters<typeof testJobRun>[0]): Cost {
  return runCost(testJobRun(over), 'us-east-1', builtInPrices);
}

function cents(cost: Cost): number {
  if (!cost.known) {
    throw new Error(cost.why);
  }
  return centsOf(cost.money);
}

/**
 * Prices of us-east-1 by the AWS Glue pricing page: 0.44 dollars a DPU-hour, FLEX 0.29, Python shell 0.44, Glue 6.0
 * 0.308 (AWS What's New, 21 August 2026: 30 % less). Billed by the second.
 */
describe('what four runs cost, calculated by hand', () => {
  it('is 10 workers G.1X × 20 minutes × 0.44 = 10 × 1/3 × 0.44 = 1.4667 for a standard run', () => {
    expect(cents(inUsEast({ ...spark, executionTime: 1200 }))).toBe(147);
  });

  it('is what Glue counted × 0.29 for a FLEX run: 9000 DPU-seconds = 2.5 DPU-hours = 0.725', () => {
    const flex = { ...spark, executionClass: 'FLEX', executionTime: 1200, dpuSeconds: 9000 };
    expect(cents(inUsEast(flex))).toBe(73);
  });

  it('is 0.0625 DPU × 2 hours × 0.44 = 0.055 for a Python shell run', () => {
    expect(cents(inUsEast({ maxCapacity: 0.0625, executionTime: 7200, glueVersion: '3.0' }))).toBe(6);
  });

  it('is 10 × 1/3 × 0.308 = 1.0267 for the standard run on Glue 6.0', () => {
    expect(cents(inUsEast({ ...spark, glueVersion: '6.0', executionTime: 1200 }))).toBe(103);
  });
});

describe('runCost', () => {
  it('takes a minute for what was shorter, and nothing for what used nothing', () => {
    const second = inUsEast({ ...spark, executionTime: 1 });
    expect(second).toEqual(inUsEast({ ...spark, executionTime: 60 }));
    expect(cents(second)).toBe(7);
    expect(inUsEast({ ...spark, executionTime: 0 })).toEqual({ known: true, money: 0n, dpuSeconds: 0 });
  });

  it('counts R workers as M-DPUs, and larger G workers by their DPUs', () => {
    expect(cents(inUsEast({ ...spark, workerType: 'R.2X', numberOfWorkers: 5, executionTime: 3600 }))).toBe(520);
    expect(cents(inUsEast({ ...spark, workerType: 'G.8X', numberOfWorkers: 5, executionTime: 3600 }))).toBe(1760);
    expect(cents(inUsEast({ ...spark, workerType: 'G.025X', numberOfWorkers: 2, executionTime: 3600 }))).toBe(22);
  });

  it('says that a Region, a Glue version or a worker type has no known price', () => {
    const why = (cost: Cost) => (cost.known ? '' : cost.why);
    const run = testJobRun({ ...spark, executionTime: 600 });
    expect(why(runCost(run, 'sa-east-1', builtInPrices))).toBe('no price is known for Glue up to 5.1 in sa-east-1');
    expect(why(runCost({ ...run, glueVersion: '6.0' }, 'eu-west-1', builtInPrices))).toBe(
      'no price is known for Glue 6.0 in eu-west-1',
    );
    expect(why(inUsEast({ ...run, glueVersion: '7.0' }))).toBe('no price is known for Glue 7.0');
    expect(why(inUsEast({ ...run, workerType: 'Z.2X' }))).toBe('no price is known for workers Z.2X');
  });

  it('has no price of Glue 6.0 for a Python shell job, whatever version it names', () => {
    expect(cents(inUsEast({ maxCapacity: 1, executionTime: 3600, glueVersion: '6.0' }))).toBe(44);
  });

  it('adds up without losing a fraction: a thousand seconds of a sixteenth', () => {
    const one = inUsEast({ maxCapacity: 0.0625, executionTime: 61 });
    const money = one.known ? one.money : 0n;
    // 0.0625 × 61 / 3600 × 0.44 = 0.000465972222…
    expect(dollarsOf(money)).toBe(0.000466);
    expect(dollarsOf(money * 3600n)).toBe(1.6775);
  });
});

describe('hourCost', () => {
  it('is what all workers cost in an hour', () => {
    const hour = hourCost({ ...spark, maxCapacity: undefined }, 'us-east-1', builtInPrices);
    expect(hour.known && moneyText(hour.money)).toBe('$4.40');
  });
});
