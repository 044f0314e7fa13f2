import {
  argumentsOf,
  isNoise,
  type JobRun,
  latestAttempts,
  type LogTail,
  type Pipeline,
  type RunSnapshot,
  secretsHidden,
} from '@gluepipeline/core';

import type { Evidence } from './evidence.ts';

/** Lines that are kept of a job that failed or goes on, and of one that went well. */
const [mostLines, fewLines] = [200, 40] as const;

/** The last lines of each job of a run, without what Spark writes whatever the job does, made clean. */
export async function tailsOf(
  pipeline: Pipeline,
  now: RunSnapshot,
  evidenceOf: (run: JobRun) => Promise<Evidence>,
  clean: Clean,
): Promise<LogTail[]> {
  return Promise.all(
    latestAttempts(now.jobRuns).map(async (run) => tailOf(pipeline, run, await evidenceOf(run), clean)),
  );
}

/** Hides secrets in a text. */
export type Clean = (text: string) => string;

/** Hides the secrets among the arguments of all jobs of a run. */
export function cleaner(pipeline: Pipeline, { jobRuns }: RunSnapshot): Clean {
  return secretsHidden(jobRuns.map((run) => argumentsOf(pipeline, run)));
}

function tailOf(pipeline: Pipeline, run: JobRun, { text, unreadable }: Evidence, clean: Clean): LogTail {
  const all = text === '' ? [] : text.split('\n').filter((line) => !isNoise(line));
  const most = run.state === 'SUCCEEDED' ? fewLines : mostLines;
  const job = pipeline.nodes.find(({ kind, resourceName }) => kind === 'job' && resourceName === run.job);
  return {
    job: job?.name ?? run.job,
    lines: all.slice(-most).map(clean),
    cut: all.length > most,
    unreadable,
  };
}
