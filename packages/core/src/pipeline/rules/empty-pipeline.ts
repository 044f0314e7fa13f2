import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

/** A file without jobs. */
export const emptyPipeline: Rule = {
  code: 'GP240',
  severity: 'warn',
  title: 'a pipeline without jobs',
  explanation: 'There is nothing to deploy. `gluepipeline add-job` adds a job to the file.',
  bad: { config: '{ "pipeline_name": "sales", "jobs": [] }' },
  good: topExample('"description": "one job"'),
  check: ({ pipeline, config }) =>
    pipeline.nodes.some(({ kind }) => kind === 'job')
      ? []
      : [
          {
            path: config.jobs == null ? [] : ['jobs'],
            message: `pipeline "${pipeline.name}" has no jobs`,
            hint: 'add one: gluepipeline add-job --job-name NAME --script PATH',
          },
        ],
};
