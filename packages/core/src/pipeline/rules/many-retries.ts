import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { entries } from './support/entries.ts';

const most = 10;

/** More retries than Glue takes (Glue developer guide, add-job). */
export const manyRetries: Rule = {
  code: 'GP219',
  severity: 'error',
  title: 'more than ten retries',
  explanation: `Glue takes 0 to ${most}. A run that timed out is never retried.`,
  bad: sparkExample('"max_retries": 25'),
  good: sparkExample('"max_retries": 2'),
  keys: ['jobs.max_retries'],
  check: (input) =>
    entries(input)
      .filter(({ job }) => job.maxRetries > most)
      .map(({ job }) => ({
        path: [...job.at, 'max_retries'],
        message: `job "${job.name}" has max_retries ${job.maxRetries}`,
        hint: `write 0 to ${most}`,
      })),
};
