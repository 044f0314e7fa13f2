import {
  BatchGetCrawlersCommand,
  CreateCrawlerCommand,
  type CreateCrawlerRequest,
  DeleteCrawlerCommand,
  type GlueClient,
  UpdateCrawlerCommand,
  type UpdateCrawlerRequest,
} from '@aws-sdk/client-glue';
import { type Clock, type CrawlerDefinition, crawlerDefaults, type Live, type ResourceOf } from '@gluepipeline/core';

import { hasAwsCode } from '../client/errors.ts';
import type { Actions } from './actions.ts';
import { readBatch } from './batch.ts';
import { setScheduled, settledSchedule, whenIdle } from './crawler-states.ts';
import { liveCrawler } from './live-crawler.ts';
import { omit } from './shape.ts';

/**
 * The crawlers of these names that exist, 100 a call (botocore, BatchGetCrawlers); their tags are not known here. One
 * whose schedule is changing is read again when that is over, since it does not say whether it goes on.
 */
export async function findCrawlers(
  glue: GlueClient,
  clock: Clock,
  names: readonly string[],
): Promise<Live<ResourceOf<'crawler'>>[]> {
  const crawlers = await readBatch(names, 100, async (CrawlerNames) => {
    return (await glue.send(new BatchGetCrawlersCommand({ CrawlerNames }))).Crawlers ?? [];
  });
  const known = await Promise.all(
    crawlers.map(async (crawler) =>
      crawler.Schedule?.State === 'TRANSITIONING' ? settledSchedule(glue, clock, crawler.Name ?? '') : crawler,
    ),
  );
  return known.filter((crawler) => crawler !== 'gone').map((crawler) => liveCrawler(crawler));
}

/** What can be done with a crawler; what Glue refuses while it runs waits for the crawl. */
export function crawlerActions(glue: GlueClient, clock: Clock, crawler: ResourceOf<'crawler'>): Actions {
  const { name, definition, tags, extra } = crawler;
  // Whether an update sets a schedule going that stood still is not told (docs/aws-facts.md#crawlers): so it is looked at.
  const schedule = async () => {
    if (hasSchedule(definition)) {
      await setScheduled(glue, clock, name, definition.enabled ?? true);
    }
  };
  const overwrite = async () => {
    const request = { ...wholeDefinition(definition), ...extra, Name: name } as UpdateCrawlerRequest;
    await whenIdle(glue, clock, name, () => glue.send(new UpdateCrawlerCommand(request)));
    await schedule();
  };
  return {
    create: async () => {
      const request = {
        ...omit(definition, ['enabled']),
        ...extra,
        Name: name,
        Tags: { ...tags },
      } as CreateCrawlerRequest;
      await glue.send(new CreateCrawlerCommand(request));
      if (definition.enabled === false) {
        await schedule();
      }
    },
    overwrite,
    takeOver: overwrite,
    remove: () => whenIdle(glue, clock, name, () => removeCrawler(glue, name)),
  };
}

/**
 * The definition with an explicit value for whatever can be taken away: what an update leaves out may stay, as a
 * schedule does (aws-cloudformation/cloudformation-coverage-roadmap#2247). Two things have no such value: a database,
 * and kinds of target, which come as one map.
 */
export function wholeDefinition(definition: CrawlerDefinition): Omit<CrawlerDefinition, 'enabled'> {
  const { SchemaChangePolicy, RecrawlPolicy, LineageConfiguration, LakeFormationConfiguration } = crawlerDefaults;
  return {
    Description: '',
    Schedule: '',
    Classifiers: [],
    TablePrefix: '',
    Configuration: '',
    CrawlerSecurityConfiguration: '',
    ...omit(definition, ['enabled']),
    SchemaChangePolicy: { ...SchemaChangePolicy, ...definition.SchemaChangePolicy },
    RecrawlPolicy: { ...RecrawlPolicy, ...definition.RecrawlPolicy },
    LineageConfiguration: { ...LineageConfiguration, ...definition.LineageConfiguration },
    LakeFormationConfiguration: { ...LakeFormationConfiguration, ...definition.LakeFormationConfiguration },
  };
}

function hasSchedule({ Schedule }: CrawlerDefinition): boolean {
  return Schedule != null && Schedule !== '';
}

/** Unlike a job, a crawler that is gone is an error to delete (SDK, DeleteCrawlerCommand). */
async function removeCrawler(glue: GlueClient, name: string): Promise<void> {
  try {
    await glue.send(new DeleteCrawlerCommand({ Name: name }));
  } catch (error) {
    if (!hasAwsCode(error, 'EntityNotFoundException')) {
      throw error;
    }
  }
}
