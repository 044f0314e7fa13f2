import fc from 'fast-check';

import { address, role, shown, tagMap, word } from './configs-words.ts';

const queue = fc.constantFrom('arn:aws:sqs:us-east-1:000000000000:a', 'arn:aws:sqs:us-east-1:000000000000:b');
const queues = { event_queue_arn: queue, dlq_event_queue_arn: queue };
const exclusions = fc.uniqueArray(fc.constantFrom('**.tmp', '_**', 'old/**'), { maxLength: 2 });
const needing = (required: string[], fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: required });
const some = (target: fc.Arbitrary<unknown>) => fc.array(target, { minLength: 1, maxLength: 2 });
const lake = fc.oneof(
  address,
  needing(['paths'], {
    paths: fc.uniqueArray(address, { minLength: 1, maxLength: 2 }),
    connection_name: word,
    exclusions,
    maximum_traversal_depth: fc.integer({ min: 1, max: 20 }),
  }),
);

/** All kinds of target but tables of the Data Catalog, which go with no other kind (Glue developer guide, define-crawler). */
const targets = {
  s3: some(
    fc.oneof(
      address,
      needing(['path'], {
        path: address,
        exclusions,
        connection_name: word,
        sample_size: fc.integer({ min: 1, max: 249 }),
        ...queues,
      }),
    ),
  ),
  jdbc: some(
    needing(['connection_name', 'path'], {
      connection_name: word,
      path: fc.constantFrom('sales/public/%', 'sales/%'),
      exclusions,
      enable_additional_metadata: fc.uniqueArray(fc.constantFrom('COMMENTS', 'RAWTYPES'), { maxLength: 2 }),
    }),
  ),
  dynamodb: some(
    fc.oneof(
      fc.constant('orders'),
      needing(['path'], {
        path: fc.constantFrom('orders', 'items'),
        scan_all: fc.boolean(),
        scan_rate: fc.constantFrom(0.5, 1, 1.5),
      }),
    ),
  ),
  delta: some(
    fc.oneof(
      address,
      needing(['delta_tables'], {
        delta_tables: fc.uniqueArray(address, { minLength: 1, maxLength: 2 }),
        connection_name: word,
        write_manifest: fc.boolean(),
        create_native_delta_table: fc.boolean(),
      }),
    ),
  ),
  iceberg: some(lake),
  hudi: some(lake),
  mongodb: some(
    needing(['connection_name', 'path'], {
      connection_name: word,
      path: fc.constantFrom('sales/orders', 'sales/items'),
      scan_all: fc.boolean(),
    }),
  ),
};

const catalog = some(
  needing(['database_name', 'tables'], {
    database_name: word,
    tables: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }),
    connection_name: word,
    ...queues,
  }),
);

const common = {
  description: shown,
  role,
  table_prefix: fc.constantFrom('raw_', 'p-'),
  classifiers: fc.uniqueArray(word, { maxLength: 2 }),
  lineage_configuration: fc.record({ crawler_lineage_settings: fc.constantFrom('ENABLE', 'DISABLE') }),
  lake_formation_configuration: fc.record(
    { use_lake_formation_credentials: fc.boolean(), account_id: fc.constant('111122223333') },
    { requiredKeys: [] },
  ),
  configuration: fc.constantFrom(
    { Version: 1 },
    { Version: 1, Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas', TableLevelConfiguration: 2 } },
    { Version: 1.0, CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } } },
  ),
  security_configuration: word,
  tags: tagMap,
  ignore_changes: fc.uniqueArray(fc.constantFrom('description', 'table_prefix', 'tags.team', 'classifiers'), {
    minLength: 1,
    maxLength: 2,
  }),
};

const update = fc.constantFrom('LOG', 'UPDATE_IN_DATABASE');
const remove = fc.constantFrom('LOG', 'DELETE_FROM_DATABASE', 'DEPRECATE_IN_DATABASE');
const logging = fc.constant({ update_behavior: 'LOG', delete_behavior: 'LOG' });
const recrawling = (behavior: string) => fc.constant({ recrawl_behavior: behavior });

/** Crawlers of every kind of target and policy, each as Glue takes it. */
export const crawlerBodies = fc.oneof(
  fc.record(
    {
      targets: fc.record(targets, { requiredKeys: [] }).filter((each) => Object.keys(each).length > 0),
      database_name: fc.constantFrom('sales', 'raw'),
      schema_change_policy: fc.record({ update_behavior: update, delete_behavior: remove }, { requiredKeys: [] }),
      recrawl_policy: recrawling('CRAWL_EVERYTHING'),
      ...common,
    },
    { requiredKeys: ['targets', 'database_name'] },
  ),
  fc.record(
    {
      targets: fc.record({ s3: targets.s3 }),
      database_name: fc.constantFrom('sales', 'raw'),
      schema_change_policy: logging,
      recrawl_policy: recrawling('CRAWL_NEW_FOLDERS_ONLY'),
      ...common,
    },
    { requiredKeys: ['targets', 'database_name', 'schema_change_policy', 'recrawl_policy'] },
  ),
  fc.record(
    {
      targets: fc.record({ s3: some(fc.record({ path: address, event_queue_arn: queue })) }),
      database_name: fc.constantFrom('sales', 'raw'),
      recrawl_policy: recrawling('CRAWL_EVENT_MODE'),
      ...common,
    },
    { requiredKeys: ['targets', 'database_name', 'recrawl_policy'] },
  ),
  fc.record(
    {
      targets: fc.record({ catalog }),
      schema_change_policy: fc.record({ update_behavior: update, delete_behavior: fc.constant('LOG') }),
      ...common,
    },
    { requiredKeys: ['targets', 'schema_change_policy'] },
  ),
);
