import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type CrawlerDefinition, crawlerFields } from '../../src/resources/crawler.ts';
import type { CrawlerTargets } from '../../src/resources/crawler-targets.ts';

const bare: CrawlerDefinition = {
  Role: 'crawler-role',
  DatabaseName: 'sales',
  Targets: { S3Targets: [{ Path: 's3://lake/raw/' }] },
};

const defaults = {
  'schema_change_policy.update_behavior': 'UPDATE_IN_DATABASE',
  'schema_change_policy.delete_behavior': 'DEPRECATE_IN_DATABASE',
  'recrawl_policy.recrawl_behavior': 'CRAWL_EVERYTHING',
  'lineage_configuration.crawler_lineage_settings': 'DISABLE',
  'lake_formation_configuration.use_lake_formation_credentials': false,
};

/** One crawler that says all there is to say. */
const full: CrawlerDefinition = {
  Role: 'crawler-role',
  DatabaseName: 'sales',
  Description: 'the raw data',
  Targets: {
    S3Targets: [{ Path: 's3://lake/raw/', Exclusions: ['**.tmp'], SampleSize: 3, EventQueueArn: 'arn:q' }],
    JdbcTargets: [{ ConnectionName: 'db', Path: 'sales/%', EnableAdditionalMetadata: ['COMMENTS'] }],
    MongoDBTargets: [{ ConnectionName: 'mongo', Path: 'sales/orders', ScanAll: false }],
    DynamoDBTargets: [{ Path: 'orders', scanAll: false, scanRate: 0.5 }],
    CatalogTargets: [{ DatabaseName: 'sales', Tables: ['b', 'a'] }],
    DeltaTargets: [{ DeltaTables: ['s3://lake/delta/'], WriteManifest: true, CreateNativeDeltaTable: true }],
    IcebergTargets: [{ Paths: ['s3://lake/ice/'], MaximumTraversalDepth: 4 }],
    HudiTargets: [{ Paths: ['s3://lake/hudi/'], Exclusions: ['x'] }],
  },
  Schedule: 'cron(0 2 * * ? *)',
  enabled: false,
  Classifiers: ['csv', 'json'],
  TablePrefix: 'raw_',
  SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'DELETE_FROM_DATABASE' },
  RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVENT_MODE' },
  LineageConfiguration: { CrawlerLineageSettings: 'ENABLE' },
  LakeFormationConfiguration: { UseLakeFormationCredentials: true, AccountId: '123456789012' },
  Configuration: '{"Version": 1.0, "Grouping": {"TableGroupingPolicy": "CombineCompatibleSchemas"}}',
  CrawlerSecurityConfiguration: 'encrypted',
};

describe('crawlerFields', () => {
  it('gives every setting the name that it has in a config', () => {
    expect(crawlerFields(full)).toEqual({
      role: 'crawler-role',
      database_name: 'sales',
      description: 'the raw data',
      'targets.s3': [{ path: 's3://lake/raw/', exclusions: ['**.tmp'], sample_size: 3, event_queue_arn: 'arn:q' }],
      'targets.jdbc': [{ connection_name: 'db', path: 'sales/%', enable_additional_metadata: ['COMMENTS'] }],
      'targets.mongodb': [{ connection_name: 'mongo', path: 'sales/orders', scan_all: false }],
      'targets.dynamodb': [{ path: 'orders', scan_all: false, scan_rate: 0.5 }],
      'targets.catalog': [{ database_name: 'sales', tables: ['a', 'b'] }],
      'targets.delta': [{ delta_tables: ['s3://lake/delta/'], write_manifest: true, create_native_delta_table: true }],
      'targets.iceberg': [{ paths: ['s3://lake/ice/'], maximum_traversal_depth: 4 }],
      'targets.hudi': [{ paths: ['s3://lake/hudi/'], exclusions: ['x'] }],
      schedule: 'cron(0 2 * * ? *)',
      enabled: false,
      classifiers: ['csv', 'json'],
      table_prefix: 'raw_',
      'schema_change_policy.update_behavior': 'LOG',
      'schema_change_policy.delete_behavior': 'DELETE_FROM_DATABASE',
      'recrawl_policy.recrawl_behavior': 'CRAWL_EVENT_MODE',
      'lineage_configuration.crawler_lineage_settings': 'ENABLE',
      'lake_formation_configuration.use_lake_formation_credentials': true,
      'lake_formation_configuration.account_id': '123456789012',
      configuration: { Version: 1, Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' } },
      security_configuration: 'encrypted',
    });
  });

  it('fills in what Glue fills in, and nothing else', () => {
    expect(crawlerFields(bare)).toEqual({
      role: 'crawler-role',
      database_name: 'sales',
      'targets.s3': ['s3://lake/raw/'],
      ...defaults,
    });
  });

  it('folds the empty things that Glue gives back', () => {
    const echoed: CrawlerDefinition = {
      ...bare,
      Description: '',
      Schedule: '',
      enabled: false,
      Classifiers: [],
      TablePrefix: '',
      Configuration: '',
      CrawlerSecurityConfiguration: '',
      LakeFormationConfiguration: { UseLakeFormationCredentials: false, AccountId: '' },
      Targets: {
        S3Targets: [{ Path: 's3://lake/raw/', Exclusions: [] }],
        JdbcTargets: [],
        MongoDBTargets: [],
        DynamoDBTargets: [],
        CatalogTargets: [],
        DeltaTargets: [],
        IcebergTargets: [],
        HudiTargets: [],
      },
    };
    expect(crawlerFields(echoed)).toEqual(crawlerFields(bare));
  });

  it('compares a configuration as JSON, not as text', () => {
    const of = (Configuration: string) => crawlerFields({ ...bare, Configuration }).configuration;
    expect(of('{"Version": 1, "A": [1]}')).toEqual(of('{"A":[1],"Version":1.0}'));
    expect(of('{"Version":1.0}')).not.toEqual(of('{"Version":1.1}'));
    expect(of('not json')).toBe('not json');
  });

  it('means nothing by the order of targets, but something by that of classifiers', () => {
    const paths = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(paths, (all) => {
        const of = (order: readonly string[]): CrawlerTargets => ({ S3Targets: order.map((Path) => ({ Path })) });
        expect(crawlerFields({ Targets: of(all) })).toEqual(crawlerFields({ Targets: of(all.toReversed()) }));
      }),
    );
    expect(crawlerFields({ Classifiers: ['a', 'b'] })).not.toEqual(crawlerFields({ Classifiers: ['b', 'a'] }));
  });

  it('says whether a schedule goes on, where there is one', () => {
    expect(crawlerFields({ ...bare, Schedule: 'cron(0 2 * * ? *)' }).enabled).toBe(true);
    expect(crawlerFields({ ...bare, enabled: false }).enabled).toBeUndefined();
  });
});
