import type { Clock } from '../deploy/ports.ts';
import { invariant } from '../errors.ts';
import { type Leaving, pause } from './leaving.ts';
import type { CrawlerRun, CrawlState, JobRun, JobRunState, Runs, WorkflowRun } from './ports.ts';

/** What to follow. */
export type RunRef =
  | { readonly kind: 'workflow'; readonly name: string; readonly id: string }
  | {
      readonly kind: 'job';
      readonly name: string;
      readonly id: string;
      /** How often Glue tries a failed run again: until then a failure is not the end. */
      readonly maxRetries: number;
    }
  | {
      readonly kind: 'crawler';
      readonly name: string;
      /** The crawl is the first that began after this, as `Runs.startCrawler` gave it. */
      readonly after: number;
      /** When it was asked for, by our clock: one that does not show itself for long did not begin. */
      readonly askedAt: number;
    };

/** How things stand with a run: the runs of jobs and crawlers known so far, and whether it is over. */
export interface RunSnapshot {
  /** A selection has no run of its own: it is the runs of its nodes. */
  readonly ref: RunRef | { readonly kind: 'selection'; readonly name: string };
  /** Glue's own word for the whole: a workflow run's status, or the state of a job run or crawl. */
  readonly state: WorkflowRun['status'] | JobRunState | CrawlState;
  readonly over: boolean;
  /** True once it is over and nothing in it ended badly: a COMPLETED workflow run may hold failed jobs. */
  readonly succeeded: boolean;
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  readonly errorMessage: string | undefined;
  readonly jobRuns: readonly JobRun[];
  readonly crawlerRuns: readonly CrawlerRun[];
}

const endStates: readonly JobRunState[] = ['STOPPED', 'SUCCEEDED', 'FAILED', 'TIMEOUT', 'ERROR', 'EXPIRED'];

/** True for a state that a job run never leaves (docs/aws-facts.md#runs). */
export function isOver(state: JobRunState): boolean {
  return endStates.includes(state);
}

/** True for a state that a crawl never leaves (SDK, CrawlState). */
export function isCrawlOver(state: CrawlState): boolean {
  return state !== 'RUNNING' && state !== 'CANCELLING';
}

/** True for a state that a workflow run never leaves (SDK, WorkflowRunStatus). */
export function isWorkflowOver(status: WorkflowRun['status']): boolean {
  return status !== 'RUNNING' && status !== 'STOPPING';
}

/** A crawl that has not shown itself this long after it was asked for did not begin. */
const crawlMilliseconds = 120_000;

/** A retry that has not shown itself this long after the failure is not coming; the wait keeps a follower from hanging. */
const retryMilliseconds = 120_000;

/** How things stand now. */
export async function snapshot(runs: Runs, clock: Clock, ref: RunRef): Promise<RunSnapshot> {
  if (ref.kind === 'job') {
    return jobSnapshot(ref, await runs.jobAttempts(ref.name, ref.id), clock.now());
  }
  if (ref.kind === 'crawler') {
    return crawlSnapshot(runs, clock, ref);
  }
  return workflowSnapshot(ref, await runs.workflowRun(ref.name, ref.id));
}

/** How things stand with a job run whose attempts are known already, oldest first; `now` is milliseconds since 1970. */
export function jobSnapshot(
  ref: Extract<RunRef, { kind: 'job' }>,
  jobRuns: readonly JobRun[],
  now: number,
): RunSnapshot {
  const last = jobRuns.at(-1);
  invariant(last != null, 'a run that was started is among its own attempts');
  const retries = last.state === 'FAILED' && last.attempt < ref.maxRetries;
  const retryDue = retries && now - (last.completedAt ?? now) < retryMilliseconds;
  const startedAt = jobRuns[0]?.startedAt;
  const over = isOver(last.state) && !retryDue;
  const succeeded = last.state === 'SUCCEEDED';
  return { ...common(ref, last), startedAt, state: last.state, over, succeeded, jobRuns, crawlerRuns: [] };
}

/** How things stand with a workflow run that is known already. */
export function workflowSnapshot(ref: Extract<RunRef, { kind: 'workflow' }>, run: WorkflowRun): RunSnapshot {
  const over = isWorkflowOver(run.status);
  const succeeded = workflowEnd(run) === 'SUCCEEDED';
  const { jobRuns, crawlerRuns } = run;
  return { ...common(ref, run), state: run.status, over, succeeded, jobRuns, crawlerRuns };
}

/** How a run came out, or how it stands: Glue's own word, except that a workflow run is judged by its nodes. */
export type RunEnd = JobRunState | CrawlState | Exclude<WorkflowRun['status'], 'COMPLETED'>;

/** How a workflow run came out: a COMPLETED one may hold failed nodes, and then it is FAILED. */
export function workflowEnd({ status, jobRuns, crawlerRuns }: WorkflowRun): RunEnd {
  if (status !== 'COMPLETED') {
    return status;
  }
  const good = [...latestAttempts(jobRuns), ...crawlerRuns].every(({ state }) => state === 'SUCCEEDED');
  return good ? 'SUCCEEDED' : 'FAILED';
}

async function crawlSnapshot(
  runs: Runs,
  clock: Clock,
  ref: Extract<RunRef, { kind: 'crawler' }>,
): Promise<RunSnapshot> {
  const found = await runs.crawl(ref.name, ref.after);
  if (found != null) {
    const { state } = found;
    const over = isCrawlOver(state);
    return { ...common(ref, found), state, over, succeeded: state === 'SUCCEEDED', jobRuns: [], crawlerRuns: [found] };
  }
  const lost = clock.now() - ref.askedAt > crawlMilliseconds;
  return {
    ref,
    state: lost ? 'ERROR' : 'RUNNING',
    over: lost,
    succeeded: false,
    startedAt: undefined,
    completedAt: undefined,
    errorMessage: lost ? 'the crawl was asked for, and has not shown itself since' : undefined,
    jobRuns: [],
    crawlerRuns: [],
  };
}

/** The newest attempt of each job: a failed attempt that was retried with success is no failure. */
export function latestAttempts(jobRuns: readonly JobRun[]): JobRun[] {
  const latest = new Map<string, JobRun>();
  for (const run of jobRuns) {
    const known = latest.get(run.job);
    if (known == null || run.attempt >= known.attempt) {
      latest.set(run.job, run);
    }
  }
  return [...latest.values()];
}

/** Follows a run until it is over or the signal is given; tells of every snapshot that differs from the one before. */
export async function follow(
  runs: Runs,
  clock: Clock,
  ref: RunRef,
  options: {
    readonly pollMilliseconds: number;
    readonly signal?: Leaving;
    readonly onSnapshot?: (snapshot: RunSnapshot) => void;
  },
): Promise<RunSnapshot> {
  let told = '';
  for (;;) {
    const now = await snapshot(runs, clock, ref);
    const text = JSON.stringify(now);
    if (text !== told) {
      told = text;
      options.onSnapshot?.(now);
    }
    if (now.over || options.signal?.aborted === true) {
      return now;
    }
    await pause(clock, options.pollMilliseconds, options.signal);
  }
}

function common(ref: RunRef, run: Pick<JobRun, 'startedAt' | 'completedAt' | 'errorMessage'>) {
  const { startedAt, completedAt, errorMessage } = run;
  return { ref, startedAt, completedAt, errorMessage };
}
