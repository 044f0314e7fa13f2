import type { Rule } from '../rule.ts';
import { versionNumber } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { sparkEntries } from './support/entries.ts';

/** DPUs on a Spark job that takes workers (SDK CreateJobRequest.MaxCapacity; the text of the refusal: boto3#2644). */
export const sparkMaxCapacity: Rule = {
  code: 'GP213',
  severity: 'error',
  title: 'max_capacity on a Spark job',
  explanation:
    'From Glue 2.0 on the size of a Spark job is `worker_type` and `number_of_workers`; beside them AWS answers "Please do not set Max Capacity if using Worker Type and Number of Workers." Ten DPUs are ten workers of type G.1X.',
  bad: sparkExample('"max_capacity": 10'),
  good: sparkExample('"worker_type": "G.1X", "number_of_workers": 10'),
  keys: ['jobs.max_capacity'],
  check: (input) =>
    sparkEntries(input).flatMap(({ job, written }) => {
      const workers = written.worker_type != null || written.number_of_workers != null;
      if (written.max_capacity == null || (!workers && versionNumber(job.glueVersion) < 2)) {
        return [];
      }
      const count = Math.max(1, Math.ceil(written.max_capacity));
      return [
        {
          path: [...job.at, 'max_capacity'],
          on: 'key' as const,
          message: workers
            ? `job "${job.name}" sets both max_capacity and workers`
            : `job "${job.name}" sets max_capacity, which Spark jobs have only before Glue 2.0`,
          hint: workers ? 'remove max_capacity' : `write "worker_type": "G.1X", "number_of_workers": ${count}`,
        },
      ];
    }),
};
