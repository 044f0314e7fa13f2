import type { Finding, Rule } from '../rule.ts';
import { shellExample } from './support/example.ts';
import { argumentsOf, shellEntries } from './support/entries.ts';

/** Arguments of Spark, its settings, its archives and its tools (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
const sparkArguments: ReadonlySet<string> = new Set([
  '--class',
  '--conf',
  '--datalake-formats',
  '--enable-auto-scaling',
  '--enable-glue-datacatalog',
  '--enable-observability-metrics',
  '--enable-spark-ui',
  '--executor-cores',
  '--extra-jars',
  '--job-language',
  '--spark-event-logs-path',
  '--user-jars-first',
]);

/** Arguments that Python shell jobs do not have (Glue developer guide, add-job-python). */
export const pythonShellArgument: Rule = {
  code: 'GP255',
  severity: 'warn',
  title: 'an argument that Python shell jobs do not have',
  explanation:
    'A Python shell job knows no `--extra-files` and nothing of Spark, such as `--extra-jars`, `--conf` or `--datalake-formats`, however it is written; Python 3.9 takes wheels and no `.egg`, and `library-set` is `analytics` or `none`, written without dashes.',
  bad: shellExample('"arguments": { "--extra-files": "s3://data/rates.csv" }'),
  good: shellExample('"arguments": { "library-set": "analytics" }'),
  keys: ['jobs.type.pythonshell'],
  check: (input) =>
    shellEntries(input).flatMap((entry) =>
      argumentsOf(entry).flatMap(({ key, path, value }): Finding[] => {
        const of = `of pythonshell job "${entry.job.name}"`;
        if (key === '--extra-files') {
          return [{ path, on: 'key', message: `argument "${key}" ${of} has no effect`, hint: 'read the file from S3' }];
        }
        if (sparkArguments.has(key)) {
          return [
            { path, on: 'key', message: `argument "${key}" ${of} has no effect: it is for Spark`, hint: 'remove it' },
          ];
        }
        if (key === '--library-set') {
          return [
            { path, on: 'key', message: `argument "${key}" ${of} is written with dashes`, hint: 'write library-set' },
          ];
        }
        if (key === 'library-set' && value !== 'analytics' && value !== 'none') {
          return [{ path, message: `library-set ${of} is "${value}"`, hint: 'write analytics or none' }];
        }
        return key === '--extra-py-files' && entry.job.pythonVersion === '3.9' && /\.egg(?:,|\s|$)/.test(value)
          ? [
              {
                path,
                message: `argument "${key}" ${of} names an .egg, which Python 3.9 does not take`,
                hint: 'use a wheel',
              },
            ]
          : [];
      }),
    ),
};
