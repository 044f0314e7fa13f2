import type { Crawler } from '@aws-sdk/client-glue';
import type { CrawlerDefinition, Live, ResourceOf } from '@gluepipeline/core';

import { pick, unknownMembers } from './shape.ts';

const modelled = [
  'Role',
  'DatabaseName',
  'Description',
  'Targets',
  'Classifiers',
  'TablePrefix',
  'SchemaChangePolicy',
  'RecrawlPolicy',
  'LineageConfiguration',
  'LakeFormationConfiguration',
  'Configuration',
  'CrawlerSecurityConfiguration',
] as const;

/** What Glue itself keeps about a crawler and nobody sets (SDK Crawler). */
const kept = ['Name', 'Schedule', 'State', 'CrawlElapsedTime', 'CreationTime', 'LastUpdated', 'LastCrawl', 'Version'];

/** A crawler as GetCrawler gives it, as a live resource; its tags are read elsewhere. */
export function liveCrawler(
  crawler: Crawler,
  tags: Readonly<Record<string, string>> = {},
): Live<ResourceOf<'crawler'>> {
  const name = crawler.Name ?? '';
  const unmodelled = unknownMembers(crawler, [...modelled, ...kept]);
  return {
    kind: 'crawler',
    name,
    label: name,
    tags,
    definition: { ...pick(crawler, modelled), ...scheduleOf(crawler) } as CrawlerDefinition,
    ...(Object.keys(unmodelled).length === 0 ? {} : { unmodelled }),
  };
}

/** Glue gives a schedule back inside a map with its state; one that was taken away may leave an empty text. */
function scheduleOf({ Schedule }: Crawler): Pick<CrawlerDefinition, 'Schedule' | 'enabled'> {
  const text = Schedule?.ScheduleExpression ?? '';
  return text === '' ? {} : { Schedule: text, enabled: Schedule?.State !== 'NOT_SCHEDULED' };
}
