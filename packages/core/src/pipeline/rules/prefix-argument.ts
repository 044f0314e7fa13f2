import type { Job } from '../pipeline.ts';
import type { Rule } from '../rule.ts';
import { versionNumber } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, sparkEntries } from './support/entries.ts';
import { glueArguments } from './support/glue-arguments.ts';

/** Two arguments that getResolvedOptions may take for each other; prefix matching is off from Glue 6.0 on (Glue developer guide, migrating-version-60). */
export const prefixArgument: Rule = {
  code: 'GP251',
  severity: 'warn',
  title: 'an argument that begins another',
  explanation:
    'Below Glue 6.0 `getResolvedOptions` also matches the beginning of an argument, so that one may be read for the other. Rename one of the two.',
  bad: sparkExample('"glue_version": "5.1", "arguments": { "--table": "orders", "--table_schema": "public" }'),
  good: sparkExample('"glue_version": "5.1", "arguments": { "--table_name": "orders", "--table_schema": "public" }'),
  keys: ['jobs.arguments', 'jobs.non_overridable_arguments'],
  check: (input) =>
    sparkEntries(input)
      .filter(({ job }) => versionNumber(job.glueVersion) < 6 && hasPrefix(job))
      .flatMap((entry) => {
        const own = argumentsOf(entry).filter(({ key }) => !glueArguments.has(key));
        return own.flatMap(({ path, key }) => {
          const longer = own.find((other) => other.key !== key && other.key.startsWith(key));
          return longer == null
            ? []
            : [
                {
                  path,
                  on: 'key' as const,
                  message: `argument "${key}" of job "${entry.job.name}" is the beginning of "${longer.key}"`,
                  hint: `rename one: Glue ${entry.job.glueVersion} may read one for the other`,
                },
              ];
        });
      }),
};

/** Nearly no job has an argument that begins another: only those that do are looked at closely. */
function hasPrefix({ arguments: own, nonOverridableArguments }: Job): boolean {
  const keys = [...Object.keys(own), ...Object.keys(nonOverridableArguments)];
  return keys.some((key) => keys.some((other) => other.length > key.length && other.startsWith(key)));
}
