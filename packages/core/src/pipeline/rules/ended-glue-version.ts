import type { Rule } from '../rule.ts';
import { currentGlueVersions, endedGlueVersions } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { glueVersionPlaces } from './support/glue-version-places.ts';

/** A Glue version after its end of life (Glue developer guide, glue-version-support-policy). */
export const endedGlueVersion: Rule = {
  code: 'GP209',
  severity: 'warn',
  title: 'a Glue version that has ended',
  explanation: `Spark jobs of Glue ${endedGlueVersions.join(', ')} can be neither created nor run since 2026-04-01. Move to a current version: ${currentGlueVersions.join(', ')}.`,
  bad: sparkExample('"glue_version": "2.0"'),
  good: sparkExample('"glue_version": "3.0"'),
  keys: ['glue_version', 'jobs.glue_version'],
  check: (input) =>
    glueVersionPlaces(input)
      .filter(({ kind, version }) => kind !== 'pythonshell' && endedGlueVersions.includes(version))
      .map(({ path, version }) => ({
        path,
        message: `Glue ${version} has ended: its jobs can be neither created nor run since 2026-04-01`,
        hint: `move to one of ${currentGlueVersions.join(', ')}`,
      })),
};
