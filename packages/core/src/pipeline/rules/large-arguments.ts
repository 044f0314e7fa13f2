import type { Texts } from '../pipeline.ts';
import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, entries } from './support/entries.ts';

const most = 260 * 1024;

/** More arguments than a job may have (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const largeArguments: Rule = {
  code: 'GP239',
  severity: 'error',
  title: 'arguments of more than 260 KB',
  explanation:
    'All arguments of a job together may have 260 KB. Put large texts into a file in S3, and pass its address.',
  get bad() {
    return sparkExample(`"arguments": { "--query": "${'select 1; '.repeat(27_000)}" }`);
  },
  good: sparkExample('"arguments": { "--query": "s3://data/query.sql" }'),
  keys: ['jobs.arguments', 'jobs.non_overridable_arguments'],
  check: (input) =>
    entries(input).flatMap((entry) => {
      const { arguments: own, non_overridable_arguments: fixed } = entry.written;
      // Nearly every job is done with here.
      if (mostBytes(own) + mostBytes(fixed) <= most) {
        return [];
      }
      const size = argumentsOf(entry).reduce((sum, { key, value }) => sum + bytes(key) + bytes(value), 0);
      return size <= most
        ? []
        : [
            {
              path: [...entry.job.at, entry.written.arguments == null ? 'non_overridable_arguments' : 'arguments'],
              message: `the arguments of job "${entry.job.name}" have ${Math.ceil(size / 1024)} KB`,
              hint: 'write at most 260 KB: put large texts into S3, and pass their address',
            },
          ];
    }),
};

/** More than the arguments have in UTF-8: a character has three bytes at most, and dashes may come in front. */
function mostBytes(map: Texts | undefined): number {
  let sum = 0;
  for (const key in map) {
    sum += 2 + 3 * (key.length + (map[key] ?? '').length);
  }
  return sum;
}

/** The length in UTF-8. */
function bytes(text: string): number {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    sum += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return sum;
}
