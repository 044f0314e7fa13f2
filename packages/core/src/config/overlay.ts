import { issue, type Issue } from './issue.ts';
import { hasShortForms, spelledOut } from './levels.ts';
import { type Present, withoutNulls } from './merge.ts';
import type { Group } from './resolve/entries.ts';
import { stackPartPattern, stackPartWords } from './schema-parts.ts';
import type { WrittenConfig, WrittenCrawler, WrittenJob, WrittenTrigger } from './schema.ts';
import type { Passed, ShortFormKey } from './short-forms.ts';

/** What is known beside the file: what the command line says over it, and what the file may ask for. */
export interface Overrides {
  readonly environment?: string;
  readonly role?: string;
  /** The Region that a deployment goes to, over what the file says. */
  readonly region?: string;
  /** The account that a deployment goes to, where the file names none. */
  readonly accountId?: string;
  /** Values of variables, as text. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The environment variables: `env.NAME`, and GLUEPIPELINE_VAR_<name> for variables. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How rules count, over what the file says: by their codes, `off`, `warn` or `error`. */
  readonly rules?: Readonly<Record<string, string>>;
  /** An `env.NAME` that is not set is an error; otherwise its place is held. */
  readonly isComplete?: boolean;
}

/** A job after all levels: no short forms, nothing taken away. */
export type FlatJob = Present<Omit<WrittenJob, ShortFormKey | 'for_each' | 'only_in'>> & {
  /** The items of those arguments that short forms gave as lists of files; `arguments` has them joined. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
};

/** A crawler after all levels. */
export type FlatCrawler = Present<Omit<WrittenCrawler, 'for_each' | 'only_in'>>;

/** A trigger after all levels. */
export type FlatTrigger = Present<Omit<WrittenTrigger, 'for_each' | 'only_in'>>;

/** Keys of a file that say how the rest is to be read. */
type Levels = 'defaults' | 'environments' | 'variables' | 'include';

/** The config that is meant for one environment: every entry complete, nothing left to merge. */
export type FlatConfig = Present<Omit<WrittenConfig, 'jobs' | 'crawlers' | 'triggers' | Levels>> & {
  readonly jobs?: readonly FlatJob[];
  readonly crawlers?: readonly FlatCrawler[];
  readonly triggers?: readonly FlatTrigger[];
  /** What `for_each` made; left out where nothing did. */
  readonly groups?: readonly Group[];
  /** The names of entries that the file has and this environment has not. */
  readonly absent?: readonly string[];
};

/**
 * A file whose levels are merged, as the config that is meant: short forms spelled out, and what the command line says over
 * it. Nulls, which take away, are sought in its entries unless it is known that it `hasNoNulls`.
 */
export function overlay(config: WrittenConfig, overrides: Overrides, hasNoNulls = false): FlatConfig {
  const { jobs, crawlers, triggers, ...all } = config;
  const rest = { ...all, defaults: undefined, environments: undefined, variables: undefined, include: undefined };
  return {
    ...withoutNulls(rest),
    environment: overrides.environment ?? config.environment ?? 'dev',
    ...(overrides.role == null ? {} : { role: overrides.role }),
    ...(jobs == null ? {} : { jobs: jobs.map((job) => flatJob(job, hasNoNulls)) }),
    ...(crawlers == null ? {} : { crawlers: withoutNulls(crawlers) }),
    ...(triggers == null ? {} : { triggers: withoutNulls(triggers) }),
  };
}

function flatJob(job: WrittenJob, hasNoNulls: boolean): FlatJob {
  if (!hasShortForms(job)) {
    return hasNoNulls ? (job as FlatJob) : withoutNulls(job);
  }
  const { arguments: passed, ...merged } = withoutNulls(spelledOut(job)) as Merged;
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

/** What is wrong with the words of the command line; they stand in no file, so they have no position. */
export function overrideIssues({ environment }: Overrides): Issue[] {
  if (environment == null || stackPartPattern.test(environment)) {
    return [];
  }
  const message = `--environment (or GLUEPIPELINE_ENVIRONMENT) must be an environment of ${stackPartWords}, not ${JSON.stringify(environment)}`;
  return [issue({ code: 'GP105', path: [], message, hint: 'write a name such as dev or prod' })];
}
