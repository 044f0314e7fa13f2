import type { CrawlerDefinition } from '@gluepipeline/core';

import type { Drifted } from './event-drifts.ts';

/** What somebody may do to a crawler in the console, by the fields that a plan must then name. */
export function crawlerDrifts(crawler: CrawlerDefinition): Drifted<CrawlerDefinition> {
  const { SchemaChangePolicy: change, Schedule, Targets } = crawler;
  const drifts: [string, CrawlerDefinition, boolean?][] = [
    ['description', { ...crawler, Description: 'drifted' }],
    ['role', { ...crawler, Role: 'drifted' }],
    ['database_name', { ...crawler, DatabaseName: 'drifted' }],
    ['table_prefix', { ...crawler, TablePrefix: 'drifted' }],
    ['classifiers', { ...crawler, Classifiers: ['drifted'] }],
    ['security_configuration', { ...crawler, CrawlerSecurityConfiguration: 'drifted' }],
    ['configuration', { ...crawler, Configuration: '{"Version":1.0,"drifted":true}' }],
    [
      'targets.catalog',
      { ...crawler, Targets: { ...Targets, CatalogTargets: [{ DatabaseName: 'd', Tables: ['t'] }] } },
    ],
    ['targets.s3', { ...crawler, Targets: { ...Targets, S3Targets: [{ Path: 's3://drifted/x' }] } }],
    [
      'lineage_configuration.crawler_lineage_settings',
      { ...crawler, LineageConfiguration: { CrawlerLineageSettings: 'ENABLE' } },
      crawler.LineageConfiguration?.CrawlerLineageSettings !== 'ENABLE',
    ],
    [
      'schema_change_policy.delete_behavior',
      { ...crawler, SchemaChangePolicy: { ...change, DeleteBehavior: 'DELETE_FROM_DATABASE' } },
      // Glue lets a crawler of new folders do nothing but log.
      crawler.RecrawlPolicy?.RecrawlBehavior !== 'CRAWL_NEW_FOLDERS_ONLY' &&
        change?.DeleteBehavior !== 'DELETE_FROM_DATABASE',
    ],
    ['schedule', { ...crawler, Schedule: 'cron(7 7 * * ? *)' }, Schedule != null && Schedule !== 'cron(7 7 * * ? *)'],
    ['enabled', { ...crawler, enabled: crawler.enabled === false }, Schedule != null],
  ];
  return drifts.filter(([, , possible]) => possible !== false).map(([field, definition]) => [[field], definition]);
}
