import type { Rule } from '../rule.ts';
import { streamExample } from './support/example.ts';
import { sparkEntries } from './support/entries.ts';

/** The pattern of CreateJobRequest.MaintenanceWindow (botocore, glue). */
const pattern = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat):(?:[01]?[0-9]|2[0-3])$/;

/** A maintenance window that AWS cannot read. */
export const maintenanceWindow: Rule = {
  code: 'GP223',
  severity: 'error',
  title: 'a malformed maintenance_window',
  explanation:
    'A window is a day and an hour in GMT, such as `Sun:10`: Sun, Mon, Tue, Wed, Thu, Fri or Sat, and 0 to 23.',
  bad: streamExample('"maintenance_window": "Sunday 10:00"'),
  good: streamExample('"maintenance_window": "Sun:10"'),
  keys: ['jobs.maintenance_window'],
  check: (input) =>
    sparkEntries(input)
      .filter(({ job }) => job.maintenanceWindow !== '' && !pattern.test(job.maintenanceWindow))
      .map(({ job }) => ({
        path: [...job.at, 'maintenance_window'],
        message: `job "${job.name}" has the maintenance_window "${job.maintenanceWindow}"`,
        hint: 'write a day and an hour in GMT, such as "Sun:10"',
      })),
};
