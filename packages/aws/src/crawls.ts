import {
  type Crawl,
  type CrawlerHistory,
  type CrawlerHistoryState,
  type CrawlsFilter,
  type GlueClient,
  ListCrawlsCommand,
  StartCrawlerCommand,
} from '@aws-sdk/client-glue';
import type { CrawlerRun, CrawlState } from '@gluepipeline/core';

import { orNone } from './client/errors.ts';
import { allPages, type Page, pagesUntil, pageToken } from './client/pages.ts';
import { findCrawler } from './glue/crawler-states.ts';

/**
 * Starts a crawl and gives the start of the one before it, after which it is to be looked for; 0 where there was none.
 * The crawler and its list are both asked for that: an old crawl must never be taken for the new one.
 */
export async function startCrawl(glue: GlueClient, crawler: string): Promise<number> {
  const [listed, known] = await Promise.all([newestCrawl(glue, crawler), findCrawler(glue, crawler)]);
  await glue.send(new StartCrawlerCommand({ Name: crawler }));
  return Math.max(listed?.startedAt ?? 0, known?.LastCrawl?.StartTime?.getTime() ?? 0);
}

/**
 * The first crawl that began after that time. How soon a crawl is in the list is not told
 * (docs/aws-facts.md#crawlers): until then a crawler that runs is taken for it.
 */
export async function firstCrawlAfter(
  glue: GlueClient,
  crawler: string,
  after: number,
): Promise<CrawlerRun | undefined> {
  const [first] = (await crawlsAfter(glue, crawler, after)).toSorted(byStart);
  if (first != null) {
    return first;
  }
  const state = (await findCrawler(glue, crawler))?.State ?? 'READY';
  return state === 'READY' ? undefined : { ...crawlOf(crawler, {}), state: 'RUNNING' };
}

/** The newest crawl, or nothing where there has been none or the crawler does not exist. */
export async function newestCrawl(glue: GlueClient, crawler: string): Promise<CrawlerRun | undefined> {
  const some = (crawls: readonly CrawlerRun[]) => crawls.length > 0;
  const crawls = await orNone(() => pagesUntil((token) => crawlPage(glue, crawler, token), some));
  return crawls.toSorted(byStart).at(-1);
}

/** A crawl of a workflow's graph in core's words. */
export function crawlOf(crawler: string, crawl: Crawl): CrawlerRun {
  return {
    id: undefined,
    crawler,
    state: crawl.State ?? 'RUNNING',
    startedAt: crawl.StartedOn?.getTime(),
    completedAt: crawl.CompletedOn?.getTime(),
    errorMessage: crawl.ErrorMessage,
    dpuHours: undefined,
  };
}

/** The list has words of its own for the ends of a crawl (SDK CrawlerHistoryState). */
const states: Readonly<Record<CrawlerHistoryState, CrawlState>> = {
  RUNNING: 'RUNNING',
  COMPLETED: 'SUCCEEDED',
  FAILED: 'FAILED',
  STOPPED: 'CANCELLED',
};

function historyOf(crawler: string, crawl: CrawlerHistory): CrawlerRun {
  return {
    id: crawl.CrawlId,
    crawler,
    state: states[crawl.State ?? 'RUNNING'],
    startedAt: crawl.StartTime?.getTime(),
    completedAt: crawl.EndTime?.getTime(),
    errorMessage: crawl.ErrorMessage,
    dpuHours: crawl.DPUHour,
  };
}

/** Filtered by the service, and once more here: whether its filter counts fractions of a second is not told. */
async function crawlsAfter(glue: GlueClient, crawler: string, after: number): Promise<CrawlerRun[]> {
  const since: CrawlsFilter = { FieldName: 'START_TIME', FilterOperator: 'GE', FieldValue: String(after) };
  const crawls = await allPages((token) => crawlPage(glue, crawler, token, { filters: after === 0 ? [] : [since] }));
  return crawls.filter(({ startedAt = 0 }) => startedAt > after);
}

/** What ListCrawls gives at once (SDK, ListCrawlsRequest.MaxResults); unless told otherwise it gives 20. */
const mostCrawls = 100;

/** Which crawls are asked for. */
interface CrawlsAsked {
  readonly filters?: readonly CrawlsFilter[];
  readonly most?: number;
}

/** A page of the list of a crawler's crawls. */
export async function crawlPage(
  glue: GlueClient,
  crawler: string,
  token: string | undefined,
  { filters = [], most }: CrawlsAsked = {},
): Promise<Page<CrawlerRun>> {
  const asked = {
    ...(filters.length === 0 ? {} : { Filters: [...filters] }),
    ...(most == null ? {} : { MaxResults: Math.min(most, mostCrawls) }),
  };
  const page = await glue.send(new ListCrawlsCommand({ CrawlerName: crawler, ...asked, ...pageToken(token) }));
  return { items: (page.Crawls ?? []).map((crawl) => historyOf(crawler, crawl)), next: page.NextToken };
}

function byStart(a: CrawlerRun, b: CrawlerRun): number {
  return (a.startedAt ?? 0) - (b.startedAt ?? 0);
}
