import { basename } from 'node:path';

import {
  type CrawlerRun,
  failingPlace,
  isCrawlOver,
  type JobRun,
  type KnownReason,
  latestAttempts,
  namedLine,
  type Pipeline,
  reasonFor,
  type RunSnapshot,
  type ScriptPlace,
} from '@gluepipeline/core';

import type { Session } from '../session.ts';
import { type Evidence, evidenceOnce } from './evidence.ts';

/** Why one job or crawler failed. */
export interface FailureReport {
  /** The name of the job or crawler in the config. */
  readonly job: string;
  readonly state: JobRun['state'] | CrawlerRun['state'];
  readonly message: string;
  /** `scripts/load.py:7`, where the script's own line is known. */
  readonly place: string | undefined;
  readonly code: string | undefined;
  readonly hint: string | undefined;
  /** What is known of failures of that kind. */
  readonly reason?: KnownReason | undefined;
  /** Why its logs could not be read, where they could not. */
  readonly unreadable?: string | undefined;
}

/** A node that was left out though nothing before it failed: what is deployed is not what the config says. */
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

/** Why each job failed whose last attempt did, and each crawler; `evidenceOf` is passed by who asks it for more. */
export async function failuresOf(
  session: Session,
  pipeline: Pipeline,
  now: RunSnapshot,
  evidenceOf = evidenceOnce(session, pipeline),
): Promise<FailureReport[]> {
  const failed = latestAttempts(now.jobRuns).filter(({ state }) =>
    ['FAILED', 'TIMEOUT', 'ERROR', 'STOPPED', 'EXPIRED'].includes(state),
  );
  const crawls = now.crawlerRuns.filter(({ state }) => isCrawlOver(state) && state !== 'SUCCEEDED');
  const ofJobs = await Promise.all(failed.map(async (jobRun) => failureOf(pipeline, jobRun, await evidenceOf(jobRun))));
  return [...ofJobs, ...crawls.map((crawl) => crawlFailure(pipeline, crawl))];
}

function crawlFailure(pipeline: Pipeline, { crawler, state, errorMessage }: CrawlerRun): FailureReport {
  const node = pipeline.nodes.find((each) => each.kind === 'crawler' && each.resourceName === crawler);
  const message = errorMessage ?? `the crawl ended as ${state}`;
  const reason = reasonFor(message);
  const hint = reason?.change;
  return { job: node?.name ?? crawler, state, message, place: undefined, code: undefined, hint, reason };
}

function failureOf(pipeline: Pipeline, jobRun: JobRun, evidence: Evidence): FailureReport {
  const job = pipeline.jobs.find(({ resourceName }) => resourceName === jobRun.job);
  const script =
    job?.script?.kind === 'local' ? job.script.path : job?.script == null ? undefined : basename(job.script.uri);
  const message = jobRun.errorMessage ?? `the run ended as ${jobRun.state}`;
  const place = script == null ? undefined : (placeIn(evidence, script) ?? placeOf(script, namedLine(message)));
  const reason = jobRun.state === 'STOPPED' ? undefined : reasonFor(message, evidence.text);
  return {
    job: job?.name ?? jobRun.job,
    state: jobRun.state,
    message,
    place: place == null ? undefined : `${place.file}:${String(place.line)}`,
    code: place?.code,
    hint: reason?.change,
    reason,
    unreadable: evidence.unreadable,
  };
}

/** Where in the user's files it failed: in the script as the config names it, or in a module beside it. */
function placeIn({ text, frame }: Evidence, script: string): ScriptPlace | undefined {
  const own = failingPlace(text, script);
  if (frame == null || (own?.line === frame.line && own.file === frame.file)) {
    return own == null ? undefined : { ...own, file: script };
  }
  const file = frame.file === basename(script) ? script : frame.file;
  return { file, line: frame.line, code: failingPlace(text, frame.file)?.code };
}

function placeOf(file: string, line: number | undefined): ScriptPlace | undefined {
  return line == null ? undefined : { file, line, code: undefined };
}
