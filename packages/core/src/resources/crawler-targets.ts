import { canonical, type FieldValue, present } from './field.ts';

/** What a crawler crawls, by kind, as Glue has it (SDK CrawlerTargets). */
export interface CrawlerTargets {
  readonly S3Targets?: readonly S3Target[];
  readonly JdbcTargets?: readonly JdbcTarget[];
  readonly MongoDBTargets?: readonly MongoDBTarget[];
  readonly DynamoDBTargets?: readonly DynamoDBTarget[];
  readonly CatalogTargets?: readonly CatalogTarget[];
  readonly DeltaTargets?: readonly DeltaTarget[];
  readonly IcebergTargets?: readonly LakeTarget[];
  readonly HudiTargets?: readonly LakeTarget[];
}

/** A folder in S3 (SDK S3Target). */
export interface S3Target extends EventQueues {
  readonly Path?: string;
  readonly Exclusions?: readonly string[];
  readonly ConnectionName?: string;
  readonly SampleSize?: number;
}

/** A database behind a connection (SDK JdbcTarget). */
export interface JdbcTarget {
  readonly ConnectionName?: string;
  readonly Path?: string;
  readonly Exclusions?: readonly string[];
  readonly EnableAdditionalMetadata?: readonly string[];
}

/** A collection (SDK MongoDBTarget). */
export interface MongoDBTarget {
  readonly ConnectionName?: string;
  readonly Path?: string;
  readonly ScanAll?: boolean;
}

/** A table of DynamoDB, two of whose members Glue writes small (SDK DynamoDBTarget). */
export interface DynamoDBTarget {
  readonly Path?: string;
  readonly scanAll?: boolean;
  readonly scanRate?: number;
}

/** Tables that are in the Data Catalog already (SDK CatalogTarget). */
export interface CatalogTarget extends EventQueues {
  readonly DatabaseName?: string;
  readonly Tables?: readonly string[];
  readonly ConnectionName?: string;
}

/** Tables of Delta Lake (SDK DeltaTarget). */
export interface DeltaTarget {
  readonly DeltaTables?: readonly string[];
  readonly ConnectionName?: string;
  readonly WriteManifest?: boolean;
  readonly CreateNativeDeltaTable?: boolean;
}

/** Tables of Iceberg or Hudi (SDK IcebergTarget, HudiTarget). */
export interface LakeTarget {
  readonly Paths?: readonly string[];
  readonly ConnectionName?: string;
  readonly Exclusions?: readonly string[];
  readonly MaximumTraversalDepth?: number;
}

interface EventQueues {
  readonly EventQueueArn?: string;
  readonly DlqEventQueueArn?: string;
}

/**
 * The targets by kind, in the words of the config; Glue gives back an empty list of each kind, and an empty list of
 * exclusions (go-to-k/cdk-real-drift#1562). The order of targets, and of the texts in them, means nothing.
 */
export function targetFields(targets: CrawlerTargets = {}): Record<string, FieldValue> {
  return {
    'targets.s3': listOf(targets.S3Targets, (each) => ({
      path: each.Path,
      exclusions: sorted(each.Exclusions),
      connection_name: each.ConnectionName,
      sample_size: each.SampleSize,
      ...queues(each),
    })),
    'targets.jdbc': listOf(targets.JdbcTargets, (each) => ({
      connection_name: each.ConnectionName,
      path: each.Path,
      exclusions: sorted(each.Exclusions),
      enable_additional_metadata: sorted(each.EnableAdditionalMetadata),
    })),
    'targets.catalog': listOf(targets.CatalogTargets, (each) => ({
      database_name: each.DatabaseName,
      tables: sorted(each.Tables),
      connection_name: each.ConnectionName,
      ...queues(each),
    })),
    // A table is scanned whole unless told otherwise (SDK DynamoDBTarget.scanAll, MongoDBTarget.ScanAll).
    'targets.dynamodb': listOf(targets.DynamoDBTargets, (each) => ({
      path: each.Path,
      scan_all: each.scanAll === false ? false : undefined,
      scan_rate: each.scanRate,
    })),
    'targets.mongodb': listOf(targets.MongoDBTargets, (each) => ({
      connection_name: each.ConnectionName,
      path: each.Path,
      scan_all: each.ScanAll === false ? false : undefined,
    })),
    'targets.delta': listOf(targets.DeltaTargets, (each) => ({
      delta_tables: sorted(each.DeltaTables),
      connection_name: each.ConnectionName,
      write_manifest: each.WriteManifest === true ? true : undefined,
      create_native_delta_table: each.CreateNativeDeltaTable === true ? true : undefined,
    })),
    'targets.iceberg': listOf(targets.IcebergTargets, lake),
    'targets.hudi': listOf(targets.HudiTargets, lake),
  };
}

type Words = Readonly<Record<string, FieldValue | undefined>>;

function lake({ Paths, ConnectionName, Exclusions, MaximumTraversalDepth }: LakeTarget): Words {
  return {
    paths: sorted(Paths),
    connection_name: ConnectionName,
    exclusions: sorted(Exclusions),
    maximum_traversal_depth: MaximumTraversalDepth,
  };
}

function queues({ EventQueueArn, DlqEventQueueArn }: EventQueues): Words {
  return { event_queue_arn: EventQueueArn, dlq_event_queue_arn: DlqEventQueueArn };
}

function sorted(texts: readonly string[] = []): readonly string[] {
  return texts.toSorted();
}

function listOf<Target>(targets: readonly Target[] = [], words: (target: Target) => Words): readonly FieldValue[] {
  return targets.map((target) => addressOrMap(present(words(target)))).toSorted(inOrder);
}

/** A target that says no more than where it is, is its address alone, as people write it. */
function addressOrMap(words: Readonly<Record<string, FieldValue>>): FieldValue {
  const { path } = words;
  return path != null && Object.keys(words).length === 1 ? path : words;
}

function inOrder(a: FieldValue, b: FieldValue): number {
  return canonical(a) < canonical(b) ? -1 : 1;
}
