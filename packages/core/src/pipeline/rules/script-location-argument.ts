import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, entries } from './support/entries.ts';

/** An argument that silently replaces the script (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const scriptLocationArgument: Rule = {
  code: 'GP225',
  severity: 'error',
  title: 'the script given as an argument',
  explanation:
    '`--scriptLocation` wins over the script of the job, so that another script runs than the one that the plan shows. Write it as `script`.',
  bad: sparkExample('"arguments": { "--scriptLocation": "s3://data/other.py" }'),
  good: sparkExample('"arguments": { "--TempDir": "s3://data/tmp/" }'),
  keys: ['jobs.arguments.--scriptLocation'],
  check: (input) =>
    entries(input).flatMap((entry) =>
      argumentsOf(entry)
        .filter(({ key }) => key === '--scriptLocation')
        .map(({ path }) => ({
          path,
          on: 'key' as const,
          message: `argument "--scriptLocation" of job "${entry.job.name}" replaces its script`,
          hint: 'write it as script',
        })),
    ),
};
