import { isAwsCallError } from '@gluepipeline/aws';
import { type CrawlerRun, type HistoryPart, isCrawlOver, type RunPrices, type RunSnapshot } from '@gluepipeline/core';

import type { Session } from '../session.ts';
import { tenAtOnce } from '../ten-at-once.ts';
import type { NamedSnapshot } from './run.ts';

/** The crawls of a crawler as the list of crawls tells them, with their DPU-hours; nothing where that may not be asked. */
export async function listedCrawls(
  { runs }: Pick<Session, 'runs'>,
  crawler: string,
  part: HistoryPart,
): Promise<readonly CrawlerRun[] | undefined> {
  try {
    return await runs.crawls(crawler, part);
  } catch (error) {
    // What it cost is worth less than how it went.
    if (isAwsCallError(error) && error.kind === 'permission') {
      return undefined;
    }
    throw error;
  }
}

/** Crawls of a run with the DPU-hours that the list tells of them: the graph of a workflow run knows none. */
export function withUsage(crawls: readonly CrawlerRun[], listed: readonly CrawlerRun[]): readonly CrawlerRun[] {
  return crawls.map((crawl) => ({ ...crawl, dpuHours: crawl.dpuHours ?? same(crawl, listed)?.dpuHours }));
}

/** So far apart the two may tell the start of one crawl, in milliseconds. */
const apart = 60_000;

/** More crawls of a crawler are not looked through for one. */
const most = 1000;

/** The crawls of a run with their DPU-hours, where they are over and the list tells them; a call that fails is passed over. */
export async function crawlUsage(
  session: Pick<Session, 'runs'>,
  crawls: readonly CrawlerRun[],
): Promise<readonly CrawlerRun[]> {
  const wanted = crawls.filter(
    ({ state, dpuHours, startedAt }) => isCrawlOver(state) && dpuHours == null && startedAt != null,
  );
  if (wanted.length === 0) {
    return crawls;
  }
  const since = Math.min(...wanted.flatMap(({ startedAt }) => startedAt ?? [])) - apart;
  const names = [...new Set(wanted.map(({ crawler }) => crawler))];
  const listed = await tenAtOnce(names, async (name) => {
    try {
      return await session.runs.crawls(name, { most, since });
    } catch (error) {
      // The run is over, and how it went must be told whatever becomes of this.
      if (isAwsCallError(error)) {
        return undefined;
      }
      throw error;
    }
  });
  return withUsage(
    crawls,
    listed.flatMap((each) => each ?? []),
  );
}

/** A snapshot as it is told at the end: where it costs something, with what its crawls have used. */
export async function atEnd(
  session: Pick<Session, 'runs'>,
  now: RunSnapshot,
  names: NamedSnapshot['names'],
  prices: RunPrices | undefined,
): Promise<NamedSnapshot> {
  const crawlerRuns = prices == null ? now.crawlerRuns : await crawlUsage(session, now.crawlerRuns);
  return { ...now, crawlerRuns, names, prices };
}

/** A crawler makes one crawl at a time, so of those that began at about the same time the nearest is the same. */
function same({ crawler, startedAt }: CrawlerRun, listed: readonly CrawlerRun[]): CrawlerRun | undefined {
  if (startedAt == null) {
    return undefined;
  }
  const distance = (each: CrawlerRun) => Math.abs((each.startedAt ?? Infinity) - startedAt);
  const [nearest] = listed
    .filter((each) => each.crawler === crawler && distance(each) <= apart)
    .toSorted((a, b) => distance(a) - distance(b));
  return nearest;
}
