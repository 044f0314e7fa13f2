import { issue, type Issue } from './issue.ts';
import { hasShortForms, levelsUnder, levelsUnderJob, mergedLevels, spelledOut } from './levels.ts';
import { type Present, withoutNulls } from './merge.ts';
import { stackPartPattern, stackPartWords } from './schema-parts.ts';
import type { WrittenConfig, WrittenCrawler, WrittenJob, WrittenTrigger } from './schema.ts';
import type { Passed, ShortFormKey } from './short-forms.ts';

/** What a command line may say over the file. */
export interface Overrides {
  readonly environment?: string;
  readonly role?: string;
}

/** A job after all levels: no short forms, nothing taken away. */
export type FlatJob = Omit<Present<WrittenJob>, ShortFormKey> & {
  /** The items of those arguments that short forms gave as lists of files; `arguments` has them joined. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
};

/** A crawler after all levels. */
export type FlatCrawler = Present<WrittenCrawler>;

/** A trigger after all levels. */
export type FlatTrigger = Present<WrittenTrigger>;

/** The config that is meant for one environment: every entry complete, nothing left to merge. */
export type FlatConfig = Omit<Present<WrittenConfig>, 'jobs' | 'crawlers' | 'triggers' | 'defaults'> & {
  readonly jobs?: readonly FlatJob[];
  readonly crawlers?: readonly FlatCrawler[];
  readonly triggers?: readonly FlatTrigger[];
};

/** The config that is meant for one environment: the file with its defaults, and what the command line says over it. */
export function overlay(config: WrittenConfig, overrides: Overrides): FlatConfig {
  const { jobs, crawlers, triggers, ...all } = config;
  const rest = { ...all, defaults: undefined };
  const jobUnder = levelsByKind(config);
  return {
    ...withoutNulls(rest),
    environment: overrides.environment ?? config.environment ?? 'dev',
    ...(overrides.role == null ? {} : { role: overrides.role }),
    ...(jobs == null ? {} : { jobs: jobs.map((job) => flatJob(job, jobUnder(job))) }),
    ...(crawlers == null ? {} : { crawlers: crawlers.map((each) => flatEntry(config, 'crawlers', each)) }),
    ...(triggers == null ? {} : { triggers: triggers.map((each) => flatEntry(config, 'triggers', each)) }),
  };
}

/** The defaults under a job as one level; thousands of jobs share those of their kind. */
function levelsByKind(config: WrittenConfig): (job: WrittenJob) => object | undefined {
  const known = new Map<string, object | undefined>();
  return (job) => {
    if (config.defaults == null) {
      return undefined;
    }
    const key = `${job.type ?? ''} ${String(job.existing === true)}`;
    if (!known.has(key)) {
      const levels = levelsUnderJob(config, job).map(({ written }) => spelledOut(written));
      known.set(key, levels.length === 0 ? undefined : mergedLevels(levels));
    }
    return known.get(key);
  };
}

function flatJob(job: WrittenJob, under: object | undefined): FlatJob {
  if (under == null && !hasShortForms(job)) {
    return withoutNulls(job);
  }
  const { arguments: passed, ...merged } = withoutNulls(mergedLevels([under ?? {}, spelledOut(job)])) as Merged;
  if (passed == null) {
    return merged;
  }
  const entries = Object.entries(passed);
  const files = entries.flatMap(([key, value]) => (typeof value === 'string' ? [] : [[key, value] as const]));
  return {
    ...merged,
    arguments: Object.fromEntries(
      entries.map(([key, value]) => [key, typeof value === 'string' ? value : value.join(',')]),
    ),
    ...(files.length === 0 ? {} : { files: Object.fromEntries(files) }),
  };
}

/** A job whose levels are one, with lists of files still as lists. */
type Merged = Omit<FlatJob, 'arguments'> & {
  readonly arguments?: Readonly<Record<string, NonNullable<Passed>>>;
};

function flatEntry<Entry extends WrittenCrawler | WrittenTrigger>(
  config: WrittenConfig,
  list: 'crawlers' | 'triggers',
  entry: Entry,
): Present<Entry> {
  const levels = levelsUnder(config, list, 'existing' in entry && entry.existing === true);
  return withoutNulls(
    levels.length === 0 ? entry : (mergedLevels([...levels.map(({ written }) => written), entry]) as Entry),
  );
}

/** What is wrong with the words of the command line; they stand in no file, so they have no position. */
export function overrideIssues({ environment }: Overrides): Issue[] {
  if (environment == null || stackPartPattern.test(environment)) {
    return [];
  }
  const message = `--environment (or GLUEPIPELINE_ENVIRONMENT) must be an environment of ${stackPartWords}, not ${JSON.stringify(environment)}`;
  return [issue({ code: 'GP105', path: [], message, hint: 'write a name such as dev or prod' })];
}
