import { didYouMean } from '../../config/suggest.ts';
import type { Rule } from '../rule.ts';

/** A job waits for a job that the file does not have. */
export const unknownDependency: Rule = {
  code: 'GP204',
  severity: 'error',
  title: 'a dependency that does not exist',
  explanation:
    'A name in `depends_on` is no job of this file. It is never dropped: the job would start too early. Correct the name, or remove it.',
  bad: {
    config: `{"pipeline_name": "p", "role": "r", "glue_version": "6.0", "jobs": [
  {"name": "extract", "script": "s3://b/extract.py"},
  {"name": "load", "script": "s3://b/load.py", "depends_on": ["extrct"]}]}`,
  },
  good: {
    config: `{"pipeline_name": "p", "role": "r", "glue_version": "6.0", "jobs": [
  {"name": "extract", "script": "s3://b/extract.py"},
  {"name": "load", "script": "s3://b/load.py", "depends_on": ["extract"]}]}`,
  },
  keys: ['jobs.depends_on'],
  check: ({ pipeline, config }) => {
    const names = pipeline.jobs.map((job) => job.name);
    const known = new Set(names);
    return (config.jobs ?? []).flatMap((job, index) =>
      (job.depends_on ?? []).flatMap((dependency, position) => {
        if (known.has(dependency)) {
          return [];
        }
        const hint = didYouMean(
          dependency,
          names.filter((name) => name !== job.name),
        );
        return [
          {
            path: ['jobs', index, 'depends_on', position],
            message: `job "${job.name}" depends on "${dependency}", which does not exist`,
            ...(hint == null ? {} : { hint }),
          },
        ];
      }),
    );
  },
};
