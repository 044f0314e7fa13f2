import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, sparkEntries } from './support/entries.ts';

/** Metrics that "false" switches on: the presence of the key counts (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const metricsSwitchedOff: Rule = {
  code: 'GP243',
  severity: 'warn',
  title: 'metrics switched on by "false"',
  explanation: '`--enable-metrics` counts by being there, whatever its value. Remove the argument to have no metrics.',
  bad: sparkExample('"arguments": { "--enable-metrics": false }'),
  good: sparkExample('"arguments": { "--enable-metrics": true }'),
  keys: ['jobs.arguments.--enable-metrics'],
  check: (input) =>
    sparkEntries(input).flatMap((entry) =>
      argumentsOf(entry)
        .filter(({ key, value }) => key === '--enable-metrics' && /^(?:false|no|off|0)$/i.test(value))
        .map(({ path, value }) => ({
          path,
          message: `"--enable-metrics": "${value}" switches the metrics of job "${entry.job.name}" on`,
          hint: 'remove the argument: its presence counts, not its value',
        })),
    ),
};
