import { type AwsCallKind, isAwsCallError } from '@gluepipeline/aws';
import { type CrawlerRun, type HistoryPart, isCrawlOver, type RunPrices, type RunSnapshot } from '@gluepipeline/core';

import type { Session } from '../session.ts';
import { tenAtOnce } from '../ten-at-once.ts';
import type { NamedSnapshot } from './run.ts';

/** The crawls of a crawler as the list of crawls tells them, with their DPU-hours; nothing where that may not be asked. */
export function listedCrawls(
  session: Pick<Session, 'runs'>,
  crawler: string,
  part: HistoryPart,
): Promise<readonly CrawlerRun[] | undefined> {
  return crawlsUnless(session, crawler, part, (kind) => kind === 'permission');
}

/** The same for who is to tell how runs went: what they cost is worth less than that, whatever call fails. */
export function crawlsIfTold(
  session: Pick<Session, 'runs'>,
  crawler: string,
  part: HistoryPart,
): Promise<readonly CrawlerRun[] | undefined> {
  return crawlsUnless(session, crawler, part, () => true);
}

async function crawlsUnless(
  { runs }: Pick<Session, 'runs'>,
  crawler: string,
  part: HistoryPart,
  isPassedOver: (kind: AwsCallKind) => boolean,
): Promise<readonly CrawlerRun[] | undefined> {
  try {
    return await runs.crawls(crawler, part);
  } catch (error) {
    if (isAwsCallError(error) && isPassedOver(error.kind)) {
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

/** The crawls of a run with their DPU-hours, where they are over and the list tells them. */
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
  const listed = await tenAtOnce(names, (name) => crawlsIfTold(session, name, { most, since }));
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
