import type { Rule } from '../rule.ts';

/** Jobs without a role, which CreateJob requires (SDK CreateJobRequest). */
export const missingRole: Rule = {
  code: 'GP206',
  severity: 'warn',
  title: 'no role',
  explanation:
    'Glue runs every job under an IAM role. Name it once with `role` at the top, or give it with `--role` or `GLUEPIPELINE_ROLE`: plan and deploy need it, except with `--local`.',
  bad: {
    config: `{
  "pipeline_name": "sales",
  "glue_version": "6.0",
  "jobs": [{ "name": "load", "script": "s3://data/load.py" }]
}`,
  },
  good: {
    config: `{
  "pipeline_name": "sales",
  "role": "GlueRole",
  "glue_version": "6.0",
  "jobs": [{ "name": "load", "script": "s3://data/load.py" }]
}`,
  },
  check: ({ pipeline: { jobs } }) => {
    const without = jobs.filter((job) => job.role == null);
    const hint = 'add "role": plan and deploy need it, or --role';
    return without.length > 0 && without.length === jobs.length
      ? [{ path: [], message: 'no role is named for the jobs', hint }]
      : without.map((job) => ({ path: job.at, message: `job "${job.name}" has no role`, hint }));
  },
};
