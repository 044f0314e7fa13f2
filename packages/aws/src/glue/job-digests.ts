import { GetJobsCommand, type GlueClient } from '@aws-sdk/client-glue';
import { digestsIn } from '@gluepipeline/core';

import { allPages, pageToken } from '../client/pages.ts';

/** Every SHA-256 in hex that any job of the account and Region names: in its script, its arguments, anywhere. */
export async function digestsInJobs(glue: GlueClient): Promise<ReadonlySet<string>> {
  const digests = await allPages(async (token) => {
    const { Jobs: jobs, NextToken: next } = await glue.send(
      new GetJobsCommand({ MaxResults: 200, ...pageToken(token) }),
    );
    return { items: [...digestsIn(jobs ?? [])], next };
  });
  return new Set(digests);
}
