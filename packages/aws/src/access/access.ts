import { type GlueClient, ListCrawlersCommand, ListJobsCommand, ListTriggersCommand } from '@aws-sdk/client-glue';
import type { Access, PolicyDocument } from '@gluepipeline/core';

import type { Account } from '../account.ts';
import { allPages, pageToken } from '../client/pages.ts';
import { hasAwsCode } from '../client/errors.ts';
import type { Connection } from '../connection.ts';
import { simulate } from './simulate.ts';

/** Who calls, and what IAM says of it and of roles. */
export function accessOf(connection: Connection, account: Account, glue: () => GlueClient): Access {
  return {
    arn: account.arn,
    clockOffset: async () => (await connection.sts()).client.config.systemClockOffset,
    denied: async (wishes) => simulate(await connection.iam(), account, wishes),
    trustOf: async (role) => trustOf(connection, role),
    counts: () => counts(glue()),
  };
}

/** Trust policies come URL-encoded (SDK, GetRole). */
async function trustOf(connection: Connection, RoleName: string): Promise<PolicyDocument | undefined> {
  const iam = await connection.iam();
  try {
    const { Role } = await iam.client.send(new iam.GetRoleCommand({ RoleName }));
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '%7B%7D')) as PolicyDocument;
  } catch (error) {
    if (hasAwsCode(error, 'NoSuchEntity', 'NoSuchEntityException')) {
      return undefined;
    }
    throw error;
  }
}

async function counts(glue: GlueClient): Promise<Record<'job' | 'trigger' | 'crawler', number>> {
  const [jobs, triggers, crawlers] = await Promise.all([
    allPages(async (token) => {
      const page = await glue.send(new ListJobsCommand({ MaxResults: 1000, ...pageToken(token) }));
      return { items: page.JobNames ?? [], next: page.NextToken };
    }),
    allPages(async (token) => {
      const page = await glue.send(new ListTriggersCommand({ MaxResults: 200, ...pageToken(token) }));
      return { items: page.TriggerNames ?? [], next: page.NextToken };
    }),
    allPages(async (token) => {
      const page = await glue.send(new ListCrawlersCommand({ MaxResults: 1000, ...pageToken(token) }));
      return { items: page.CrawlerNames ?? [], next: page.NextToken };
    }),
  ]);
  return { job: jobs.length, trigger: triggers.length, crawler: crawlers.length };
}
