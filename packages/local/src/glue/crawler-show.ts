import { compact } from '../json.ts';
import { crawlerState, crawlsOfCrawler, isUnderWay, scheduleState } from './crawler-records.ts';
import type { CrawlRecord, CrawlerRecord } from './crawler-records.ts';
import type { Context } from './handler.ts';

/** The log group of crawls (developer guide, monitoring crawlers); nothing is written to CloudWatch Logs. */
export const crawlLogGroup = '/aws-glue/crawlers';

/** The crawler as GetCrawler gives it. */
export function showCrawler(context: Context, { crawler, schedule }: CrawlerRecord): object {
  const now = context.clock.now();
  const crawls = crawlsOfCrawler(context.store, crawler.Name);
  const running = crawls.find(isUnderWay);
  const last = crawls.find((crawl) => !isUnderWay(crawl));
  return compact({
    ...crawler,
    Schedule:
      schedule == null ? undefined : { ScheduleExpression: schedule.expression, State: scheduleState(schedule, now) },
    State: crawlerState(context.store, crawler.Name),
    CrawlElapsedTime: running == null ? 0 : Math.max(0, Math.round(now - running.startedOn * 1000)),
    LastCrawl: last == null ? undefined : lastCrawl(last),
  });
}

function lastCrawl(crawl: CrawlRecord): object {
  return compact({
    Status: crawl.state,
    ErrorMessage: crawl.errorMessage,
    LogGroup: crawlLogGroup,
    LogStream: crawl.crawler,
    MessagePrefix: crawl.id,
    StartTime: crawl.startedOn,
  });
}
