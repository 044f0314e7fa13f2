import type { Finding, Rule } from '../rule.ts';
import { versionNumber } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { argumentsOf, sparkEntries } from './support/entries.ts';

interface Range {
  readonly since?: number;
  readonly until?: number;
  readonly instead?: string;
}

/** Arguments that some Glue versions only have (Glue developer guide, aws-glue-programming-etl-glue-arguments and monitor-continuous-logging). */
const ranges: Readonly<Record<string, Range | undefined>> = {
  '--python-virtual-env': { since: 6, instead: '--additional-python-modules' },
  '--custom-logGroup-prefix': { since: 5, instead: '--continuous-log-logGroup' },
  '--custom-logStream-prefix': { since: 5, instead: '--continuous-log-logStreamPrefix' },
  '--enable-observability-metrics': { since: 4 },
  '--continuous-log-logGroup': { until: 4, instead: '--custom-logGroup-prefix' },
  '--continuous-log-logStreamPrefix': { until: 4, instead: '--custom-logStream-prefix' },
};

/** An argument that the Glue version of its job does not know. */
export const argumentGlueVersion: Rule = {
  code: 'GP249',
  severity: 'warn',
  title: 'an argument of another Glue version',
  explanation: `Glue ignores arguments that its version does not know: ${Object.entries(ranges)
    .map(
      ([key, range]) =>
        `\`${key}\` (${range?.since == null ? `up to ${range?.until ?? 0}.0` : `from ${range.since}.0 on`})`,
    )
    .join(', ')}.`,
  bad: sparkExample('"glue_version": "6.0", "arguments": { "--continuous-log-logGroup": "/sales" }'),
  good: sparkExample('"glue_version": "6.0", "arguments": { "--custom-logGroup-prefix": "/sales" }'),
  keys: Object.keys(ranges).map((key) => `jobs.arguments.${key}`),
  check: (input) =>
    sparkEntries(input).flatMap((entry) =>
      argumentsOf(entry).flatMap(({ key, path }): Finding[] => {
        const version = versionNumber(entry.job.glueVersion);
        const range = Object.hasOwn(ranges, key) ? ranges[key] : undefined;
        const fits =
          version >= (range?.since ?? 0) && Math.floor(version) <= (range?.until ?? Number.POSITIVE_INFINITY);
        return range == null || fits || !Number.isFinite(version)
          ? []
          : [
              {
                path,
                on: 'key',
                message: `Glue ${entry.job.glueVersion} of job "${entry.job.name}" does not know argument "${key}"`,
                hint: range.instead == null ? 'remove it, or raise glue_version' : `use ${range.instead}`,
              },
            ];
      }),
    ),
};
