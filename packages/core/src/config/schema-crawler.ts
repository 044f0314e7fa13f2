import * as v from 'valibot';

import { described, eachItem, onlyIn, optional, waiting, workflowOfNode } from './schema-parts.ts';
import { triggerOfNode } from './schema-trigger.ts';
import { decimal, flag, integer, isMap, jsonMap, list, oneOf, shaped, text, textMap, texts } from './value.ts';

const connection = optional(text(), 'The Glue connection through which it is reached, by name.');
const exclusions = optional(texts(), 'Glob patterns of what is left out.');
const eventQueue = optional(text(), 'The SQS queue with the events of the target, by ARN.');
const deadLetters = optional(text(), 'The SQS queue for events that could not be handled, by ARN.');

const s3 = v.strictObject({
  path: described(text(), 'The s3:// address of a folder.'),
  exclusions,
  connection_name: connection,
  sample_size: optional(integer(1), 'How many files of each leaf folder are read. Default: all.'),
  event_queue_arn: eventQueue,
  dlq_event_queue_arn: deadLetters,
});

const jdbc = v.strictObject({
  connection_name: described(text(), 'The Glue connection, by name.'),
  path: described(text(), 'The path in the database, such as sales/public/%.'),
  exclusions,
  enable_additional_metadata: optional(list(oneOf(['COMMENTS', 'RAWTYPES'])), 'What else to record.'),
});

const catalog = v.strictObject({
  database_name: described(text(), 'The database of the Data Catalog.'),
  tables: described(texts(), 'Its tables that are crawled.'),
  connection_name: connection,
  event_queue_arn: eventQueue,
  dlq_event_queue_arn: deadLetters,
});

const dynamodb = v.strictObject({
  path: described(text(), 'The name of the table.'),
  scan_all: optional(flag(), 'Read all records, or a sample. Default: true.'),
  scan_rate: optional(decimal(0), 'The part of the read capacity that is used, 0.1 to 1.5.'),
});

const delta = v.strictObject({
  delta_tables: described(texts(), 'The s3:// addresses of the tables.'),
  connection_name: connection,
  write_manifest: optional(flag(), 'Write manifest files to the tables. Default: false.'),
  create_native_delta_table: optional(flag(), 'Make native tables that engines query by their transaction log.'),
});

const lake = v.strictObject({
  paths: described(texts(), 'The s3:// addresses of the tables, or of folders above them.'),
  connection_name: connection,
  exclusions,
  maximum_traversal_depth: optional(integer(1), 'How deep folders are searched for tables.'),
});

const mongodb = v.strictObject({
  connection_name: described(text(), 'The Glue connection, by name.'),
  path: described(text(), 'The database and collection, such as sales/orders.'),
  scan_all: optional(flag(), 'Read all records, or a sample. Default: true.'),
});

/** A list of targets, each a map or its address alone. */
const orAddress = <Target extends v.GenericSchema>(target: Target) =>
  list(shaped([text(), target], (value) => (isMap(value) ? 1 : 0)));

const targetsSchema = v.strictObject({
  s3: optional(orAddress(s3), 'Folders in S3.'),
  jdbc: optional(list(jdbc), 'Databases behind a connection.'),
  catalog: optional(list(catalog), 'Tables that are in the Data Catalog already.'),
  dynamodb: optional(orAddress(dynamodb), 'Tables of DynamoDB.'),
  delta: optional(orAddress(delta), 'Tables of Delta Lake.'),
  iceberg: optional(orAddress(lake), 'Tables of Iceberg.'),
  hudi: optional(orAddress(lake), 'Tables of Hudi.'),
  mongodb: optional(list(mongodb), 'Collections of MongoDB or DocumentDB.'),
});

