import type { Rule } from '../rule.ts';
import { crawlerExample, crawlerNeeds } from './support/example.ts';
import { crawlerEntries } from './support/crawlers.ts';

/** A crawler with nothing to crawl: CreateCrawler requires Targets (botocore, glue CreateCrawlerRequest). */
export const noTargets: Rule = {
  code: 'GP276',
  severity: 'error',
  title: 'a crawler without targets',
  explanation:
    'A crawler reads what its `targets` name: `s3`, `jdbc`, `catalog`, `dynamodb`, `delta`, `iceberg`, `hudi` or `mongodb`. Only one with `existing: true` needs none.',
  bad: crawlerExample('"database_name": "sales", "targets": { "s3": [] }'),
  good: crawlerExample(crawlerNeeds),
  keys: ['crawlers'],
  check: (input) =>
    crawlerEntries(input)
      .filter(({ crawler }) => Object.keys(crawler.targets).length === 0)
      .map(({ crawler, written }) => ({
        path: [...crawler.at, written.targets == null ? 'name' : 'targets'],
        message: `crawler "${crawler.name}" has no targets`,
        hint: 'write what it crawls, such as "targets": { "s3": ["s3://<bucket>/<folder>"] }',
      })),
};
