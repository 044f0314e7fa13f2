import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AwsError, invalidInput } from '../errors.ts';
import type { Context, Engine, EngineFactory, RunnerName } from '../glue/handler.ts';
import type { Job, TriggerRecord, WorkflowRecord } from '../glue/records.ts';
import { triggersOfWorkflow } from '../glue/trigger-state.ts';
import { requireWorkflow } from '../glue/workflows.ts';
import type { JsonObject } from '../json.ts';
import { publishCrawl, publishJobEnd } from '../events/glue-events.ts';
import { Batches } from './batches.ts';
import type { BatchCondition, Waiting } from './batches.ts';
import { forgetBookmark } from './bookmarks.ts';
import { Cascades, concurrentRunsExceeded, resolved } from './cascades.ts';
import { startTrigger } from './fire.ts';
import type { NodeRef } from './fire.ts';
import type { Docker } from './docker/client.ts';
import { gatewayName } from './docker/run-command.ts';
import { Crawls } from './crawls.ts';
import { JobRuns } from './job-runs.ts';
import { freshId } from './new-run.ts';
import type { Origin, RunRequest } from './new-run.ts';
import { cascadesOf, isOpen } from './records.ts';
import type { Cascade, JobRunRecord } from './records.ts';
import { resumed } from './resume.ts';
import { Schedules } from './schedules.ts';
import type { Fired } from './schedules.ts';
import { withDefaults } from './settings.ts';
import type { RunSettings } from './settings.ts';
import { showWorkflowRun, workflowRunsOf } from './show.ts';

/** The running side of a server: jobs, crawls, workflow runs and what triggers set off. */
export class RunEngine implements Engine {
  readonly #context: Context;
  readonly #runs: JobRuns;
  readonly #crawls: Crawls;
  readonly #cascades: Cascades;
  readonly #batches: Batches;
  readonly #schedules: Schedules | undefined;
  readonly #docker: Docker | undefined;
  readonly #ownFolder: string | undefined;
  /** Where events lie that clients put to CloudWatch Logs. */
  readonly logFolder: string;
  #sequence = 0;

