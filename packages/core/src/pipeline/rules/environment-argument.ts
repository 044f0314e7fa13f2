import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, sparkEntries } from './support/entries.ts';

const keys = ['--customer-driver-env-vars', '--customer-executor-env-vars'];

/** Environment variables that Glue does not pass on (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const environmentArgument: Rule = {
  code: 'GP256',
  severity: 'warn',
  title: 'an environment variable that Glue does not pass on',
  explanation: `The names in ${keys.map((key) => `\`${key}\``).join(' and ')} must begin with \`CUSTOMER_\`.`,
  bad: sparkExample('"arguments": { "--customer-driver-env-vars": "STAGE=prod" }'),
  good: sparkExample('"arguments": { "--customer-driver-env-vars": "CUSTOMER_STAGE=prod" }'),
  keys: keys.map((key) => `jobs.arguments.${key}`),
  check: (input) =>
    sparkEntries(input).flatMap((entry) =>
      argumentsOf(entry)
        .filter(({ key, value }) => keys.includes(key) && value !== '' && !value.startsWith('CUSTOMER_'))
        .map(({ path, key }) => ({
          path,
          message: `"${key}" of job "${entry.job.name}" names a variable that does not begin with CUSTOMER_`,
          hint: 'write CUSTOMER_<NAME>=<value>',
        })),
    ),
};
