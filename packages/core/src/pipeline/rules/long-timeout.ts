import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { entries } from './support/entries.ts';

const longest = 10_080;

/** A timeout above the seven days that AWS takes (SDK CreateJobRequest.Timeout). */
export const longTimeout: Rule = {
  code: 'GP218',
  severity: 'error',
  title: 'a timeout of more than seven days',
  explanation: `\`timeout\` is in minutes, and AWS refuses more than ${longest} (7 days). Left out, a batch job gets 480 minutes (Glue 5.0 and later) or 2,880.`,
  bad: sparkExample('"timeout": 20000'),
  good: sparkExample('"timeout": 120'),
  keys: ['jobs.timeout'],
  check: (input) =>
    entries(input)
      .filter(({ written }) => written.timeout != null && written.timeout > longest)
      .map(({ job, written }) => ({
        path: [...job.at, 'timeout'],
        message: `job "${job.name}" has a timeout of ${written.timeout ?? 0} minutes`,
        hint: `write at most ${longest}: the unit is minutes`,
      })),
};
