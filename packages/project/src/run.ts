import { basename } from 'node:path';

import {
  failingPlace,
  type FailureLog,
  follow,
  hintFor,
  type Job,
  type JobRun,
  latestAttempts,
  type Pipeline,
  type RunRef,
  type RunSnapshot,
  type ScriptPlace,
  snapshot,
  UserError,
  didYouMean,
} from '@gluepipeline/core';

import { systemClock } from './clock.ts';
import type { Sound } from './invalid-config.ts';
import { type PlanOptions, withSession } from './plan.ts';
import type { Session } from './session.ts';

/** What to run, and how. */
export interface RunOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'> {
  /** A job by its name in the config; nothing runs the workflow. */
  readonly job?: string | undefined;
  /** Every job of a file that has no workflow. */
  readonly all?: boolean;
  readonly wait: boolean;
  readonly arguments: Readonly<Record<string, string>>;
  readonly runProperties: Readonly<Record<string, string>>;
  readonly onStart?: (started: Started) => void;
  readonly onSnapshot?: (snapshot: NamedSnapshot) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** A run that has begun. */
export interface Started {
  readonly ref: RunRef;
  readonly consoleUrl: string | undefined;
}

/** A snapshot whose jobs are called as in the config. */
export interface NamedSnapshot extends RunSnapshot {
  readonly names: ReadonlyMap<string, string>;
}

/** Why one job failed. */
export interface FailureReport {
  readonly job: string;
  readonly state: JobRun['state'];
  readonly message: string;
  /** `scripts/load.py:7`, where the script's own line is known. */
  readonly place: string | undefined;
  readonly code: string | undefined;
  readonly hint: string | undefined;
}

/** What came of the runs that were started. */
export interface RunOutcome {
  readonly started: readonly Started[];
  readonly snapshots: readonly NamedSnapshot[];
  /** Jobs of the workflow that never started, because one before them failed. */
  readonly skipped: readonly string[];
  readonly failures: readonly FailureReport[];
  readonly succeeded: boolean;
  readonly waited: boolean;
  /** True where what still goes on ends with this command, which served the endpoint. */
  readonly endsHere: boolean;
}

/** Starts the workflow or a job, follows it to its end unless told not to wait, and finds out why what failed did. */
export async function run(options: RunOptions): Promise<RunOutcome> {
  return withSession(options, async (sound, session) => {
    if (!options.wait && session.servesHere) {
      throw new UserError(
        'GP601',
        '--no-wait needs an endpoint that goes on running',
        'start one in another terminal with: gluepipeline local start',
      );
    }
    const started = await start(sound, session, options);
    started.forEach((each) => options.onStart?.(each));
    const names = new Map(sound.pipeline.jobs.map((job) => [job.resourceName, job.name]));
    const snapshots = await Promise.all(started.map(async ({ ref }) => ({ ...(await watch(session, ref, names, options)), names })));
    const failures = (await Promise.all(snapshots.map((each) => failuresOf(session, sound.pipeline, each)))).flat();
    return {
      started,
      snapshots,
      skipped: skippedJobs(sound.pipeline, snapshots, options.wait),
      failures,
      succeeded: snapshots.every(({ succeeded }) => succeeded),
      waited: options.wait,
      endsHere: session.servesHere,
    };
  });
}

function watch(session: Session, ref: RunRef, names: ReadonlyMap<string, string>, options: RunOptions): Promise<RunSnapshot> {
  if (!options.wait) {
    return snapshot(session.runs, systemClock, ref);
  }
  return follow(session.runs, systemClock, ref, {
    pollMilliseconds: session.kind === 'local' ? 100 : 5000,
    onSnapshot: (now) => options.onSnapshot?.({ ...now, names }),
    ...(options.signal == null ? {} : { signal: options.signal }),
  });
}

