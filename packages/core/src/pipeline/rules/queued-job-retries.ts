import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { entries } from './support/entries.ts';

/** Queuing beside retries, which exclude each other (aws-cdk-lib aws-glue docs). */
export const queuedJobRetries: Rule = {
  code: 'GP221',
  severity: 'error',
  title: 'queuing with retries',
  explanation: 'With `job_run_queuing_enabled` on, `max_retries` must be 0.',
  bad: sparkExample('"job_run_queuing_enabled": true, "max_retries": 2'),
  good: sparkExample('"job_run_queuing_enabled": true'),
  keys: ['jobs.job_run_queuing_enabled'],
  check: (input) =>
    entries(input)
      .filter(({ job }) => job.jobRunQueuingEnabled && job.maxRetries > 0)
      .map(({ job }) => ({
        path: [...job.at, 'job_run_queuing_enabled'],
        message: `job "${job.name}" has queuing on and max_retries ${job.maxRetries}`,
        hint: 'set max_retries to 0, or switch queuing off',
      })),
};
