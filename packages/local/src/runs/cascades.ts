import { AwsError } from '../errors.ts';
import type { Context } from '../glue/handler.ts';
import { crawlerState, crawlersOf } from '../glue/crawler-records.ts';
import type { CrawlRecord } from '../glue/crawler-records.ts';
import { jobsOf } from '../glue/records.ts';
import type { Arguments, Job, TriggerAction, TriggerRecord } from '../glue/records.ts';
import { liveTriggers, triggerState } from '../glue/trigger-state.ts';
import { compact } from '../json.ts';
import { advance, fire, predecessors, withAction } from './cascade.ts';
import type { Order, Step } from './cascade.ts';
import { hasStarted } from './crawls.ts';
import type { Crawls } from './crawls.ts';
import type { JobRuns } from './job-runs.ts';
import type { Origin, RunRequest } from './new-run.ts';
import { cascadesOf, isOpen } from './records.ts';
import type { Cascade, CascadeAction, JobRunRecord } from './records.ts';
import type { RunSettings } from './settings.ts';

type Crawled = NonNullable<CascadeAction['crawl']>;

/** Glue's refusal of one run too many (aws-solutions/amazon-marketing-cloud-uploader-from-aws#51). */
export const concurrentRunsExceeded = (name: string): AwsError =>
  new AwsError('ConcurrentRunsExceededException', `Concurrent runs exceeded for ${name}`);

/** Carries cascades on: starts what fires, hears what ends, and closes what has settled. */
export class Cascades {
  readonly #context: Context;
  readonly #settings: Required<RunSettings>;
  readonly #runs: () => JobRuns;
  readonly #crawls: () => Crawls;

  constructor(context: Context, settings: Required<RunSettings>, runs: () => JobRuns, crawls: () => Crawls) {
    this.#context = context;
    this.#settings = settings;
    this.#runs = runs;
    this.#crawls = crawls;
  }

  /** Puts a new cascade and fires its first trigger; the oldest that have ended make room. */
  begin(cascade: Cascade, first: TriggerRecord): void {
    this.#prune();
    const step = fire(cascade, first.trigger);
    this.#perform(step);
    if (step.orders.length === 0) {
      this.#advance(cascade.id);
    }
  }

  /** Puts a cascade that takes another up, and starts what it is to start. */
  resume(step: Step): void {
    this.#prune();
    this.#perform(step);
  }

  /** A run has been tried again: the action now waits for the new attempt. */
  retried({ cause, run }: JobRunRecord): void {
    const cascade = cause == null ? undefined : this.#get(cause.cascade);
    const action = cascade?.actions[cause?.action ?? -1];
    if (cascade == null || cause == null || action == null) {
      return;
    }
    this.#put(withAction(cascade, cause.action, { runs: [...action.runs, run.Id] }));
    if (cascade.status === 'STOPPING') {
      this.#runs().stop(run.Id);
    }
  }

  /** A run has ended for good: what waited for it may fire. */
  ended({ cause, run }: JobRunRecord): void {
    const cascade = cause == null ? undefined : this.#get(cause.cascade);
    if (cascade != null && cause != null && isOpen(cascade)) {
      this.#put(withAction(cascade, cause.action, { ended: run.JobRunState }));
      this.#advance(cascade.id);
    }
  }

  /** A crawl has ended: what waited for it may fire. */
  crawled({ cause, state, startedOn, completedOn, errorMessage }: CrawlRecord): void {
    const cascade = cause == null ? undefined : this.#get(cause.cascade);
    if (cascade != null && cause != null && isOpen(cascade)) {
      const crawl = compact({ StartedOn: startedOn, CompletedOn: completedOn, ErrorMessage: errorMessage });
      this.#put(withAction(cascade, cause.action, { crawl: crawl as Crawled, ended: state }));
      this.#advance(cascade.id);
    }
  }

  /** Ends what runs in a cascade and lets nothing more fire. */
  stop(cascade: Cascade): void {
    this.#put({ ...cascade, status: 'STOPPING' });
    cascade.actions
      .filter((action) => action.ended == null)
      .forEach(({ node, runs }) =>
        node.kind === 'crawler' ? this.#crawls().stop(node.name) : this.#runs().stop(runs.at(-1) ?? ''),
      );
    this.#advance(cascade.id);
  }

