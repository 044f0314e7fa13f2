import type { Finding, Rule } from '../rule.ts';
import { entries } from './support/entries.ts';
import { sparkExample } from './support/example.ts';
import { lengthOf } from './support/length.ts';
import { limitedKeys, limitedTexts } from './support/limited-texts.ts';

/** Texts beyond the lengths of the API (botocore, glue: DescriptionString, NameString, IdString and others). */
export const longText: Rule = {
  code: 'GP236',
  severity: 'error',
  title: 'a text that is too long for AWS',
  explanation:
    'A description has at most 2,048 characters (that of a workflow 120,000); the names of connections, classifiers, tables, run properties and of the security configurations of jobs have 1 to 255; the table_prefix and the security configuration of a crawler have at most 128; a job has at most 1,000 connections.',
  bad: sparkExample(`"description": "${'long '.repeat(420)}"`),
  good: sparkExample('"description": "loads the orders of a day"'),
  keys: limitedKeys,
  check: (input) => [
    ...limitedTexts(input).flatMap(({ path, what, text, most, on }): Finding[] => {
      const length = lengthOf(text ?? '');
      return length <= most
        ? []
        : [
            {
              path,
              ...(on == null ? {} : { on }),
              message: `${what} is ${length} characters long`,
              hint: `write at most ${most}`,
            },
          ];
    }),
    ...entries(input)
      .filter(({ job }) => job.connections.length > 1000)
      .map(({ job }) => ({
        path: [...job.at, 'connections'],
        message: `job "${job.name}" has ${job.connections.length} connections`,
        hint: 'write at most 1000',
      })),
  ],
};
