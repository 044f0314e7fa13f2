import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, entries } from './support/entries.ts';
import { reservedArguments } from './support/glue-arguments.ts';

/** An argument that Glue sets itself (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const reservedArgument: Rule = {
  code: 'GP224',
  severity: 'error',
  title: 'an argument that belongs to Glue',
  explanation: `Glue sets ${[...reservedArguments].map((key) => `\`${key}\``).join(', ')} itself; a job that sets one breaks. Choose another name for yours.`,
  bad: sparkExample('"arguments": { "mode": "full" }'),
  good: sparkExample('"arguments": { "load_mode": "full" }'),
  keys: Array.from(reservedArguments, (key) => `jobs.arguments.${key}`),
  check: (input) =>
    entries(input).flatMap((entry) =>
      argumentsOf(entry)
        .filter(({ key }) => reservedArguments.has(key))
        .map(({ path, key }) => ({
          path,
          on: 'key' as const,
          message: `argument "${key}" of job "${entry.job.name}" is set by Glue itself`,
          hint: 'rename it, in the script too',
        })),
    ),
};
