import type { Path } from '../config/issue.ts';
import type { FlatConfig, FlatCrawler } from '../config/overlay.ts';
import { mergedTexts, noNames, none } from './normalize-job.ts';
import type { Crawler, JsonMap } from './pipeline.ts';

/** A crawler as it is meant: every default filled in (docs/aws-facts.md#crawlers). */
export function crawlerOf(config: FlatConfig, crawler: FlatCrawler, at: Path, resourceName: string): Crawler {
  const lake = crawler.lake_formation_configuration;
  return {
    at,
    name: crawler.name,
    resourceName,
    description: crawler.description ?? '',
    role: crawler.role ?? config.role,
    databaseName: crawler.database_name,
    targets: targetsOf(crawler.targets ?? {}),
    schedule: crawler.schedule,
    tablePrefix: crawler.table_prefix ?? '',
    classifiers: crawler.classifiers ?? noNames,
    updateBehavior: crawler.schema_change_policy?.update_behavior ?? 'UPDATE_IN_DATABASE',
    deleteBehavior: crawler.schema_change_policy?.delete_behavior ?? 'DEPRECATE_IN_DATABASE',
    recrawlBehavior: crawler.recrawl_policy?.recrawl_behavior ?? 'CRAWL_EVERYTHING',
    lineage: crawler.lineage_configuration?.crawler_lineage_settings ?? 'DISABLE',
    lakeFormation: { useCredentials: lake?.use_lake_formation_credentials ?? false, accountId: lake?.account_id ?? '' },
    configuration: crawler.configuration,
    securityConfiguration: crawler.security_configuration ?? '',
    tags: mergedTexts(config.tags, crawler.tags),
    ignoreChanges: crawler.ignore_changes ?? noNames,
    extra: crawler.extra ?? none,
  };
}

type Targets = NonNullable<FlatCrawler['targets']>;

/** Glue's names of the kinds of target, and of the one member that an address alone stands for. */
const kinds: Readonly<Record<keyof Targets, readonly [list: string, address: string, many: boolean]>> = {
  s3: ['S3Targets', 'path', false],
  jdbc: ['JdbcTargets', 'path', false],
  catalog: ['CatalogTargets', 'database_name', false],
  dynamodb: ['DynamoDBTargets', 'path', false],
  delta: ['DeltaTargets', 'delta_tables', true],
  iceberg: ['IcebergTargets', 'paths', true],
  hudi: ['HudiTargets', 'paths', true],
  mongodb: ['MongoDBTargets', 'path', false],
};

function targetsOf(targets: Targets): JsonMap {
  return Object.fromEntries(
    (Object.keys(kinds) as (keyof Targets)[]).flatMap((kind) => {
      const [list, address, many] = kinds[kind];
      const written = targets[kind] ?? [];
      const each = written.map((target) =>
        typeof target === 'string' ? { [address]: many ? [target] : target } : target,
      );
      return each.length === 0 ? [] : [[list, each.map((target) => glueTarget(kind, target))]];
    }),
  );
}

function glueTarget(kind: keyof Targets, target: object): JsonMap {
  return Object.fromEntries(Object.entries(target).map(([key, value]) => [glueMember(kind, key), value as unknown]));
}

/** Glue writes a member's words with capitals, but for two of DynamoDB's (SDK, DynamoDBTarget). */
function glueMember(kind: keyof Targets, key: string): string {
  const name = key.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return kind === 'dynamodb' && key.startsWith('scan_') ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}
