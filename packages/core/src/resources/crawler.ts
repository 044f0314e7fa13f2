import type { Crawler } from '../pipeline/pipeline.ts';
import { type CrawlerTargets, targetFields } from './crawler-targets.ts';
import { type FieldMap, type FieldValue, present } from './field.ts';

/** A crawler in Glue's shape: what CreateCrawler and UpdateCrawler take, beside name and tags (SDK CreateCrawlerRequest). */
export interface CrawlerDefinition {
  readonly Role?: string;
  readonly DatabaseName?: string;
  readonly Description?: string;
  readonly Targets?: CrawlerTargets;
  /** `cron(…)` as it is sent; Glue gives it back inside a map with its state. */
  readonly Schedule?: string;
  readonly Classifiers?: readonly string[];
  readonly TablePrefix?: string;
  readonly SchemaChangePolicy?: { readonly UpdateBehavior?: string; readonly DeleteBehavior?: string };
  readonly RecrawlPolicy?: { readonly RecrawlBehavior?: string };
  readonly LineageConfiguration?: { readonly CrawlerLineageSettings?: string };
  readonly LakeFormationConfiguration?: {
    readonly UseLakeFormationCredentials?: boolean;
    readonly AccountId?: string;
  };
  /** A map as JSON text. */
  readonly Configuration?: string;
  readonly CrawlerSecurityConfiguration?: string;
  /** False where the schedule stands still, a flag of ours for Glue's state of it; says nothing without a schedule. */
  readonly enabled?: boolean;
}

/** What Glue fills in where nothing is said (go-to-k/cdk-real-drift#1562; lineage: docs/aws-facts.md#crawlers). */
export const crawlerDefaults = {
  SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DEPRECATE_IN_DATABASE' },
  RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
  LineageConfiguration: { CrawlerLineageSettings: 'DISABLE' },
  LakeFormationConfiguration: { UseLakeFormationCredentials: false, AccountId: '' },
} as const;

/** A crawler of the pipeline in Glue's shape, complete: whether an update keeps what it is not told is not known. */
export function crawlerDefinition(crawler: Crawler, role: string | undefined): CrawlerDefinition {
  const { configuration, databaseName, schedule, lakeFormation } = crawler;
  return {
    ...(role == null ? {} : { Role: role }),
    ...(databaseName == null ? {} : { DatabaseName: databaseName }),
    ...(crawler.description === '' ? {} : { Description: crawler.description }),
    Targets: crawler.targets,
    ...(schedule == null ? {} : { Schedule: schedule, enabled: true }),
    ...(crawler.classifiers.length === 0 ? {} : { Classifiers: crawler.classifiers }),
    ...(crawler.tablePrefix === '' ? {} : { TablePrefix: crawler.tablePrefix }),
    SchemaChangePolicy: { UpdateBehavior: crawler.updateBehavior, DeleteBehavior: crawler.deleteBehavior },
    RecrawlPolicy: { RecrawlBehavior: crawler.recrawlBehavior },
    LineageConfiguration: { CrawlerLineageSettings: crawler.lineage },
    LakeFormationConfiguration: {
      UseLakeFormationCredentials: lakeFormation.useCredentials,
      AccountId: lakeFormation.accountId,
    },
    ...(configuration == null ? {} : { Configuration: JSON.stringify(configuration) }),
    ...(crawler.securityConfiguration === '' ? {} : { CrawlerSecurityConfiguration: crawler.securityConfiguration }),
  };
}

/** The fields of a crawler, folded: AWS's defaults are filled in and its echoes dropped (docs/aws-facts.md#crawlers). */
export function crawlerFields(crawler: CrawlerDefinition): FieldMap {
  const { SchemaChangePolicy: change, LakeFormationConfiguration: lake } = crawler;
  const defaults = crawlerDefaults;
  return present({
    role: crawler.Role,
    database_name: crawler.DatabaseName,
    description: crawler.Description,
    ...targetFields(crawler.Targets),
    schedule: crawler.Schedule,
    enabled: crawler.Schedule == null || crawler.Schedule === '' ? undefined : (crawler.enabled ?? true),
    classifiers: crawler.Classifiers,
    table_prefix: crawler.TablePrefix,
    'schema_change_policy.update_behavior': change?.UpdateBehavior ?? defaults.SchemaChangePolicy.UpdateBehavior,
    'schema_change_policy.delete_behavior': change?.DeleteBehavior ?? defaults.SchemaChangePolicy.DeleteBehavior,
    'recrawl_policy.recrawl_behavior': crawler.RecrawlPolicy?.RecrawlBehavior ?? defaults.RecrawlPolicy.RecrawlBehavior,
    'lineage_configuration.crawler_lineage_settings':
      crawler.LineageConfiguration?.CrawlerLineageSettings ?? defaults.LineageConfiguration.CrawlerLineageSettings,
    'lake_formation_configuration.use_lake_formation_credentials': lake?.UseLakeFormationCredentials ?? false,
    'lake_formation_configuration.account_id': lake?.AccountId,
    configuration: configurationValue(crawler.Configuration),
    security_configuration: crawler.CrawlerSecurityConfiguration,
  });
}

/** The value that the text means: Glue writes it anew, `1` as `1.0` (go-to-k/cdk-real-drift#1562). */
function configurationValue(text: string | undefined): FieldValue | undefined {
  if (text == null || text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text) as FieldValue;
  } catch {
    return text;
  }
}
