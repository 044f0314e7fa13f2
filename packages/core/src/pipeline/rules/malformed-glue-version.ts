import { didYouMean } from '../../config/suggest.ts';
import type { Rule } from '../rule.ts';
import { currentGlueVersions } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { glueVersionPattern, glueVersionPlaces } from './support/glue-version-places.ts';

/** A Glue version that the API cannot read (Glue API reference, GlueVersionString). */
export const malformedGlueVersion: Rule = {
  code: 'GP244',
  severity: 'error',
  title: 'a malformed Glue version',
  explanation: 'A Glue version has a dot, such as `6.0`; the only word is `auto`, in lower case.',
  bad: sparkExample('"glue_version": 6'),
  good: sparkExample('"glue_version": 6.0'),
  keys: ['glue_version', 'jobs.glue_version'],
  check: (input) =>
    glueVersionPlaces(input)
      .filter(({ version }) => !glueVersionPattern.test(version) || version.length > 255)
      .map(({ path, version }) => ({
        path,
        message: `glue_version "${version}" is no Glue version`,
        hint: /^\d+$/.test(version)
          ? `write "${version}.0"`
          : (didYouMean(version, currentGlueVersions) ?? `known versions: ${currentGlueVersions.join(', ')}`),
      })),
};
