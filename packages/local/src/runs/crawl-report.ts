import { isUnderWay } from '../glue/crawler-records.ts';
import type { CrawlRecord, CrawlState } from '../glue/crawler-records.ts';

/** What there is to know of a crawl beside what ListCrawls tells: what it looked at, and that it wrote nothing. */
export interface CrawlReport {
  readonly crawlId: string;
  readonly crawlerName: string;
  readonly state: CrawlState;
  /** True once nothing will be added. */
  readonly ended: boolean;
  readonly message?: string;
  /** One for each address, one for each kind of target that was not looked at, and one about the Data Catalog. */
  readonly lines: readonly string[];
}

/** The report of a crawl. */
export function crawlReportOf(record: CrawlRecord): CrawlReport {
  return {
    crawlId: record.id,
    crawlerName: record.crawler,
    state: record.state,
    ended: !isUnderWay(record),
    ...(record.errorMessage == null ? {} : { message: record.errorMessage }),
    lines: record.lines,
  };
}