  constructor(context: Context, given: RunSettings = {}) {
    const settings = withDefaults(given);
    this.#context = context;
    this.#docker = settings.docker;
    this.#ownFolder =
      context.store.folder == null ? mkdtempSync(path.join(tmpdir(), 'gluepipeline-local-')) : undefined;
    const root = this.#ownFolder ?? context.store.folder ?? '';
    const folder = path.join(root, 'runs');
    this.logFolder = path.join(root, 'logs');
    this.#cascades = new Cascades(
      context,
      settings,
      () => this.#runs,
      () => this.#crawls,
    );
    this.#crawls = new Crawls(
      context,
      settings.keep,
      (record) => this.#cascades.crawled(record),
      (record) => publishCrawl(context, record),
    );
    this.#runs = new JobRuns(
      context,
      settings,
      folder,
      (record) => this.#cascades.ended(record),
      (record) => this.#cascades.retried(record),
      ({ run }) => publishJobEnd(context, run),
    );
    this.#batches = new Batches(context, (name, ids, condition) => this.#startByEvents(name, ids, condition));
    const { onSchedule: onFired } = settings;
    this.#schedules =
      onFired == null
        ? undefined
        : new Schedules(context, {
            fire: (trigger) => this.#fire(trigger),
            crawl: (name) => void this.#crawls.start(name),
            onFired,
          });
    // Before the first request can see them: nothing of what a killed server left can still be going on.
    const why = 'the local endpoint ended while this run was going on';
    this.#runs.recover(why);
    this.#crawls.recover(why);
    this.#cascades.closeAll('ERROR', why);
  }

  /** What runs Spark jobs. */
  get runner(): RunnerName {
    return this.#docker == null ? 'script' : 'docker';
  }

  /** The names by which scripts reach the server, beside those of loopback. */
  get hostNames(): readonly string[] {
    return this.#docker?.network === 'gateway' ? [gatewayName] : [];
  }

  /** Job runs, for reading and stopping. */
  get runs(): JobRuns {
    return this.#runs;
  }

  /** Crawls, for starting and stopping. */
  get crawls(): Crawls {
    return this.#crawls;
  }

  /** StartJobRun. */
  startJob(job: Job, request: RunRequest, origin: Origin): JobRunRecord {
    const queues = request.JobRunQueuingEnabled ?? job.JobRunQueuingEnabled ?? false;
    if (this.#runs.isFull(job) && !queues) {
      throw concurrentRunsExceeded(job.Name);
    }
    return this.#runs.start(job, request, origin);
  }

  /** Begins a run of a workflow; `first` is the trigger that fires. */
  startWorkflow(
    record: WorkflowRecord,
    given: Readonly<Record<string, string>>,
    startingBatch?: BatchCondition,
  ): Cascade {
    const { Name: name, MaxConcurrentRuns: most, DefaultRunProperties: defaults } = record.workflow;
    const triggers = resolved(triggersOfWorkflow(this.#context, name), this.#context.clock.now());
    const first = triggers.find(({ trigger }) => trigger.Name === startTrigger(triggers)?.Name);
    if (first == null) {
      throw invalidInput(`Workflow ${name} has no starting trigger`);
    }
    const open = workflowRunsOf(this.#context, name).filter(isOpen);
    if (most != null && open.length >= most) {
      throw new AwsError('ConcurrentRunsExceededException', `Concurrent runs exceeded for workflow: ${name}.`);
    }
    return this.#begin('workflow', name, { ...defaults, ...given }, triggers, first, startingBatch);
  }

  /** Gathers an event of a workflow, or starts a run of it. */
  notifyEvent(workflow: string, eventId: string): string | undefined {
    return this.#batches.notify(workflow, eventId);
  }

  /** What waits for further events of a workflow. */
  waiting(workflow: string): Waiting | undefined {
    return this.#batches.waiting(workflow);
  }

  /** Starts what has waited for events long enough, and what is scheduled. */
  due(): void {
    this.#batches.due();
    this.#schedules?.due();
  }

  /** Takes up the windows that a predecessor has left open, and begins to look at schedules. */
  started(): void {
    this.#batches.arm();
    this.#schedules?.arm();
  }

  /** The ids are in a run property, between brackets (Glue developer guide, viewing-start-event-info). */
  #startByEvents(name: string, ids: readonly string[], condition: BatchCondition): string {
    const record = requireWorkflow(this.#context, name);
    return this.startWorkflow(record, { 'aws:eventIds': `[${ids.join(', ')}]` }, condition).id;
  }

  /** ResumeWorkflowRun. */
  resumeWorkflow(run: Cascade, nodes: readonly NodeRef[]): Cascade {
    this.#sequence += 1;
    const fresh = { id: freshId('wr'), startedOn: this.#context.clock.now() / 1000, sequence: this.#sequence };
    const step = resumed(run, nodes, fresh);
    this.#cascades.resume(step);
    return step.cascade;
  }

  /** StopWorkflowRun. */
  stopWorkflow(run: Cascade): void {
    this.#cascades.stop(run);
  }

  /** Inside a workflow its start trigger starts a run of it; outside, the trigger begins a chain. */
  fireTrigger(record: TriggerRecord): Promise<void> {
    this.#fire(record);
    return Promise.resolve();
  }

  #fire(record: TriggerRecord): Pick<Fired, 'workflow' | 'runId'> {
    const { WorkflowName: workflow, Name } = record.trigger;
    if (workflow == null) {
      this.#begin('chain', Name, {}, [], record);
      return {};
    }
    return { workflow, runId: this.startWorkflow(requireWorkflow(this.#context, workflow), {}).id };
  }

  /** AWS erases a job's history with the job, and its bookmark. */
  jobDeleted(name: string): void {
    this.#runs.erase(name);
    forgetBookmark(this.#context.store, name);
  }

  /** Its runs are ended; what they did stays in the history of the jobs. */
  workflowDeleted(name: string): void {
    for (const run of workflowRunsOf(this.#context, name)) {
      if (isOpen(run)) {
        this.#cascades.stop(run);
      }
      cascadesOf(this.#context.store).delete(run.id);
    }
  }

  /** The newest run of a workflow as GetWorkflow shows it. */
  lastWorkflowRun(name: string): JsonObject | undefined {
    const run = workflowRunsOf(this.#context, name)[0];
    return run == null ? undefined : showWorkflowRun(this.#context, run, false);
  }

  /** Ends all runs and resolves when their processes are gone. */
  async stop(): Promise<void> {
    const why = 'the local endpoint was stopped while this run was going on';
    this.#batches.disarm();
    this.#schedules?.disarm();
    this.#cascades.closeAll('STOPPED', why);
    this.#crawls.close(why);
    await this.#runs.close({ state: 'STOPPED', message: why });
    if (this.#ownFolder != null) {
      await rm(this.#ownFolder, { recursive: true, force: true });
    }
  }

  #begin(
    kind: Cascade['kind'],
    name: string,
    properties: Cascade['properties'],
    triggers: readonly TriggerRecord[],
    first: TriggerRecord,
    startingBatch?: BatchCondition,
  ): Cascade {
    this.#sequence += 1;
    const cascade: Cascade = {
      id: freshId('wr'),
      kind,
      name,
      status: 'RUNNING',
      startedOn: this.#context.clock.now() / 1000,
      properties,
      triggers,
      fired: [],
      actions: [],
      sequence: this.#sequence,
      ...(startingBatch == null ? {} : { startingBatch }),
    };
    this.#cascades.begin(cascade, first);
    return cascade;
  }
}

/** Makes an engine with settings of one's own. */
export function engineWith(settings: RunSettings): EngineFactory {
  return (context) => new RunEngine(context, settings);
}

/** Makes the engine that every server uses unless told otherwise. */
export const createEngine: EngineFactory = engineWith({});