  /** Closes every open cascade as it is; nothing fires any more. */
  closeAll(status: 'STOPPED' | 'ERROR', errorMessage: string): void {
    for (const cascade of cascadesOf(this.#context.store).values().filter(isOpen)) {
      if (cascade.kind === 'chain') {
        cascadesOf(this.#context.store).delete(cascade.id);
        continue;
      }
      this.#put({ ...cascade, status, errorMessage, completedOn: this.#now() });
    }
  }

  #advance(id: string): void {
    const cascade = this.#get(id);
    if (cascade == null || !isOpen(cascade)) {
      return;
    }
    const triggers = cascade.kind === 'workflow' ? cascade.triggers : this.#standalone();
    const step = advance(cascade, triggers, this.#now());
    if (step.cascade.kind === 'chain' && !isOpen(step.cascade)) {
      // Nobody can ask for a chain: its runs are all there is to see.
      cascadesOf(this.#context.store).delete(id);
      return;
    }
    this.#perform(step);
  }

  /** Actions that end at once (a job that is gone) may fire others: hence the loop through #advance. */
  #perform({ cascade, orders }: Step): void {
    this.#put(cascade);
    const endedAtOnce = orders.map((order) => this.#start(cascade.id, order)).some((ended) => ended);
    if (endedAtOnce) {
      this.#advance(cascade.id);
    }
  }

  #start(id: string, order: Order): boolean {
    const cascade = this.#get(id);
    if (cascade == null) {
      return false;
    }
    return order.action.CrawlerName == null ? this.#startJob(cascade, order) : this.#crawl(cascade, order);
  }

  #startJob(cascade: Cascade, { index, trigger, action }: Order): boolean {
    const name = action.JobName ?? '';
    const job = jobsOf(this.#context.store).get(name)?.job;
    const origin: Origin = {
      cause: { cascade: cascade.id, action: index },
      triggerName: trigger.Name,
      predecessors: predecessors(cascade, trigger),
    };
    const request = requestOf(action, cascade);
    const run = this.#startOrRefuse(name, job, request, origin);
    const ended = run.run.CompletedOn == null ? {} : { ended: run.run.JobRunState };
    this.#put(withAction(cascade, index, { runs: [run.run.Id], ...ended }));
    return run.run.CompletedOn != null;
  }

  #startOrRefuse(name: string, job: Job | undefined, request: RunRequest, origin: Origin): JobRunRecord {
    const runs = this.#runs();
    if (job == null) {
      // Developer guide, "Job run statuses": ERROR is a trigger's attempt to run a deleted job.
      const gone: Job = { Name: name, CreatedOn: 0, LastModifiedOn: 0 };
      return runs.refuse(gone, request, origin, 'ERROR', `the job ${name} does not exist`);
    }
    if (runs.isFull(job) && job.JobRunQueuingEnabled !== true) {
      return runs.refuse(job, request, origin, 'FAILED', concurrentRunsExceeded(name).message);
    }
    return runs.start(job, request, origin);
  }

  #crawl(cascade: Cascade, { index, action }: Order): boolean {
    const name = action.CrawlerName ?? '';
    const StartedOn = this.#now();
    const { store } = this.#context;
    const refusal =
      crawlersOf(store).get(name) == null
        ? { ended: 'ERROR', message: `the crawler ${name} does not exist` }
        : crawlerState(store, name) === 'READY'
          ? undefined
          : { ended: 'FAILED', message: hasStarted(name) };
    if (refusal == null) {
      this.#crawls().start(name, { cascade: cascade.id, action: index });
      this.#put(withAction(cascade, index, { crawl: { StartedOn } }));
      return false;
    }
    const crawl = { StartedOn, CompletedOn: StartedOn, ErrorMessage: refusal.message };
    this.#put(withAction(cascade, index, { crawl, ended: refusal.ended }));
    return true;
  }

  #prune(): void {
    const all = cascadesOf(this.#context.store).values();
    const surplus = all.length - this.#settings.keep + 1;
    if (surplus > 0) {
      [...all]
        .sort((left, right) => left.startedOn - right.startedOn)
        .filter((cascade) => !isOpen(cascade))
        .slice(0, surplus)
        .forEach((cascade) => cascadesOf(this.#context.store).delete(cascade.id));
    }
  }

  #standalone(): readonly TriggerRecord[] {
    return resolved(liveTriggers(this.#context), this.#context.clock.now()).filter(
      ({ trigger }) => trigger.WorkflowName == null,
    );
  }

  #get(id: string): Cascade | undefined {
    return cascadesOf(this.#context.store).get(id);
  }

  #put(cascade: Cascade): void {
    cascadesOf(this.#context.store).put(cascade.id, cascade);
  }

  #now(): number {
    return this.#context.clock.now() / 1000;
  }
}

/** Triggers with the state they are in at that time, for keeping. */
export function resolved(records: readonly TriggerRecord[], now: number): readonly TriggerRecord[] {
  return records.map(({ id, trigger, tags, ...rest }) => ({
    id,
    trigger,
    tags,
    state: triggerState({ id, trigger, tags, ...rest }, now) ?? 'DELETING',
  }));
}

function requestOf(action: TriggerAction, cascade: Cascade): RunRequest {
  const own: Arguments =
    cascade.kind === 'workflow' ? { '--WORKFLOW_NAME': cascade.name, '--WORKFLOW_RUN_ID': cascade.id } : {};
  return compact({
    Arguments: { ...action.Arguments, ...own },
    Timeout: action.Timeout,
    SecurityConfiguration: action.SecurityConfiguration,
    NotificationProperty: action.NotificationProperty,
  }) as RunRequest;
}
