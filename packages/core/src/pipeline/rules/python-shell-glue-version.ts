import type { Rule } from '../rule.ts';
import { versionNumber } from '../versions.ts';
import { shellExample } from './support/example.ts';
import { glueVersionPattern, glueVersionPlaces } from './support/glue-version-places.ts';

/** A Python shell job above Glue 3.0: it is created and does not run (terraform-provider-aws#42302). */
export const pythonShellGlueVersion: Rule = {
  code: 'GP211',
  severity: 'error',
  title: 'a Python shell job with a Glue version above 3.0',
  explanation:
    'Python shell jobs run on Glue 3.0 and below; with a higher version, or `auto`, the job is created and its runs fail. Leave `glue_version` out: the one at the top is for Spark jobs only.',
  bad: shellExample('"glue_version": "5.0"'),
  good: shellExample('"python_version": "3.9"'),
  keys: ['jobs.glue_version'],
  check: (input) =>
    glueVersionPlaces(input)
      .filter(
        ({ kind, version }) => kind === 'pythonshell' && glueVersionPattern.test(version) && versionNumber(version) > 3,
      )
      .map(({ path, version }) => ({
        path,
        message: `a pythonshell job does not run on Glue ${version}`,
        hint: 'remove glue_version: Python shell jobs need none',
      })),
};
