import type { FlatCrawler } from '../../../config/overlay.ts';
import type { Crawler } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';

/** A crawler as it is meant and as it was written. */
export interface CrawlerEntry {
  readonly crawler: Crawler;
  readonly written: FlatCrawler;
}

/** Every crawler that is made, with what was written for it. */
export function crawlerEntries({ pipeline, config }: Pick<RuleInput, 'pipeline' | 'config'>): CrawlerEntry[] {
  return pipeline.crawlers.flatMap((crawler) => {
    const written = config.crawlers?.[Number(crawler.at[1])];
    return written == null ? [] : [{ crawler, written }];
  });
}
