import { argumentKey } from '../../config/short-forms.ts';
import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { entries } from './support/entries.ts';

/** One argument written with and without its dashes. */
export const repeatedArgument: Rule = {
  code: 'GP226',
  severity: 'error',
  title: 'the same argument twice',
  explanation:
    'An argument may be written with or without the leading `--`. Written both ways, one of them would be lost.',
  bad: sparkExample('"arguments": { "day": "monday", "--day": "friday" }'),
  good: sparkExample('"arguments": { "day": "friday" }'),
  keys: ['jobs.arguments', 'jobs.non_overridable_arguments'],
  check: (input) =>
    entries(input).flatMap(({ job, written }) =>
      (['arguments', 'non_overridable_arguments'] as const).flatMap((map) => {
        // Only a key without dashes can be another's second form, and most are written with them.
        if (!Object.keys(written[map] ?? {}).some((key) => !key.startsWith('--'))) {
          return [];
        }
        const seen = new Set<string>();
        return Object.keys(written[map] ?? {}).flatMap((key): Finding[] => {
          const argument = argumentKey(key);
          if (!seen.has(argument)) {
            seen.add(argument);
            return [];
          }
          return [
            {
              path: [...job.at, map, key],
              on: 'key',
              message: `argument "${argument}" of job "${job.name}" is written with and without --`,
              hint: 'remove one of the two',
            },
          ];
        });
      }),
    ),
};
