import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { findArgument, sparkEntries } from './support/entries.ts';

/** Auto scaling on a FLEX job, which the developer guide lists as not supported (auto scaling). */
export const flexAutoScaling: Rule = {
  code: 'GP247',
  severity: 'warn',
  title: 'auto scaling on a FLEX job',
  explanation:
    'The Glue developer guide lists auto scaling as not for FLEX jobs. Remove `--enable-auto-scaling`, or use `"execution_class": "STANDARD"`.',
  bad: sparkExample('"execution_class": "FLEX", "arguments": { "--enable-auto-scaling": true }'),
  good: sparkExample('"arguments": { "--enable-auto-scaling": true }'),
  keys: ['jobs.execution_class'],
  check: (input) =>
    sparkEntries(input).flatMap((entry): Finding[] => {
      const scaling = findArgument(entry, '--enable-auto-scaling');
      return entry.job.executionClass === 'FLEX' && entry.job.kind === 'glueetl' && scaling?.value === 'true'
        ? [
            {
              path: scaling.path,
              message: `job "${entry.job.name}" is FLEX, which has no auto scaling`,
              hint: 'remove the argument, or use the STANDARD execution_class',
            },
          ]
        : [];
    }),
};
