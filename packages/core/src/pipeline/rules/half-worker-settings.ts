import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { sparkEntries } from './support/entries.ts';

/** One of the two settings that make the size of a Spark job. */
export const halfWorkerSettings: Rule = {
  code: 'GP217',
  severity: 'warn',
  title: 'a worker type without a number, or the reverse',
  explanation:
    'The size of a Spark job is both. What is left out becomes what AWS gives a job that says nothing: type G.1X, 10 workers. Write it, so that the bill is in the file.',
  bad: sparkExample('"worker_type": "G.2X"'),
  good: sparkExample('"worker_type": "G.2X", "number_of_workers": 5'),
  keys: ['jobs.worker_type', 'jobs.number_of_workers'],
  check: (input) =>
    sparkEntries(input).flatMap(({ job, written }): Finding[] => {
      const { worker_type: type, number_of_workers: count } = written;
      if (written.max_capacity != null || (type == null) === (count == null)) {
        return [];
      }
      return type == null
        ? [
            {
              path: [...job.at, 'number_of_workers'],
              on: 'key',
              message: `job "${job.name}" has number_of_workers but no worker_type: G.1X is taken`,
              hint: 'add "worker_type": "G.1X"',
            },
          ]
        : [
            {
              path: [...job.at, 'worker_type'],
              on: 'key',
              message: `job "${job.name}" has worker_type but no number_of_workers: 10 are taken`,
              hint: 'add "number_of_workers": 10',
            },
          ];
    }),
};
