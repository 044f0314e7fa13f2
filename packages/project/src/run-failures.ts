import { basename } from 'node:path';

import {
  failingPlace,
  type FailureLog,
  hintFor,
  type JobRun,
  latestAttempts,
  type Pipeline,
  type RunSnapshot,
  type ScriptPlace,
} from '@gluepipeline/core';

import type { Session } from './session.ts';

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

/** The jobs of a workflow run that is over which never started; a COMPLETED run says nothing of them. */
export function skippedJobs(pipeline: Pipeline, now: RunSnapshot): string[] {
  if (now.ref.kind !== 'workflow' || !now.over) {
    return [];
  }
  const ran = new Set(now.jobRuns.map(({ job }) => job));
  const workflow = pipeline.workflows.find(({ resourceName }) => resourceName === now.ref.name);
  return pipeline.nodes
    .filter((node) => node.kind === 'job' && node.workflow === workflow?.name && !ran.has(node.resourceName))
    .map(({ name }) => name);
}

/** A job that was left out though nothing before it failed: what is deployed is not what the config says. */
export function neverStarted(job: string): FailureReport {
  return {
    job,
    state: 'ERROR',
    message: 'it never started, though nothing before it failed: the trigger that starts it is off or gone',
    place: undefined,
    code: undefined,
    hint: 'see gluepipeline plan, and deploy',
  };
}

/** Why each job failed whose last attempt did. */
export async function failuresOf(session: Session, pipeline: Pipeline, now: RunSnapshot): Promise<FailureReport[]> {
  const failed = latestAttempts(now.jobRuns).filter(({ state }) =>
    ['FAILED', 'TIMEOUT', 'ERROR', 'STOPPED', 'EXPIRED'].includes(state),
  );
  return Promise.all(failed.map((jobRun) => failureOf(session, pipeline, jobRun)));
}

async function failureOf(session: Session, pipeline: Pipeline, jobRun: JobRun): Promise<FailureReport> {
  const job = pipeline.jobs.find(({ resourceName }) => resourceName === jobRun.job);
  const script =
    job?.script?.kind === 'local' ? job.script.path : job?.script == null ? undefined : basename(job.script.uri);
  const log = await session.logs.failure(jobRun);
  const place = log == null || script == null ? undefined : placeIn(log, script);
  const message = jobRun.errorMessage ?? `the run ended as ${jobRun.state}`;
  return {
    job: job?.name ?? jobRun.job,
    state: jobRun.state,
    message,
    place: place == null ? undefined : `${place.file}:${String(place.line)}`,
    code: place?.code,
    hint: hintFor(message) ?? hintFor(log?.stderr ?? ''),
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
