import {
  argumentsOf,
  isNoise,
  isOver,
  type JobRun,
  latestAttempts,
  type LogTail,
  type Pipeline,
  type RunSnapshot,
  secretsHidden,
} from '@gluepipeline/core';

import type { Session } from '../session.ts';
import { evidenceOf } from './evidence.ts';

/** Lines that are kept of a job that failed or goes on, and of one that went well. */
const [mostLines, fewLines] = [200, 40] as const;

/** The last lines of each job of a run, without what Spark writes whatever the job does, and without secrets. */
export async function tailsOf(session: Session, pipeline: Pipeline, now: RunSnapshot): Promise<LogTail[]> {
  const clean = cleaner(pipeline, now);
  return Promise.all(latestAttempts(now.jobRuns).map((run) => tailOf(session, pipeline, run, clean)));
}

/** Hides the secrets among the arguments of all jobs of a run. */
export function cleaner(pipeline: Pipeline, { jobRuns }: RunSnapshot): (line: string) => string {
  return secretsHidden(jobRuns.map((run) => argumentsOf(pipeline, run)));
}

async function tailOf(
  session: Session,
  pipeline: Pipeline,
  run: JobRun,
  clean: (line: string) => string,
): Promise<LogTail> {
  const { text, unreadable } = await evidenceOf(session, pipeline, run);
  const all = text === '' ? [] : text.split('\n').filter((line) => !isNoise(line));
  const most = isOver(run.state) && run.state === 'SUCCEEDED' ? fewLines : mostLines;
  const job = pipeline.nodes.find(({ kind, resourceName }) => kind === 'job' && resourceName === run.job);
  return {
    job: job?.name ?? run.job,
    lines: all.slice(-most).map(clean),
    cut: all.length > most,
    unreadable,
  };
}
