import type { Rule } from '../rule.ts';
import { versionNumber } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, sparkEntries } from './support/entries.ts';

const deprecated = ['--additional-python-modules', '--python-modules-installer-option'];

/** Arguments that Glue 6.0 takes for the last time (Glue developer guide, migrating-version-60). */
export const deprecatedArgument: Rule = {
  code: 'GP250',
  severity: 'warn',
  title: 'an argument that is deprecated',
  explanation:
    'From Glue 6.0 on `--additional-python-modules` and `--python-modules-installer-option` are deprecated for `--python-virtual-env`.',
  bad: sparkExample('"arguments": { "--additional-python-modules": "pyarrow==21.0.0" }'),
  good: sparkExample('"glue_version": "5.1", "arguments": { "--additional-python-modules": "pyarrow==21.0.0" }'),
  keys: deprecated.map((key) => `jobs.arguments.${key}`),
  check: (input) =>
    sparkEntries(input)
      .filter(({ job }) => Number.isFinite(versionNumber(job.glueVersion)) && versionNumber(job.glueVersion) >= 6)
      .flatMap((entry) =>
        argumentsOf(entry)
          .filter(({ key }) => deprecated.includes(key))
          .map(({ path, key }) => ({
            path,
            on: 'key' as const,
            message: `argument "${key}" of job "${entry.job.name}" is deprecated in Glue ${entry.job.glueVersion}`,
            hint: 'move to --python-virtual-env',
          })),
      ),
};
