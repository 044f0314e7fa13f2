import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { sparkEntries } from './support/entries.ts';

/** Automatic upgrades without a retry to fall back on (Glue developer guide, auto-version-upgrades). */
export const autoVersionRetries: Rule = {
  code: 'GP222',
  severity: 'error',
  title: 'glue_version auto without retries',
  explanation:
    'With `"glue_version": "auto"` a failed run on the new version is retried on the old one, so AWS requires `max_retries` of at least 1. Mind that a job that appends may then write twice.',
  bad: sparkExample('"glue_version": "auto"'),
  good: sparkExample('"glue_version": "auto", "max_retries": 1'),
  keys: ['glue_version', 'jobs.glue_version'],
  check: (input) =>
    sparkEntries(input)
      .filter(({ job }) => job.glueVersion === 'auto' && job.maxRetries === 0)
      .map(({ job, written }) => {
        const key = written.max_retries == null ? 'glue_version' : 'max_retries';
        return {
          path: [...job.at, key],
          message: `job "${job.name}" has glue_version auto and no retries`,
          hint: job.jobRunQueuingEnabled ? 'name a version: queuing allows no retries' : 'add "max_retries": 1',
        };
      }),
};
