import type { Rule } from '../rule.ts';
import { defaultGlueVersion } from '../versions.ts';
import { sparkEntries } from './support/entries.ts';

/** Spark jobs without a Glue version: what AWS then takes has moved from 5.1 to 6.0 (docs/aws-facts.md#glue-versions). */
export const unpinnedGlueVersion: Rule = {
  code: 'GP208',
  severity: 'warn',
  title: 'a Glue version that is not pinned',
  explanation: `The version decides Spark, Python, defaults and price. Without one, ${defaultGlueVersion} is sent, and a later GluePipeline may send another. Pin it with \`glue_version\` at the top.`,
  bad: {
    config: `{
  "pipeline_name": "sales",
  "role": "GlueRole",
  "jobs": [{ "name": "load", "script": "s3://data/load.py" }]
}`,
  },
  good: {
    config: `{
  "pipeline_name": "sales",
  "role": "GlueRole",
  "glue_version": "5.1",
  "jobs": [{ "name": "load", "script": "s3://data/load.py" }]
}`,
  },
  check: (input) => {
    if (input.config.glue_version != null) {
      return [];
    }
    const spark = sparkEntries(input);
    const without = spark.filter(({ written }) => written.glue_version == null);
    const hint = `add "glue_version": "${defaultGlueVersion}"`;
    return without.length > 0 && without.length === spark.length
      ? [{ path: [], message: `no glue_version: the jobs get Glue ${defaultGlueVersion}`, hint }]
      : without.map(({ job }) => ({
          path: job.at,
          message: `job "${job.name}" has no glue_version and gets Glue ${defaultGlueVersion}`,
          hint,
        }));
  },
};
