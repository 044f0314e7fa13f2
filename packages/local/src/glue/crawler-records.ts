import type { JsonObject } from '../json.ts';
import type { Collection, Store } from '../store/store.ts';
import type { Tags } from './records.ts';

/** What CreateCrawler and UpdateCrawler may say of a crawler, apart from its name, tags and schedule. */
export interface CrawlerDefinition {
  readonly Role?: string;
  readonly DatabaseName?: string;
  readonly Description?: string;
  readonly Targets?: CrawlerTargets;
  readonly Classifiers?: readonly string[];
  readonly TablePrefix?: string;
  readonly SchemaChangePolicy?: { readonly UpdateBehavior?: string; readonly DeleteBehavior?: string };
  readonly RecrawlPolicy?: { readonly RecrawlBehavior?: string };
  readonly LineageConfiguration?: JsonObject;
  readonly LakeFormationConfiguration?: JsonObject;
  readonly Configuration?: string;
  readonly CrawlerSecurityConfiguration?: string;
  readonly CatalogId?: string;
}

/** Glue's CrawlerTargets, as far as anybody looks into them here. */
export interface CrawlerTargets {
  readonly S3Targets?: readonly (JsonObject & { readonly Path?: string })[];
  readonly DeltaTargets?: readonly (JsonObject & { readonly DeltaTables?: readonly string[] })[];
  readonly IcebergTargets?: readonly (JsonObject & { readonly Paths?: readonly string[] })[];
  readonly HudiTargets?: readonly (JsonObject & { readonly Paths?: readonly string[] })[];
  readonly JdbcTargets?: readonly JsonObject[];
  readonly MongoDBTargets?: readonly JsonObject[];
  readonly DynamoDBTargets?: readonly JsonObject[];
  readonly CatalogTargets?: readonly JsonObject[];
}

/** Glue's Crawler without what depends on the time and on crawls; times are seconds since 1970, as on the wire. */
export interface Crawler extends CrawlerDefinition {
  readonly Name: string;
  readonly CreationTime: number;
  readonly LastUpdated: number;
  readonly Version: number;
}

/** Glue's ScheduleState. */
export type ScheduleState = 'SCHEDULED' | 'NOT_SCHEDULED' | 'TRANSITIONING';

/** A crawler's schedule; it is TRANSITIONING until `until`, in milliseconds. */
export interface ScheduleRecord {
  readonly expression: string;
  readonly state: Exclude<ScheduleState, 'TRANSITIONING'>;
  readonly until?: number;
}

/** A crawler with what GetCrawler shows otherwise or not at all. */
export interface CrawlerRecord {
  readonly id: string;
  readonly crawler: Crawler;
  readonly schedule?: ScheduleRecord;
  readonly tags: Tags;
}

/** Glue's CrawlState, as far as crawls here reach it. */
export type CrawlState = 'RUNNING' | 'CANCELLING' | 'CANCELLED' | 'SUCCEEDED' | 'FAILED';

/** One crawl; times are seconds since 1970. */
export interface CrawlRecord {
  readonly id: string;
  readonly crawler: string;
  readonly state: CrawlState;
  /** How it will end: it is known, and the crawler is coming to rest. */
  readonly outcome?: Exclude<CrawlState, 'RUNNING' | 'CANCELLING'>;
  readonly startedOn: number;
  readonly completedOn?: number;
  readonly errorMessage?: string;
  /** What it found, for people: one line each. */
  readonly lines: readonly string[];
  /** The action of a cascade that it serves; absent for a crawl that somebody started by hand. */
  readonly cause?: { readonly cascade: string; readonly action: number };
  /** Crawls of one millisecond keep their order by it. */
  readonly sequence: number;
}

/** The crawlers of a store by name. */
export const crawlersOf = (store: Store): Collection<CrawlerRecord> => store.collection<CrawlerRecord>('glue-crawlers');

/** The crawls of a store by id. */
export const crawlsOf = (store: Store): Collection<CrawlRecord> => store.collection<CrawlRecord>('glue-crawls');

/** The crawls of one crawler, newest first. */
export function crawlsOfCrawler(store: Store, name: string): readonly CrawlRecord[] {
  return crawlsOf(store)
    .values()
    .filter(({ crawler }) => crawler === name)
    .sort((left, right) => right.startedOn - left.startedOn || right.sequence - left.sequence);
}

/** True until a crawl has come to its end. */
export function isUnderWay({ state }: CrawlRecord): boolean {
  return state === 'RUNNING' || state === 'CANCELLING';
}

/** Glue's CrawlerState: what its crawl makes of it. */
export function crawlerState(store: Store, name: string): 'READY' | 'RUNNING' | 'STOPPING' {
  const crawl = crawlsOfCrawler(store, name).find(isUnderWay);
  if (crawl == null) {
    return 'READY';
  }
  return crawl.state === 'CANCELLING' || crawl.outcome != null ? 'STOPPING' : 'RUNNING';
}

/** The state of a schedule at that time (milliseconds). */
export function scheduleState({ state, until }: ScheduleRecord, now: number): ScheduleState {
  return until != null && now < until ? 'TRANSITIONING' : state;
}
