import type { FlatCrawler } from '../../config/overlay.ts';
import type { Path } from '../../config/issue.ts';
import type { Crawler } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { crawlerExample, crawlerNeeds } from './support/example.ts';
import { crawlerEntries } from './support/crawlers.ts';

const recrawl = '"recrawl_policy": { "recrawl_behavior": "CRAWL_NEW_FOLDERS_ONLY" }';
const policy = (update: string) =>
  crawlerExample(
    `${crawlerNeeds}, ${recrawl}, "schema_change_policy": { "update_behavior": "${update}", "delete_behavior": "LOG" }`,
  );

/**
 * Policies that Glue refuses together: LOG twice for new folders only (LBHackney-IT/Data-Platform#2418); no DEPRECATE
 * for catalog targets (Terraform, aws_glue_crawler), which cannot be mixed (Glue developer guide,
 * define-crawler-choose-data-sources).
 */
export const crawlerPolicy: Rule = {
  code: 'GP278',
  severity: 'error',
  title: 'policies of a crawler that do not go together',
  explanation:
    'A crawler of new folders only (`CRAWL_NEW_FOLDERS_ONLY`) changes no table: both of `schema_change_policy` are then `LOG`. One of `catalog` targets has no other targets, and its `delete_behavior` is not `DEPRECATE_IN_DATABASE`, which is the default. One by events (`CRAWL_EVENT_MODE`) needs `event_queue_arn` in a target.',
  bad: policy('UPDATE_IN_DATABASE'),
  good: policy('LOG'),
  keys: ['crawlers.recrawl_policy', 'crawlers.targets'],
  check: (input) => crawlerEntries(input).flatMap(({ crawler, written }) => wrong(crawler, written)),
};

function wrong(crawler: Crawler, written: FlatCrawler): Finding[] {
  const { at, name, recrawlBehavior, updateBehavior, deleteBehavior, targets } = crawler;
  const kinds = Object.keys(targets);
  const place = (key: 'update_behavior' | 'delete_behavior'): Path =>
    written.schema_change_policy?.[key] != null
      ? [...at, 'schema_change_policy', key]
      : written.recrawl_policy?.recrawl_behavior != null
        ? [...at, 'recrawl_policy', 'recrawl_behavior']
        : [...at, 'targets', 'catalog'];
  const behaviors = [
    ['update_behavior', updateBehavior],
    ['delete_behavior', deleteBehavior],
  ] as const;
  const newFolders = recrawlBehavior === 'CRAWL_NEW_FOLDERS_ONLY' && kinds.includes('S3Targets');
  const catalog = kinds.includes('CatalogTargets');
  return [
    ...behaviors.flatMap(([key, value]): Finding[] =>
      newFolders && value !== 'LOG'
        ? [
            {
              path: place(key),
              message: `crawler "${name}" reads new folders only, and its ${key} is ${value}`,
              hint: `write "schema_change_policy": { "${key}": "LOG" }`,
            },
          ]
        : [],
    ),
    ...(catalog && kinds.length > 1
      ? [
          {
            path: [...at, 'targets', 'catalog'],
            on: 'key' as const,
            message: `crawler "${name}" has catalog targets and others`,
            hint: 'write two crawlers: tables of the catalog cannot be mixed with other targets',
          },
        ]
      : []),
    ...(catalog && deleteBehavior === 'DEPRECATE_IN_DATABASE'
      ? [
          {
            path: place('delete_behavior'),
            message: `crawler "${name}" has catalog targets, and its delete_behavior is DEPRECATE_IN_DATABASE`,
            hint: 'write "schema_change_policy": { "delete_behavior": "LOG" }',
          },
        ]
      : []),
    ...(recrawlBehavior === 'CRAWL_EVENT_MODE' && kinds.length > 0 && !hasQueue(targets)
      ? [
          {
            path: [...at, 'recrawl_policy', 'recrawl_behavior'],
            message: `crawler "${name}" crawls by events, and no target has a queue of them`,
            hint: 'add event_queue_arn to its targets',
          },
        ]
      : []),
  ];
}

function hasQueue(targets: Crawler['targets']): boolean {
  return Object.values(targets).some(
    (list) => Array.isArray(list) && list.some((each: object) => 'EventQueueArn' in each),
  );
}
