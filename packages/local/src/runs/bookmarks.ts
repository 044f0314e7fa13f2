import { notFound } from '../errors.ts';
import { type Context, type HandlerTable, operation } from '../glue/handler.ts';
import { requireJob } from '../glue/jobs.ts';
import type { Job } from '../glue/records.ts';
import type { Collection, Store } from '../store/store.ts';
import { type JobRunRecord, jobRunsOf, newestFirst } from './records.ts';

/** How far a job's bookmark was taken back. */
interface BookmarkReset {
  /** How often. */
  readonly version: number;
  /** Runs up to this one are forgotten, as `newestFirst` orders them. */
  readonly before: string;
  /** The run whose bookmark stays, where one was named. */
  readonly kept?: string;
}

const resetsOf = (store: Store): Collection<BookmarkReset> => store.collection<BookmarkReset>('glue-bookmark-resets');

interface BookmarkRequest {
  readonly JobName: string;
  readonly RunId?: string;
}

/** The good runs of a job with bookmarks switched on that no reset has forgotten, the newest first. */
function remembered(context: Context, job: Job, reset: BookmarkReset | undefined): readonly JobRunRecord[] {
  return jobRunsOf(context.store)
    .values()
    .filter(({ run }) => run.JobName === job.Name && run.JobRunState === 'SUCCEEDED')
    .filter(({ run }) => isBookmarked({ ...job.DefaultArguments, ...run.Arguments, ...job.NonOverridableArguments }))
    .filter((record) => reset == null || keyOf(record) < reset.before || record.run.Id === reset.kept)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isBookmarked(args: Readonly<Record<string, string | undefined>>): boolean {
  return args['--job-bookmark-option'] === 'job-bookmark-enable';
}

function keyOf({ run, sequence }: JobRunRecord): string {
  return newestFirst({ at: run.StartedOn, sequence });
}

/** Scripts here read without bookmarks, so an entry tells of its run and holds no place in the data. */
function entryOf(job: string, version: number, runs: readonly JobRunRecord[]): object | undefined {
  const [last, previous] = runs;
  return last == null
    ? undefined
    : {
        JobName: job,
        Version: version,
        Run: runs.length,
        Attempt: last.run.Attempt,
        RunId: last.run.Id,
        ...(previous == null ? {} : { PreviousRunId: previous.run.Id }),
      };
}

function getJobBookmark({ JobName: name, RunId: id }: BookmarkRequest, context: Context): object {
  const { job } = requireJob(context, name);
  const reset = resetsOf(context.store).get(name);
  const runs = remembered(context, job, reset);
  const at = id == null ? 0 : runs.findIndex(({ run }) => run.Id === id);
  const entry = at < 0 ? undefined : entryOf(name, reset?.version ?? 0, runs.slice(at));
  if (entry == null) {
    throw notFound(`Job bookmark of ${name} not found.`);
  }
  return { JobBookmarkEntry: entry };
}

function resetJobBookmark({ JobName: name, RunId: id }: BookmarkRequest, context: Context): object {
  const { job } = requireJob(context, name);
  const resets = resetsOf(context.store);
  const known = resets.get(name);
  const runs = remembered(context, job, known);
  const [newest] = runs;
  const kept = id == null ? undefined : runs.find(({ run }) => run.Id === id)?.run.Id;
  if (newest == null || (id != null && kept == null)) {
    throw notFound(`Job bookmark of ${name} not found.`);
  }
  // The run that an earlier reset has kept is older than those that it has forgotten.
  const newer = known != null && known.before < keyOf(newest) ? known.before : keyOf(newest);
  const reset = { version: (known?.version ?? 0) + 1, before: newer, ...(kept == null ? {} : { kept }) };
  resets.put(name, reset);
  const entry = entryOf(name, reset.version, remembered(context, job, reset));
  return { JobBookmarkEntry: entry ?? { JobName: name, Version: reset.version, Run: 0, Attempt: 0 } };
}

/** A job that is made anew by that name begins without a bookmark, and without resets. */
export function forgetBookmark(store: Store, job: string): void {
  resetsOf(store).delete(job);
}

/** The operations on bookmarks. */
export const bookmarkHandlers: HandlerTable = {
  GetJobBookmark: operation(getJobBookmark),
  ResetJobBookmark: operation(resetJobBookmark),
};
