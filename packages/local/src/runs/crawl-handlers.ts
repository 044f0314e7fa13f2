import { AwsError } from '../errors.ts';
import { crawlerState, crawlersOf, crawlsOfCrawler, isUnderWay } from '../glue/crawler-records.ts';
import type { CrawlRecord, CrawlState } from '../glue/crawler-records.ts';
import { crawlLogGroup } from '../glue/crawler-show.ts';
import { requireCrawler } from '../glue/crawlers.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { page } from '../glue/pages.ts';
import type { PageRequest } from '../glue/pages.ts';
import { compact } from '../json.ts';
import { crawlPasses } from './crawl-filter.ts';
import type { CrawlFilter } from './crawl-filter.ts';
import { requireEngine } from './job-handlers.ts';
import { newestFirst } from './records.ts';

function startCrawler(input: { Name: string }, context: Context): object {
  requireCrawler(context, input.Name);
  requireEngine(context).crawls.start(input.Name);
  return {};
}

function stopCrawler(input: { Name: string }, context: Context): object {
  requireCrawler(context, input.Name);
  if (requireEngine(context).crawls.stop(input.Name)) {
    return {};
  }
  throw crawlerState(context.store, input.Name) === 'STOPPING'
    ? new AwsError('CrawlerStoppingException', `Crawler with name ${input.Name} is stopping`)
    : new AwsError('CrawlerNotRunningException', `Crawler with name ${input.Name} is not running`);
}

/** A crawl as ListCrawls tells it, which has its own words for the states (SDK CrawlerHistoryState). */
const historyState: Readonly<Record<CrawlState, string>> = {
  RUNNING: 'RUNNING',
  CANCELLING: 'RUNNING',
  SUCCEEDED: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELLED: 'STOPPED',
};

type ListCrawls = PageRequest & { readonly CrawlerName: string; readonly Filters?: readonly CrawlFilter[] };

function listCrawls(input: ListCrawls, context: Context): object {
  requireCrawler(context, input.CrawlerName);
  const crawls = crawlsOfCrawler(context.store, input.CrawlerName)
    .map((crawl) => ({ crawl, shown: historyOf(crawl) }))
    .filter(({ shown }) => crawlPasses(shown, input.Filters ?? []));
  const key = ({ crawl }: { crawl: CrawlRecord }): string =>
    newestFirst({ at: crawl.startedOn, sequence: crawl.sequence });
  const { items, ...next } = page(context, { MaxResults: 20, ...input }, crawls, key, 100);
  return { Crawls: items.map(({ shown }) => shown), ...next };
}

/** Without a Summary, which would tell of tables. */
function historyOf(crawl: CrawlRecord) {
  return compact({
    CrawlId: crawl.id,
    State: historyState[crawl.state],
    StartTime: crawl.startedOn,
    EndTime: crawl.completedOn,
    ErrorMessage: crawl.errorMessage,
    LogGroup: crawlLogGroup,
    LogStream: crawl.crawler,
    MessagePrefix: crawl.id,
  });
}

type MetricsRequest = PageRequest & { readonly CrawlerNameList?: readonly string[] };

function getMetrics(input: MetricsRequest, context: Context): object {
  const wanted = input.CrawlerNameList ?? [];
  const names = crawlersOf(context.store)
    .values()
    .map(({ crawler }) => crawler.Name)
    .filter((name) => wanted.length === 0 || wanted.includes(name));
  const { items, ...next } = page(context, input, names, (name) => name, 1000);
  return { CrawlerMetricsList: items.map((name) => metricsOf(context, name)), ...next };
}

/** No crawl here makes a table. */
function metricsOf(context: Context, name: string): object {
  const crawls = crawlsOfCrawler(context.store, name);
  const seconds = crawls.flatMap(({ startedOn, completedOn }) =>
    completedOn == null ? [] : [completedOn - startedOn],
  );
  const sorted = [...seconds].sort((left, right) => left - right);
  return {
    CrawlerName: name,
    TimeLeftSeconds: 0,
    StillEstimating: crawls.some(isUnderWay),
    LastRuntimeSeconds: seconds[0] ?? 0,
    MedianRuntimeSeconds: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    TablesCreated: 0,
    TablesUpdated: 0,
    TablesDeleted: 0,
  };
}

/** The operations on crawls. */
export const crawlHandlers: HandlerTable = {
  StartCrawler: operation(startCrawler),
  StopCrawler: operation(stopCrawler),
  ListCrawls: operation(listCrawls),
  GetCrawlerMetrics: operation(getMetrics),
};
