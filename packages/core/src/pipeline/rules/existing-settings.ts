import { existingCrawlerKeys } from '../../config/schema-crawler.ts';
import { existingJobKeys } from '../../config/schema-job.ts';
import type { Path } from '../../config/issue.ts';
import type { Finding, Rule } from '../rule.ts';
import { jobsExample } from './support/example.ts';

const workflowKeys = ['existing', 'resource_name', 'schedule', 'start'];

/** What is said of a job, crawler or workflow of somebody else's, and would never be sent. */
export const existingSettings: Rule = {
  code: 'GP269',
  severity: 'error',
  title: 'a setting of something that exists already',
  explanation:
    'What has `existing: true` is used, and never changed, so nothing is sent of what is written for it. It takes its name, `resource_name`, and how it takes part: `depends_on`, `schedule`, `trigger`, `workflow`.',
  bad: jobsExample('{ "name": "load", "existing": true, "timeout": 60 }'),
  good: jobsExample('{ "name": "load", "existing": true, "schedule": "cron(0 2 * * ? *)" }'),
  keys: ['jobs.existing', 'crawlers.existing', 'workflow.existing', 'workflows'],
  check: ({ file }) => [
    ...(file.jobs ?? []).flatMap((job, index) => strange(job, ['jobs', index], `job "${job.name}"`, existingJobKeys)),
    ...(file.crawlers ?? []).flatMap((crawler, index) =>
      strange(crawler, ['crawlers', index], `crawler "${crawler.name}"`, existingCrawlerKeys),
    ),
    ...(file.workflow == null || file.workflow === false
      ? []
      : strange(file.workflow, ['workflow'], 'the workflow', workflowKeys)),
    ...Object.entries(file.workflows ?? {}).flatMap(([name, workflow]) =>
      strange(workflow, ['workflows', name], `workflow "${name}"`, workflowKeys),
    ),
  ],
};

function strange(
  entry: { readonly existing?: boolean | null | undefined },
  at: Path,
  what: string,
  keys: readonly string[],
): Finding[] {
  return entry.existing !== true
    ? []
    : Object.entries(entry)
        .filter(([key, value]) => value != null && !keys.includes(key))
        .map(([key]) => ({
          path: [...at, key],
          on: 'key',
          message: `${what} is existing, and its ${key} would never be sent`,
          hint: `remove ${key}, or existing`,
        }));
}
