import { type GlueClient, ListCrawlersCommand, ListJobsCommand, ListTriggersCommand } from '@aws-sdk/client-glue';
import { stackTag } from '@gluepipeline/core';

import { allPages, pageToken } from '../client/pages.ts';

/** The names of the crawlers, jobs and triggers of a stack, by Glue itself; workflows cannot be listed by tag (docs/aws-facts.md#lists-and-batches). */
export interface Members {
  readonly crawler: ReadonlySet<string>;
  readonly job: ReadonlySet<string>;
  readonly trigger: ReadonlySet<string>;
}

/** Lists by our one tag; how several are combined is not documented, so there is never a second. */
export async function readMembers(glue: GlueClient, stack: string): Promise<Members> {
  const filter = { Tags: { [stackTag]: stack } };
  const [crawlers, jobs, triggers] = await Promise.all([
    allPages(async (token) => {
      const page = await glue.send(new ListCrawlersCommand({ ...filter, MaxResults: 1000, ...pageToken(token) }));
      return { items: page.CrawlerNames ?? [], next: page.NextToken };
    }),
    allPages(async (token) => {
      const page = await glue.send(new ListJobsCommand({ ...filter, MaxResults: 1000, ...pageToken(token) }));
      return { items: page.JobNames ?? [], next: page.NextToken };
    }),
    allPages(async (token) => {
      const page = await glue.send(new ListTriggersCommand({ ...filter, MaxResults: 200, ...pageToken(token) }));
      return { items: page.TriggerNames ?? [], next: page.NextToken };
    }),
  ]);
  return { crawler: new Set(crawlers), job: new Set(jobs), trigger: new Set(triggers) };
}
