import type { Finding, Rule } from '../rule.ts';
import { topExample } from './support/example.ts';
import { crawlerEntries } from './support/crawlers.ts';
import { entries } from './support/entries.ts';

const arn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
/** With a path in front, as Glue itself shows the roles that its console makes: service-role/AWSGlueServiceRole-x. */
const name = /^[\w+=,.@-]+(?:\/[\w+=,.@-]+)*$/;

/** A role that is neither the name nor the ARN of an IAM role, the two forms that CreateJob takes (SDK CreateJobRequest.Role). */
export const malformedRole: Rule = {
  code: 'GP207',
  severity: 'error',
  title: 'a role that is no role',
  explanation:
    'A role is written by its name (`GlueRole`) or its ARN (`arn:aws:iam::123456789012:role/GlueRole`). Users, policies and instance profiles can run neither jobs nor crawlers.',
  bad: { config: topExample('"tags": {}').config.replace('"GlueRole"', '"arn:aws:iam::123456789012:user/ann"') },
  good: {
    config: topExample('"tags": {}').config.replace('"GlueRole"', '"arn:aws:iam::123456789012:role/etl/GlueRole"'),
  },
  keys: ['role', 'jobs.role', 'crawlers.role'],
  check: (input) => {
    const roles = [
      { path: ['role'], role: input.config.role },
      ...entries(input)
        .filter(({ written }) => written.role != null)
        .map(({ job, written }) => ({ path: [...job.at, 'role'], role: written.role })),
      ...crawlerEntries(input)
        .filter(({ written }) => written.role != null)
        .map(({ crawler, written }) => ({ path: [...crawler.at, 'role'], role: written.role })),
    ];
    return roles.flatMap(({ path, role }): Finding[] => {
      if (role == null || arn.test(role) || (name.test(role) && !role.startsWith('arn:'))) {
        return [];
      }
      const what = role.startsWith('arn:') ? 'is an ARN, but not that of an IAM role' : 'is neither a name nor an ARN';
      const hint = 'write the name of the role, or arn:aws:iam::<account>:role/<name>';
      return [{ path, message: `role "${role}" ${what}`, hint }];
    });
  },
};
