import { didYouMean } from '../../config/suggest.ts';
import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, sparkEntries } from './support/entries.ts';

const options = ['job-bookmark-enable', 'job-bookmark-disable', 'job-bookmark-pause'];

/** A bookmark option that Glue does not have (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const unknownBookmarkOption: Rule = {
  code: 'GP253',
  severity: 'warn',
  title: 'a bookmark option that is not known',
  explanation: `\`--job-bookmark-option\` is one of ${options.map((option) => `\`${option}\``).join(', ')}.`,
  bad: sparkExample('"arguments": { "--job-bookmark-option": "enable" }'),
  good: sparkExample('"arguments": { "--job-bookmark-option": "job-bookmark-enable" }'),
  keys: ['jobs.arguments.--job-bookmark-option'],
  check: (input) =>
    sparkEntries(input).flatMap((entry) =>
      argumentsOf(entry)
        .filter(({ key, value }) => key === '--job-bookmark-option' && !options.includes(value))
        .map(({ path, value }) => ({
          path,
          message: `"--job-bookmark-option" of job "${entry.job.name}" is "${value}"`,
          hint:
            didYouMean(`job-bookmark-${value.replace(/^job-bookmark-/, '')}`, options) ??
            `write one of ${options.join(', ')}`,
        })),
    ),
};
