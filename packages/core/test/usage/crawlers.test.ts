import { describe, expect, it } from '@jest/globals';

import type { CrawlerDefinition } from '../../src/resources/crawler.ts';
import { crawler, made, tags } from './written.ts';

/** What a crawler is that says no more than what it crawls, with all that Glue fills in. */
const bare: CrawlerDefinition = {
  Role: 'fallback-role',
  DatabaseName: 'lake',
  Targets: { S3Targets: [{ Path: 's3://b/raw/' }] },
  SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DEPRECATE_IN_DATABASE' },
  RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
  LineageConfiguration: { CrawlerLineageSettings: 'DISABLE' },
  LakeFormationConfiguration: { UseLakeFormationCredentials: false, AccountId: '' },
};

const rows: readonly (readonly [property: string, yaml: string, definition: CrawlerDefinition])[] = [
  ['a folder', '', bare],
  [
    'two folders with what is left out',
    'targets: {s3: ["s3://b/x/", {path: "s3://b/y/", exclusions: ["**/_tmp/**", "**.json"], sample_size: 5}]}',
    {
      ...bare,
      Targets: {
        S3Targets: [{ Path: 's3://b/x/' }, { Path: 's3://b/y/', Exclusions: ['**/_tmp/**', '**.json'], SampleSize: 5 }],
      },
    },
  ],
  [
    'a database behind a connection',
    'targets: {jdbc: [{connection_name: rds, path: "sales/%", exclusions: [sales/log]}]}',
    { ...bare, Targets: { JdbcTargets: [{ ConnectionName: 'rds', Path: 'sales/%', Exclusions: ['sales/log'] }] } },
  ],
  [
    'tables of the catalog',
    'targets: {catalog: [{database_name: lake, tables: [a, b]}]}, schema_change_policy: {delete_behavior: LOG}',
    {
      ...bare,
      Targets: { CatalogTargets: [{ DatabaseName: 'lake', Tables: ['a', 'b'] }] },
      SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'LOG' },
    },
  ],
  [
    'a table of DynamoDB',
    'targets: {dynamodb: [orders, {path: lines, scan_all: false, scan_rate: 0.5}]}',
    { ...bare, Targets: { DynamoDBTargets: [{ Path: 'orders' }, { Path: 'lines', scanAll: false, scanRate: 0.5 }] } },
  ],
  [
    'a table of Delta Lake',
    'targets: {delta: [{delta_tables: ["s3://b/d/"], write_manifest: false}]}',
    { ...bare, Targets: { DeltaTargets: [{ DeltaTables: ['s3://b/d/'], WriteManifest: false }] } },
  ],
  ['Description and Role', 'description: Raw, role: Crawl', { ...bare, Description: 'Raw', Role: 'Crawl' }],
  ['TablePrefix', 'table_prefix: raw_', { ...bare, TablePrefix: 'raw_' }],
  ['Classifiers', 'classifiers: [csv, json]', { ...bare, Classifiers: ['csv', 'json'] }],
  [
    'SchemaChangePolicy',
    'schema_change_policy: {update_behavior: LOG, delete_behavior: DELETE_FROM_DATABASE}',
    { ...bare, SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'DELETE_FROM_DATABASE' } },
  ],
  [
    'RecrawlPolicy, new folders only',
    'recrawl_policy: {recrawl_behavior: CRAWL_NEW_FOLDERS_ONLY}, schema_change_policy: {update_behavior: LOG, delete_behavior: LOG}',
    {
      ...bare,
      RecrawlPolicy: { RecrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' },
      SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' },
    },
  ],
  [
    'Configuration, as a map',
    'configuration: {Version: 1.0, Grouping: {TableGroupingPolicy: CombineCompatibleSchemas}}',
    { ...bare, Configuration: '{"Version":1,"Grouping":{"TableGroupingPolicy":"CombineCompatibleSchemas"}}' },
  ],
  ['CrawlerSecurityConfiguration', 'security_configuration: sec', { ...bare, CrawlerSecurityConfiguration: 'sec' }],
  ['a schedule of its own', 'schedule: cron(0 6 * * ? *)', { ...bare, Schedule: 'cron(0 6 * * ? *)', enabled: true }],
];

describe('what real crawlers set', () => {
  it.each(rows)('%s', async (_property, yaml, definition) => {
    const targets = yaml.includes('targets:') ? '' : ', targets: {s3: ["s3://b/raw/"]}';
    const crawlers = await made(
      'crawler',
      `crawlers: [{name: raw, database_name: lake${targets}${yaml === '' ? '' : ', '}${yaml}}]`,
    );
    expect(crawlers).toEqual([{ kind: 'crawler', name: 'sales-dev-raw', label: 'raw', tags, definition }]);
  });

  it('lets fields be shared by all crawlers, and tags by everything', async () => {
    const crawlers = await made('crawler', {
      tags: { team: 'data' },
      defaults: { crawlers: { database_name: 'raw', role: 'Crawl', table_prefix: 'raw_' } },
      crawlers: [
        crawler('raw', { database_name: undefined, tags: { owner: 'me' } }),
        crawler('two', { table_prefix: 'two_' }),
      ],
    });
    expect(crawlers.map((each) => [each.name, each.definition, each.tags])).toEqual([
      [
        'sales-dev-raw',
        { ...bare, Role: 'Crawl', DatabaseName: 'raw', TablePrefix: 'raw_' },
        { team: 'data', owner: 'me', ...tags },
      ],
      [
        'sales-dev-two',
        { ...bare, Role: 'Crawl', Targets: { S3Targets: [{ Path: 's3://b/two/' }] }, TablePrefix: 'two_' },
        { team: 'data', ...tags },
      ],
    ]);
  });

  it('makes nothing of a crawler of somebody else, whose name it uses as it is', async () => {
    const config = {
      crawlers: [{ name: 'Their Crawler', existing: true }],
      jobs: [{ name: 'a', script: 's3://b/a.py', depends_on: ['Their Crawler'] }],
    };
    expect(await made('crawler', config)).toEqual([]);
    const triggers = await made('trigger', config);
    expect(triggers.map(({ definition }) => definition.Actions)).toEqual([
      [{ CrawlerName: 'Their Crawler' }],
      [{ JobName: 'sales-dev-a' }],
    ]);
  });
});
