import type { Rule } from '../rule.ts';
import { shellExample } from './support/example.ts';
import { shellEntries } from './support/entries.ts';

const sparkOnly = ['worker_type', 'number_of_workers', 'execution_class', 'maintenance_window'] as const;

/** Settings of Spark jobs on a Python shell job: "Worker Type is not supported for Job Command pythonshell" (cloudposse/terraform-aws-glue#42). */
export const pythonShellSparkSettings: Rule = {
  code: 'GP212',
  severity: 'error',
  title: 'a Python shell job with settings of Spark jobs',
  explanation: `A Python shell job runs on one machine: ${sparkOnly.map((key) => `\`${key}\``).join(', ')} are not for it. Its size is \`max_capacity\`: 0.0625 or 1 DPU.`,
  bad: shellExample('"worker_type": "G.1X"'),
  good: shellExample('"max_capacity": 1'),
  keys: ['jobs.type.pythonshell'],
  check: (input) =>
    shellEntries(input).flatMap(({ job, written }) =>
      sparkOnly
        .filter((key) => written[key] != null)
        .map((key) => ({
          path: [...job.at, key],
          on: 'key' as const,
          message: `${key} is for Spark jobs, and job "${job.name}" is a pythonshell job`,
          hint: key.startsWith('work') || key.startsWith('number') ? 'write max_capacity: 0.0625 or 1' : 'remove it',
        })),
    ),
};
