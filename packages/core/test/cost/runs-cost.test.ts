import { describe, expect, it } from '@jest/globals';

import { runsCost, sumOfCosts } from '../../src/cost/runs-cost.ts';
import { runsCostReasons, runsCostText, runsCostView } from '../../src/report/cost-text.ts';
import type { CrawlerRun } from '../../src/runs/ports.ts';
import { testJobRun } from '../../src/testing/builders.ts';

const prices = {
  region: 'here',
  prices: { here: { asOf: '2026-11-23', source: 'a test', rates: { standard: '0.44', crawler: '0.44' } } },
};
const hour = testJobRun({ glueVersion: '5.1', workerType: 'G.1X', numberOfWorkers: 10, executionTime: 3600 });
const unpriced = { ...hour, executionClass: 'FLEX' };
const crawl: CrawlerRun = {
  ...{ id: 'c-1', crawler: 'c', state: 'SUCCEEDED', startedAt: 0, completedAt: 900_000 },
  ...{ errorMessage: undefined, dpuHours: 0.5 },
};

describe('runsCost', () => {
  it('is what all runs and crawls cost together', () => {
    const jobRuns = [hour, { ...hour, executionTime: 1800 }];
    expect(runsCost({ jobRuns }, 0, prices)).toEqual({ dollars: 6.6, unknown: [] });
    expect(runsCost({ jobRuns, crawlerRuns: [crawl] }, 0, prices)).toEqual({ dollars: 6.82, unknown: [] });
  });

  it('counts what goes on until now', () => {
    const going = { ...hour, state: 'RUNNING' as const, startedAt: 0, executionTime: 0, completedAt: undefined };
    expect(runsCost({ jobRuns: [going] }, 1_800_000, prices)).toEqual({ dollars: 2.2, unknown: [] });
  });

  it('says why something is not known, each reason once, and what the rest cost', () => {
    const flex = 'no price is known for FLEX up to Glue 5.1 in here';
    expect(runsCost({ jobRuns: [hour, unpriced, unpriced] }, 0, prices)).toEqual({ dollars: 4.4, unknown: [flex] });
    const untold = [
      { ...crawl, dpuHours: undefined },
      { ...crawl, dpuHours: undefined, state: 'RUNNING' as const },
      { ...crawl, dpuHours: 0, state: 'CANCELLING' as const },
    ];
    expect(runsCost({ jobRuns: [], crawlerRuns: untold }, 0, prices)).toEqual({
      dollars: 0,
      unknown: ['the DPU-hours of a crawl were not told (glue:ListCrawls)', 'a crawl is counted when it has ended'],
    });
    const elsewhere = { ...prices, region: 'elsewhere' };
    expect(runsCost({ jobRuns: [], crawlerRuns: [crawl] }, 0, elsewhere)?.unknown).toEqual([
      'no price is known for crawlers in elsewhere',
    ]);
  });

  it('is nothing where nothing has begun, or where no prices count', () => {
    expect(runsCost({ jobRuns: [] }, 0, prices)).toBeUndefined();
    expect(runsCost({ jobRuns: [hour] }, 0, undefined)).toBeUndefined();
  });

  it('of parts is the cost of the whole', () => {
    const [jobRuns, crawlerRuns] = [[hour, unpriced], [crawl]];
    const parts = [...jobRuns.map((run) => ({ jobRuns: [run] })), { jobRuns: [], crawlerRuns }];
    expect(sumOfCosts([undefined, ...parts.map((part) => runsCost(part, 0, prices))])).toEqual(
      runsCost({ jobRuns, crawlerRuns }, 0, prices),
    );
    expect(sumOfCosts([undefined])).toBeUndefined();
  });
});

describe('the cost of runs, as text and JSON', () => {
  const [all, most, none] = [
    { dollars: 6.6, unknown: [] },
    { dollars: 6.6, unknown: ['a', 'b'] },
    { dollars: 0, unknown: ['a'] },
  ];

  it('tells what is known, and never takes what is unknown for nothing', () => {
    expect([all, most, none, undefined].map(runsCostText)).toEqual(['$6.60', '≥$6.60', 'unknown', '']);
    expect([all, most, none].map(runsCostReasons)).toEqual(['$6.60', '≥$6.60: a; b', 'unknown: a']);
    expect([all, most, undefined].map(runsCostView)).toEqual([
      { cost: 6.6 },
      { cost: null, costAtLeast: 6.6, costUnknown: ['a', 'b'] },
      {},
    ]);
  });
});
