import { invalidInput } from '../errors.ts';
import { closedToGlue } from '../iam/trust.ts';
import { bucketsOf } from '../s3/records.ts';
import type { Crawler, CrawlerDefinition, CrawlerTargets } from './crawler-records.ts';
import type { Context } from './handler.ts';

/** Where a target lies in S3. */
export interface S3Address {
  readonly bucket: string;
  readonly prefix: string;
}

/** The parts of an address such as s3://bucket/folder/; undefined for what is none. */
export function s3Address(text: string): S3Address | undefined {
  const [, bucket, prefix = ''] = /^s3[an]?:\/\/([^/]+)(?:\/(.*))?$/s.exec(text) ?? [];
  return bucket == null ? undefined : { bucket, prefix };
}

/** Every address in S3 that the targets name, in their order. */
export function addressesOf(targets: CrawlerTargets): readonly string[] {
  return [
    ...(targets.S3Targets ?? []).flatMap(({ Path }) => Path ?? []),
    ...(targets.DeltaTargets ?? []).flatMap(({ DeltaTables }) => DeltaTables ?? []),
    ...(targets.IcebergTargets ?? []).flatMap(({ Paths }) => Paths ?? []),
    ...(targets.HudiTargets ?? []).flatMap(({ Paths }) => Paths ?? []),
  ];
}

/** Refuses a crawler that Glue refuses. */
export function checkCrawler(context: Context, crawler: CrawlerDefinition): void {
  const targets = crawler.Targets ?? {};
  if (Object.values(targets).flat().length === 0) {
    throw invalidInput('At least one crawler target must be set');
  }
  if (closedToGlue(context, crawler.Role) != null) {
    // Quoted in the retry list of go-to-k/cdkd.
    throw invalidInput("Service is unable to assume provided role. Please verify role's TrustPolicy");
  }
  for (const address of addressesOf(targets)) {
    const parts = s3Address(address);
    if (parts == null) {
      throw invalidInput(`The S3 path ${address} is not valid`);
    }
    if (context.quirks.has('crawler-targets-checked') && bucketsOf(context.store).get(parts.bucket) == null) {
      throw invalidInput(`S3 bucket ${parts.bucket} does not exist`);
    }
  }
  checkPolicies(crawler);
}

/** String: LBHackney-IT/Data-Platform#2418. */
function checkPolicies({ RecrawlPolicy, SchemaChangePolicy: policy, Targets }: CrawlerDefinition): void {
  const onlyNew = RecrawlPolicy?.RecrawlBehavior === 'CRAWL_NEW_FOLDERS_ONLY' && (Targets?.S3Targets ?? []).length > 0;
  if (onlyNew && (policy?.UpdateBehavior !== 'LOG' || policy.DeleteBehavior !== 'LOG')) {
    throw invalidInput(
      'The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.',
    );
  }
}

/** What Glue fills in, and echoes, where nothing is said (RD#1562; the lineage setting is in read-backs of GetCrawler). */
export function withCrawlerDefaults(context: Context, crawler: Crawler): Crawler {
  return {
    ...crawler,
    Role: roleName(context, crawler.Role ?? ''),
    Targets: filledTargets(crawler.Targets ?? {}),
    Classifiers: crawler.Classifiers ?? [],
    SchemaChangePolicy: {
      UpdateBehavior: 'UPDATE_IN_DATABASE',
      DeleteBehavior: 'DEPRECATE_IN_DATABASE',
      ...crawler.SchemaChangePolicy,
    },
    RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING', ...crawler.RecrawlPolicy },
    LineageConfiguration: { CrawlerLineageSettings: 'DISABLE', ...crawler.LineageConfiguration },
    LakeFormationConfiguration: {
      UseLakeFormationCredentials: false,
      AccountId: '',
      ...crawler.LakeFormationConfiguration,
    },
    ...(crawler.Configuration == null ? {} : { Configuration: rewritten(crawler.Configuration) }),
  };
}

/** A role that was sent as an ARN reads back as its name with its path (RD#1562). */
function roleName(context: Context, role: string): string {
  const prefix = `arn:aws:iam::${context.account}:role/`;
  return role.startsWith(prefix) ? role.slice(prefix.length) : role;
}

/** A list of each kind, and of exclusions where a kind has them for S3. */
function filledTargets(targets: CrawlerTargets): CrawlerTargets {
  return {
    JdbcTargets: [],
    MongoDBTargets: [],
    DynamoDBTargets: [],
    CatalogTargets: [],
    DeltaTargets: [],
    IcebergTargets: [],
    HudiTargets: [],
    ...targets,
    S3Targets: (targets.S3Targets ?? []).map((target) => ({ Exclusions: [], ...target })),
  };
}

/** Glue writes the text anew, the version as a decimal: `{"Version": 1}` reads `{"Version":1.0}` (RD#1562). */
function rewritten(configuration: string): string {
  let value: unknown;
  try {
    value = JSON.parse(configuration);
  } catch {
    throw invalidInput(`Crawler configuration is not valid JSON: ${configuration}`);
  }
  return JSON.stringify(value).replace(/("Version":\d+)(?=[,}])/, '$1.0');
}
