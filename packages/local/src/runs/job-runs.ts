import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from '../glue/handler.ts';
import type { Job } from '../glue/records.ts';
import { mergedArguments } from './arguments.ts';
import { runAttempt } from './attempt.ts';
import type { RunningAttempt } from './attempt.ts';
import { Containers } from './docker/containers.ts';
import { clearFolder, runFolder } from './folder.ts';
import type { RunFolder } from './folder.ts';
import { endedRun, newRun, sparkArguments } from './new-run.ts';
import type { Origin, RunRequest } from './new-run.ts';
import type { Interruption, Outcome } from './outcome.ts';
import { isActive, jobRunsOf, newestFirst } from './records.ts';
import type { JobRun, JobRunRecord } from './records.ts';
import type { RunSettings } from './settings.ts';
import type { Surroundings } from './prepare.ts';
import { surroundings } from './surroundings.ts';

/** What is needed to begin a run that waits for its turn; a run that outlives the server is never begun again. */
interface Pending {
  readonly job: Job;
  readonly request: RunRequest;
}

/** Runs of jobs: at most so many at one time, each with its retries. */
export class JobRuns {
  readonly #context: Context;
  readonly #settings: Required<RunSettings>;
  readonly #folder: string;
  readonly #onEnded: (record: JobRunRecord) => void;
  readonly #onRetried: (record: JobRunRecord) => void;
  readonly #onAttemptEnded: (record: JobRunRecord) => void;
  readonly #closed = new AbortController();
  readonly #around: () => Surroundings;
  readonly #pending = new Map<string, Pending>();
  readonly #running = new Map<string, RunningAttempt>();
  #sequence = 0;
  #closing: Interruption | undefined;

  /**
   * `onEnded` hears of runs that will not be retried, `onRetried` of each new attempt, `onAttemptEnded` of each that has
   * ended, but of none that the end of the server has ended.
   */
  constructor(
    context: Context,
    settings: Required<RunSettings>,
    folder: string,
    onEnded: (record: JobRunRecord) => void,
    onRetried: (record: JobRunRecord) => void,
    onAttemptEnded: (record: JobRunRecord) => void,
  ) {
    this.#context = context;
    this.#settings = settings;
    this.#folder = folder;
    this.#onEnded = onEnded;
    this.#onRetried = onRetried;
    this.#onAttemptEnded = onAttemptEnded;
    const { docker, onNotice } = settings;
    const { signal } = this.#closed;
    const containers = docker == null ? undefined : new Containers(docker, path.dirname(folder), onNotice, signal);
    this.#around = surroundings(context, settings, containers, signal);
  }

  /** The folder of a run, whose logs are there as long as its record. */
  folderOf(id: string): RunFolder {
    return runFolder(this.#folder, id);
  }

  /** How many runs of a job count against its MaxConcurrentRuns. */
  active(job: string): number {
    return this.#records().filter(
      (record) => record.run.JobName === job && isActive(record) && record.run.JobRunState !== 'WAITING',
    ).length;
  }

  /** True when one more run of the job would be too many. */
  isFull(job: Job): boolean {
    return this.active(job.Name) >= (job.ExecutionProperty?.MaxConcurrentRuns ?? 1);
  }