const settings = {
  description: optional(text(), 'A sentence for people who read the crawler in AWS.'),
  role: optional(text(), 'The IAM role of the crawler, by name or ARN. Default: the role of the file.'),
  database_name: optional(text(), 'The database of the Data Catalog that the tables go into.'),
  table_prefix: optional(text(), 'What the names of the tables begin with.'),
  classifiers: optional(texts(), 'Classifiers of your own that are tried first, by name.'),
  schema_change_policy: optional(
    v.strictObject({
      update_behavior: optional(
        oneOf(['LOG', 'UPDATE_IN_DATABASE']),
        'What becomes of a changed table. Default: UPDATE_IN_DATABASE.',
      ),
      delete_behavior: optional(
        oneOf(['LOG', 'DELETE_FROM_DATABASE', 'DEPRECATE_IN_DATABASE']),
        'What becomes of a table whose data are gone. Default: DEPRECATE_IN_DATABASE.',
      ),
    }),
    'What the crawler does with changes.',
  ),
  recrawl_policy: optional(
    v.strictObject({
      recrawl_behavior: optional(
        oneOf(['CRAWL_EVERYTHING', 'CRAWL_NEW_FOLDERS_ONLY', 'CRAWL_EVENT_MODE']),
        'What is read again. Default: CRAWL_EVERYTHING.',
      ),
    }),
    'What a second crawl reads.',
  ),
  lineage_configuration: optional(
    v.strictObject({
      crawler_lineage_settings: optional(
        oneOf(['ENABLE', 'DISABLE']),
        'Whether lineage is recorded. Default: DISABLE.',
      ),
    }),
    'Data lineage.',
  ),
  lake_formation_configuration: optional(
    v.strictObject({
      use_lake_formation_credentials: optional(
        flag(),
        "Use Lake Formation's credentials instead of the role's. Default: false.",
      ),
      account_id: optional(text(), 'The account of a crawl across accounts.'),
    }),
    'Lake Formation.',
  ),
  configuration: optional(jsonMap(), "The crawler's configuration as a map; Glue gets it as JSON."),
  security_configuration: optional(text(), 'The Glue security configuration of the crawler, by name.'),
  tags: optional(textMap(), 'Tags of the crawler, over those of the file.'),
  ignore_changes: optional(texts(), 'Fields that keep the value they have in AWS.'),
  extra: optional(jsonMap(), 'Members of CreateCrawler that this file has no word for, as Glue names them.'),
};

/** What an environment may change of a crawler. */
export const crawlerChanges = v.strictObject({
  targets: optional(targetsSchema, 'What is crawled. Needed unless a default has it or the crawler is existing.'),
  ...settings,
  depends_on: optional(waiting(), 'The jobs and crawlers that must succeed before this one starts, or {any: […]}.'),
  schedule: optional(text(), "The crawler's own schedule, as cron(…) in UTC: nothing may then depend on it."),
  trigger: optional(triggerOfNode, 'The trigger that starts the crawler: what it passes, and how it is called.'),
  workflow: optional(workflowOfNode(), 'The workflow it belongs to, or false. Default: the workflow of the pipeline.'),
  resource_name: optional(text(), 'The name of the crawler in AWS. Default: that which `naming` makes.'),
  existing: optional(flag(), 'The crawler is there already: it is used, and never changed. Default: false.'),
  for_each: optional(eachItem(), 'A map or a list of texts: one crawler for each of them, called <name>-<key>.'),
  only_in: optional(onlyIn(), 'The environments that have the crawler. Default: all.'),
});

/** One entry of `crawlers`. */
export const crawlerSchema = v.strictObject({
  name: described(text(), 'The name of the crawler in this file; unique among its jobs and crawlers.'),
  ...crawlerChanges.entries,
});

/** What all crawlers have unless they say otherwise. */
export const crawlerDefaults = v.strictObject({ targets: optional(targetsSchema, 'What is crawled.'), ...settings });

/** What a crawler of somebody else's takes beside its name. */
export const existingCrawlerKeys: readonly string[] = [
  'name',
  'existing',
  'resource_name',
  'workflow',
  'depends_on',
  'schedule',
  'trigger',
  'for_each',
  'only_in',
];
