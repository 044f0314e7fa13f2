import { AwsCallError } from '@gluepipeline/aws';
import type { CrawlerRun, JobRun, Pipeline } from '@gluepipeline/core';
import { describe, expect, it } from '@jest/globals';

import { runsAhead } from '../../src/cost/read-runs.ts';
import { crawlUsage, listedCrawls } from '../../src/runs/crawl-usage.ts';
import type { Session } from '../../src/session.ts';

const crawl: CrawlerRun = {
  ...{ id: undefined, crawler: 'c', state: 'SUCCEEDED', startedAt: 5_000_000, completedAt: 5_900_000 },
  ...{ errorMessage: undefined, dpuHours: undefined },
};

/** A session whose list of crawls is refused so. */
const refusing = (kind: 'throttled' | 'permission') => {
  const error = new AwsCallError('ListCrawls c: refused', {
    ...{ kind, operation: 'ListCrawls', target: 'c', hint: 'try again', attempts: 10 },
  });
  return { runs: { crawls: () => Promise.reject(error) } as unknown as Session['runs'] };
};

describe('what crawls used', () => {
  it('is left open where a call fails: how the run went is told all the same', async () => {
    expect(await crawlUsage(refusing('throttled'), [crawl])).toEqual([crawl]);
    const told = { crawls: () => Promise.resolve([{ ...crawl, startedAt: 5_001_000, dpuHours: 0.5 }]) };
    expect(await crawlUsage({ runs: told as unknown as Session['runs'] }, [crawl])).toEqual([
      { ...crawl, dpuHours: 0.5 },
    ]);
  });

  it('is left open for who asks what it costs only where it may not be asked', async () => {
    const part = { most: 10, since: undefined };
    expect(await listedCrawls(refusing('permission'), 'c', part)).toBeUndefined();
    await expect(listedCrawls(refusing('throttled'), 'c', part)).rejects.toThrow('ListCrawls c: refused');
  });
});

describe('the runs by which a month is told', () => {
  it('count what goes on until now', async () => {
    const now = 90 * 86_400_000;
    const going = { job: 'watch', state: 'RUNNING', startedAt: now - 3_600_000, executionTime: 0 } as JobRun;
    const session = {
      runs: { jobRuns: () => Promise.resolve([going]) },
      clock: { now: () => now },
    } as unknown as Session;
    const pipeline = { jobs: [{ resourceName: 'watch' }], crawlers: [] } as unknown as Pipeline;
    const read = runsAhead(session, pipeline, 30);
    const watch = { kind: 'job', name: 'watch' } as unknown as Parameters<typeof read>[0][number];
    expect((await read([watch])).jobs.watch?.map(({ executionTime }) => executionTime)).toEqual([3600]);
  });
});