async function start({ pipeline }: Sound, session: Session, options: RunOptions): Promise<Started[]> {
  if (options.job != null) {
    return [await startJob(session, jobNamed(pipeline, options.job), options)];
  }
  if (pipeline.flow != null) {
    const name = pipeline.flow.workflow.resourceName;
    const id = await orNotDeployed(session.runs.startWorkflow(name, options.runProperties), `workflow "${name}"`);
    return [{ ref: { kind: 'workflow', name, id }, consoleUrl: session.consoleUrl('workflow', name) }];
  }
  if (options.all === true) {
    return Promise.all(pipeline.jobs.map((job) => startJob(session, job, options)));
  }
  throw new UserError('GP602', 'this pipeline has no workflow, so there is nothing to start as a whole', 'name a job, or say --all');
}

async function startJob(session: Session, job: Job, options: RunOptions): Promise<Started> {
  const id = await orNotDeployed(session.runs.startJob(job.resourceName, options.arguments), `job "${job.resourceName}"`);
  return { ref: { kind: 'job', name: job.resourceName, id, maxRetries: job.maxRetries }, consoleUrl: session.consoleUrl('job', job.resourceName) };
}

/** AWS's word for a name that is not there, in ours. */
async function orNotDeployed(starting: Promise<string>, what: string): Promise<string> {
  try {
    return await starting;
  } catch (error) {
    const { awsCode } = error as { awsCode?: unknown };
    throw awsCode === 'EntityNotFoundException'
      ? new UserError('GP605', `${what} is not deployed`, 'deploy first; gluepipeline status shows what is there')
      : error;
  }
}

function jobNamed(pipeline: Pipeline, name: string): Job {
  const job = pipeline.jobs.find((each) => each.name === name);
  if (job == null) {
    const names = pipeline.jobs.map((each) => each.name);
    throw new UserError('GP603', `there is no job "${name}"`, didYouMean(name, names) ?? `jobs: ${names.join(', ')}`);
  }
  return job;
}

function skippedJobs(pipeline: Pipeline, snapshots: readonly NamedSnapshot[], waited: boolean): string[] {
  const whole = snapshots.find(({ ref }) => ref.kind === 'workflow');
  if (whole == null || !waited || !whole.over) {
    return [];
  }
  const ran = new Set(whole.jobRuns.map(({ job }) => job));
  return pipeline.jobs.filter((job) => !ran.has(job.resourceName)).map(({ name }) => name);
}

async function failuresOf(session: Session, pipeline: Pipeline, now: NamedSnapshot): Promise<FailureReport[]> {
  const failed = latestAttempts(now.jobRuns).filter(({ state }) => ['FAILED', 'TIMEOUT', 'ERROR', 'STOPPED', 'EXPIRED'].includes(state));
  return Promise.all(failed.map((jobRun) => failureOf(session, pipeline, jobRun)));
}

async function failureOf(session: Session, pipeline: Pipeline, jobRun: JobRun): Promise<FailureReport> {
  const job = pipeline.jobs.find(({ resourceName }) => resourceName === jobRun.job);
  const script = job == null ? undefined : job.script.kind === 'local' ? job.script.path : basename(job.script.uri);
  const log = await session.logs.failure(jobRun);
  const place = log == null || script == null ? undefined : placeIn(log, script);
  const message = jobRun.errorMessage ?? `the run ended as ${jobRun.state}`;
  return {
    job: job?.name ?? jobRun.job,
    state: jobRun.state,
    message,
    place: place == null ? undefined : `${place.file}:${String(place.line)}`,
    code: place?.code,
    hint: hintFor(message),
  };
}

/** Where in the user's files it failed: in the script as the config names it, or in a module beside it. */
function placeIn(log: FailureLog, script: string): ScriptPlace | undefined {
  const own = failingPlace(log.stderr, script);
  if (log.frame == null || (own?.line === log.frame.line && own.file === log.frame.file)) {
    return own == null ? undefined : { ...own, file: script };
  }
  const file = log.frame.file === basename(script) ? script : log.frame.file;
  return { file, line: log.frame.line, code: failingPlace(log.stderr, log.frame.file)?.code };
}
