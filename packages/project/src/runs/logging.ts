import type { JobRun, Logging, Pipeline } from '@gluepipeline/core';

import type { Session } from '../session.ts';

/** Where the logs of a run are: what the config says of its job, and what the run itself says. */
export function loggingOf(session: Session, pipeline: Pipeline, run: JobRun): Logging {
  const job = pipeline.jobs.find(({ resourceName }) => resourceName === run.job);
  const args = { ...job?.arguments, ...run.arguments, ...job?.nonOverridableArguments };
  return { run, arguments: args, role: job?.role ?? session.target.role };
}
