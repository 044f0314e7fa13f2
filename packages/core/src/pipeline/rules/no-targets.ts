import type { Path } from '../../config/issue.ts';
import type { FlatCrawler } from '../../config/overlay.ts';
import type { Finding, Rule } from '../rule.ts';
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
    crawlerEntries(input).flatMap(({ crawler, written }): Finding[] =>
      Object.keys(crawler.targets).length === 0
        ? [
            {
              path: [...crawler.at, written.targets == null ? 'name' : 'targets'],
              message: `crawler "${crawler.name}" has no targets`,
              hint: 'write what it crawls, such as "targets": { "s3": ["s3://<bucket>/<folder>"] }',
            },
          ]
        : emptyTargets(crawler.name, [...crawler.at, 'targets'], written.targets ?? {}),
    ),
};

/** Targets that name nothing: a list of tables has at least one (botocore, glue CatalogTablesList). */
function emptyTargets(crawler: string, at: Path, targets: NonNullable<FlatCrawler['targets']>): Finding[] {
  return (['catalog', 'delta', 'iceberg', 'hudi'] as const).flatMap((kind) =>
    (targets[kind] ?? []).flatMap((target, index): Finding[] => {
      const key = kind === 'catalog' ? 'tables' : kind === 'delta' ? 'delta_tables' : 'paths';
      const named = typeof target === 'string' ? [target] : (target as Readonly<Record<string, unknown>>)[key];
      return Array.isArray(named) && named.length === 0
        ? [
            {
              path: [...at, kind, index, key],
              message: `a ${kind} target of crawler "${crawler}" names nothing`,
              hint: `write its ${key}, or remove the target`,
            },
          ]
        : [];
    }),
  );
}
