import { type GlueClient, ListCrawlersCommand, ListJobsCommand, ListTriggersCommand } from '@aws-sdk/client-glue';

import { allPages, pageToken } from '../client/pages.ts';

/** Names of resources by their kind. */
export type NamesByKind = Readonly<Record<'job' | 'trigger' | 'crawler', ReadonlySet<string>>>;

/** What is in the account and Region, whoever owns it. */
export async function namesIn(glue: GlueClient): Promise<NamesByKind> {
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
  return { job: new Set(jobs), trigger: new Set(triggers), crawler: new Set(crawlers) };
}
