import { didYouMean } from '../../config/suggest.ts';
import type { Rule } from '../rule.ts';
import { currentGlueVersions, endedGlueVersions } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { glueVersionPattern, glueVersionPlaces } from './support/glue-version-places.ts';

/** A Glue version that is in no list of ours; AWS may have it already, so it is only told. */
export const unknownGlueVersion: Rule = {
  code: 'GP210',
  severity: 'warn',
  title: 'a Glue version that is not known',
  explanation: `Known are ${currentGlueVersions.join(', ')}. A newer one that AWS offers and GluePipeline does not know yet is sent as it is written.`,
  bad: sparkExample('"glue_version": "5.11"'),
  good: sparkExample('"glue_version": "auto", "max_retries": 1'),
  keys: ['glue_version', 'jobs.glue_version'],
  check: (input) =>
    glueVersionPlaces(input)
      .filter(
        ({ kind, version }) =>
          kind !== 'pythonshell' &&
          glueVersionPattern.test(version) &&
          ![...endedGlueVersions, ...currentGlueVersions].includes(version),
      )
      .map(({ path, version }) => ({
        path,
        message: `Glue version "${version}" is not known`,
        hint: didYouMean(version, currentGlueVersions) ?? `known versions: ${currentGlueVersions.join(', ')}`,
      })),
};
