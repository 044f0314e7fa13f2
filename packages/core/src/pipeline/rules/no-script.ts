import type { Rule } from '../rule.ts';
import { jobsExample } from './support/example.ts';

/** A job without a script, which CreateJob requires (SDK CreateJobRequest.Command). */
export const noScript: Rule = {
  code: 'GP261',
  severity: 'error',
  title: 'a job without a script',
  explanation:
    'A job runs a script: an `s3://` address, or a file beside the config. It may come from `defaults`; only a job with `existing: true` needs none.',
  bad: jobsExample('{ "name": "load" }'),
  good: jobsExample('{ "name": "load", "script": "s3://data/load.py" }'),
  check: ({ pipeline }) =>
    pipeline.jobs
      .filter(({ script }) => script == null)
      .map(({ at, name }) => ({ path: [...at, 'name'], message: `job "${name}" has no script`, hint: 'add "script"' })),
};