  /** Records a run and begins it as soon as there is room. A job that is full makes it wait, unless it is a retry. */
  start(job: Job, request: RunRequest, origin: Origin, retry = false): JobRunRecord {
    if (this.#closing != null) {
      return this.refuse(job, request, origin, 'FAILED', this.#closing.message ?? 'the endpoint is stopping');
    }
    const record = newRun(job, request, origin, this.#now(), this.#next());
    const full = !retry && this.isFull(job);
    const waiting: Partial<JobRun> = { JobRunState: 'WAITING', StateDetail: 'Max concurrent runs of the job reached' };
    const put = this.#put(full ? { ...record, run: { ...record.run, ...waiting } } : record);
    this.#pending.set(put.run.Id, { job, request });
    // After the caller has noted the id, so that even the quickest end finds its cause.
    setImmediate(() => this.#pump());
    return put;
  }

  /** Records a run that ended before it began. */
  refuse(job: Job, request: RunRequest, origin: Origin, state: 'FAILED' | 'ERROR', message: string): JobRunRecord {
    const record = newRun(job, request, origin, this.#now(), this.#next());
    return this.#told(this.#put(endedRun(record, { state, message }, this.#now(), 0)));
  }

  /** Ends a run; true when it was under way. It is STOPPED when its processes are gone. */
  stop(id: string, why: Interruption = { state: 'STOPPED' }): boolean {
    const record = jobRunsOf(this.#context.store).get(id);
    if (record == null || !isActive(record)) {
      return false;
    }
    const running = this.#running.get(id);
    if (running == null) {
      this.#finish(id, why, 0);
    } else if (record.run.JobRunState !== 'STOPPING') {
      this.#change(id, { JobRunState: 'STOPPING' });
      running.interrupt(why);
    }
    return true;
  }

  /** Forgets the runs of a deleted job, after ending them. */
  erase(job: string): void {
    for (const record of this.#records().filter(({ run }) => run.JobName === job)) {
      this.stop(record.run.Id);
      const left = jobRunsOf(this.#context.store).get(record.run.Id);
      if (left != null && isActive(left)) {
        // Its record goes before its processes do, and what waits for it must not wait for ever.
        this.#onEnded({ ...left, run: { ...left.run, JobRunState: 'STOPPED' } });
      }
      this.#forget(record.run.Id);
    }
  }

  /** Ends every run and resolves when no process is left. */
  async close(why: Interruption): Promise<void> {
    this.#closing = why;
    const outcomes = [...this.#running.values()].map((running) => running.outcome);
    this.#records().forEach((record) => this.stop(record.run.Id, why));
    this.#closed.abort();
    await Promise.all(outcomes);
  }

  /** Marks what a killed predecessor left under way: its processes ended with it. */
  recover(why: string): void {
    for (const record of this.#records().filter(isActive)) {
      this.#put(endedRun(record, { state: 'FAILED', message: why }, this.#now(), record.run.ExecutionTime));
      void clearFolder(this.folderOf(record.run.Id));
    }
  }

  #pump(): void {
    for (const [id, { job }] of this.#pending) {
      const state = jobRunsOf(this.#context.store).get(id)?.run.JobRunState;
      if (state === 'WAITING' && this.isFull(job)) {
        continue;
      }
      if (this.#running.size >= this.#settings.parallel || this.#closing != null) {
        return;
      }
      this.#begin(id);
    }
  }

  #begin(id: string): void {
    const pending = this.#pending.get(id);
    if (pending == null) {
      return;
    }
    const { job, request } = pending;
    this.#change(id, { JobRunState: 'STARTING' });
    let runningSince: number | undefined;
    const minutes = request.Timeout ?? job.Timeout;
    const running = runAttempt(
      {
        job,
        args: { ...mergedArguments(job, request.Arguments ?? {}), ...sparkArguments(job, id) },
        folder: this.folderOf(id),
      },
      this.#around(),
      {
        // setTimeout takes no more than 2^31-1; Glue's own limit of 7 days is well below.
        timeout: Math.min((minutes ?? Infinity) * this.#settings.minute, 2 ** 31 - 1),
        timeoutMessage: `the run took longer than its Timeout of ${minutes ?? 0} min`,
        logLimit: Math.floor(this.#settings.logLimit / 2),
        grace: this.#settings.grace,
        now: () => this.#context.clock.now(),
      },
      () => {
        runningSince = this.#now();
        if (jobRunsOf(this.#context.store).get(id)?.run.JobRunState === 'STARTING') {
          this.#change(id, { JobRunState: 'RUNNING' });
        }
      },
    );
    this.#pending.delete(id);
    this.#running.set(id, running);
    void running.outcome.then((outcome) => {
      this.#running.delete(id);
      // Whole seconds, as Glue counts them; what has run at all has taken one.
      const seconds = runningSince == null ? 0 : Math.max(1, Math.round(this.#now() - runningSince));
      this.#finish(id, outcome, seconds, pending);
    });
  }

  #finish(id: string, outcome: Outcome, seconds: number, again?: Pending): void {
    this.#pending.delete(id);
    const record = jobRunsOf(this.#context.store).get(id);
    if (record == null) {
      void rm(this.folderOf(id).root, { recursive: true, force: true });
    } else {
      const put = this.#told(this.#put(endedRun(record, outcome, this.#now(), seconds)));
      const retries = again?.job.MaxRetries ?? 0;
      if (again != null && outcome.state === 'FAILED' && put.run.Attempt < retries && this.#closing == null) {
        this.#retry(put, again);
      } else {
        this.#onEnded(put);
      }
      this.#prune();
    }
    this.#pump();
  }

  #told(record: JobRunRecord): JobRunRecord {
    if (this.#closing == null) {
      this.#onAttemptEnded(record);
    }
    return record;
  }

  #retry(failed: JobRunRecord, again: Pending): void {
    const { cause, run } = failed;
    const origin: Origin = {
      previous: run,
      ...(cause == null ? {} : { cause }),
      ...(run.TriggerName == null ? {} : { triggerName: run.TriggerName }),
      ...(run.PredecessorRuns == null ? {} : { predecessors: run.PredecessorRuns }),
    };
    this.#onRetried(this.start(again.job, again.request, origin, true));
  }

  #prune(): void {
    const records = this.#records();
    if (records.length <= this.#settings.keep) {
      return;
    }
    const key = ({ run, sequence }: JobRunRecord): string => newestFirst({ at: run.StartedOn, sequence });
    const oldestFirst = [...records].sort((left, right) => (key(left) < key(right) ? 1 : -1));
    oldestFirst
      .slice(0, records.length - this.#settings.keep)
      .filter((record) => !isActive(record))
      .forEach((record) => this.#forget(record.run.Id));
  }

  #forget(id: string): void {
    jobRunsOf(this.#context.store).delete(id);
    if (!this.#running.has(id)) {
      void rm(this.folderOf(id).root, { recursive: true, force: true });
    }
  }

  #change(id: string, change: Partial<JobRun>): void {
    const record = jobRunsOf(this.#context.store).get(id);
    if (record != null) {
      this.#put({ ...record, run: { ...record.run, ...change, LastModifiedOn: this.#now() } });
    }
  }

  #put(record: JobRunRecord): JobRunRecord {
    jobRunsOf(this.#context.store).put(record.run.Id, record);
    return record;
  }

  #records(): readonly JobRunRecord[] {
    return jobRunsOf(this.#context.store).values();
  }

  #now(): number {
    return this.#context.clock.now() / 1000;
  }

  #next(): number {
    return (this.#sequence += 1);
  }
}
