import type { Rule } from '../rule.ts';
import { streamExample } from './support/example.ts';
import { sparkEntries } from './support/entries.ts';

/** A window that never comes: only streaming runs without a shorter timeout are restarted (Glue developer guide, glue-streaming-maintenance). */
export const idleMaintenanceWindow: Rule = {
  code: 'GP242',
  severity: 'warn',
  title: 'a maintenance window that has no effect',
  explanation:
    'Glue restarts a streaming job in its window only if it may run for seven days or longer. With a shorter `timeout` the run just ends; batch jobs are never restarted.',
  bad: streamExample('"timeout": 1440, "maintenance_window": "Sun:10"'),
  good: streamExample('"maintenance_window": "Sun:10"'),
  keys: ['jobs.maintenance_window'],
  check: (input) =>
    sparkEntries(input)
      .filter(({ job }) => job.maintenanceWindow !== '')
      .flatMap(({ job }) => {
        const why =
          job.kind === 'streaming'
            ? job.timeout != null && job.timeout < 10_080 && `has a timeout of ${job.timeout} minutes`
            : 'is no streaming job';
        return why === false
          ? []
          : [
              {
                path: [...job.at, 'maintenance_window'],
                on: 'key' as const,
                message: `the maintenance_window of job "${job.name}" has no effect: the job ${why}`,
                hint: job.kind === 'streaming' ? 'remove the timeout, or the window' : 'remove it',
              },
            ];
      }),
};
