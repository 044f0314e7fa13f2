import type { Rule } from '../rule.ts';
import { shellExample } from './support/example.ts';
import { shellEntries } from './support/entries.ts';

/** A size that no Python shell job can have (SDK CreateJobRequest.MaxCapacity). */
export const pythonShellCapacity: Rule = {
  code: 'GP214',
  severity: 'error',
  title: 'a Python shell job of an impossible size',
  explanation: 'A Python shell job gets 0.0625 DPU (the default) or 1 DPU; AWS takes nothing else.',
  bad: shellExample('"max_capacity": 0.5'),
  good: shellExample('"max_capacity": 0.0625'),
  keys: ['jobs.max_capacity'],
  check: (input) =>
    shellEntries(input)
      .filter(({ job }) => job.maxCapacity !== 0.0625 && job.maxCapacity !== 1)
      .map(({ job }) => ({
        path: [...job.at, 'max_capacity'],
        message: `pythonshell job "${job.name}" has max_capacity ${job.maxCapacity}`,
        hint: 'write 0.0625 or 1',
      })),
};
