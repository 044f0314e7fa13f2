/** Workflows of the generated pipeline, and jobs in each; each job has a trigger that starts it. */
const workflows = 10;
const jobsEach = 100;

/** A pipeline of 1,000 jobs and 1,000 triggers over ten workflows; `changed` jobs have another timeout. */
export function thousand(changed = 0): object {
  const jobs = Array.from({ length: workflows * jobsEach }, (_, index) => {
    const flow = Math.floor(index / jobsEach);
    const place = index % jobsEach;
    return {
      name: `job-${String(index)}`,
      type: 'pythonshell',
      script: `s3://elsewhere/tidy.py`,
      workflow: `flow${String(flow)}`,
      timeout: index < changed ? 7 : 5,
      arguments: { '--source': `s3://elsewhere/in/${String(index)}/` },
      tags: { team: 'data' },
      // Ten jobs after each: what comes first in a workflow is what its start trigger starts.
      ...(place === 0 ? {} : { depends_on: [`job-${String(flow * jobsEach + Math.floor((place - 1) / 10))}`] }),
    };
  });
  return {
    pipeline_name: 'sales',
    role: 'GlueRole',
    workflow: false,
    workflows: Object.fromEntries(
      Array.from({ length: workflows }, (_, index) => [`flow${String(index)}`, { schedule: 'cron(0 2 * * ? *)' }]),
    ),
    jobs,
  };
}
