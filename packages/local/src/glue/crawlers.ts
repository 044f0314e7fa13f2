import { randomUUID } from 'node:crypto';
import { AwsError, alreadyExists, invalidInput, notFound } from '../errors.ts';
import { compact } from '../json.ts';
import { crawlersOf, crawlsOf, crawlerState, crawlsOfCrawler } from './crawler-records.ts';
import type { Crawler, CrawlerDefinition, CrawlerRecord } from './crawler-records.ts';
import { checkCrawler, withCrawlerDefaults } from './crawler-rules.ts';
import { crawlerScheduleHandlers, requireSettled, scheduleFrom } from './crawler-schedules.ts';
import { showCrawler } from './crawler-show.ts';
import { operation } from './handler.ts';
import type { Context, HandlerTable } from './handler.ts';
import { page } from './pages.ts';
import type { PageRequest } from './pages.ts';
import type { Tags } from './records.ts';
import { arnOf, checkTags, tagsMatch } from './tagging.ts';

type Fields = CrawlerDefinition & { readonly Name: string; readonly Schedule?: string };

/** The crawler of that name, or EntityNotFoundException (iann0036/AWSConsoleRecorder#35). */
export function requireCrawler(context: Context, name: string): CrawlerRecord {
  const record = crawlersOf(context.store).get(name);
  if (record == null) {
    throw notFound(`Crawler entry with name ${name} does not exist`);
  }
  return record;
}

function createCrawler(input: Fields & { Tags?: Tags }, context: Context): object {
  const { Tags: tags = {}, Schedule, ...definition } = input;
  checkTags(tags);
  checkCrawler(context, definition);
  const schedule = scheduleFrom(Schedule ?? '');
  if (crawlersOf(context.store).get(input.Name) != null) {
    throw alreadyExists(`Crawler with name ${input.Name} already exists`);
  }
  const now = context.clock.now() / 1000;
  const asked = { ...withoutBlanks(definition), Name: input.Name, CreationTime: now, LastUpdated: now, Version: 1 };
  const crawler = withCrawlerDefaults(context, asked);
  const record = { id: randomUUID(), crawler, tags, ...(schedule == null ? {} : { schedule }) };
  crawlersOf(context.store).put(input.Name, record);
  context.tagIndex.note(arnOf(context, 'crawler', input.Name), tags);
  return {};
}

/** Keeps what the request omits (CFN#2247; TF#8401), or resets it; "" takes a text away, and the catalogue always stays. */
function updateCrawler(input: Fields, context: Context): object {
  const record = requireCrawler(context, input.Name);
  if (crawlerState(context.store, input.Name) !== 'READY') {
    throw runningUpdate(context, input.Name);
  }
  const { Schedule, ...changes } = input;
  const overwrites = context.quirks.has('update-crawler-overwrites');
  const { Name, CreationTime, Version, CatalogId, Role, Targets, ...rest } = record.crawler;
  const kept = compact({ ...(overwrites ? {} : rest), CatalogId, Role, Targets }) as CrawlerDefinition;
  const LastUpdated = context.clock.now() / 1000;
  const asked: Crawler = {
    ...withoutBlanks({ ...kept, ...changes }),
    Name,
    CreationTime,
    LastUpdated,
    Version: Version + 1,
  };
  const crawler = withCrawlerDefaults(context, asked);
  checkCrawler(context, crawler);
  const { schedule: before, ...others } = record;
  const schedule = Schedule == null && !overwrites ? before : updatedSchedule(context, before, Schedule ?? '');
  crawlersOf(context.store).put(Name, { ...others, crawler, ...(schedule == null ? {} : { schedule }) });
  return {};
}

/** A schedule that was stopped stays so, unless the quirk says that a new text sets it going. */
function updatedSchedule(context: Context, before: CrawlerRecord['schedule'], text: string): CrawlerRecord['schedule'] {
  const next = scheduleFrom(text);
  const stopped = before?.state === 'NOT_SCHEDULED' && !context.quirks.has('update-crawler-starts-schedule');
  return next != null && stopped ? { ...next, state: 'NOT_SCHEDULED' } : next;
}

/** The words are CFN#817's and come as InvalidInputException there; the model declares the other one. */
function runningUpdate(context: Context, name: string): AwsError {
  return context.quirks.has('crawler-running-exception')
    ? new AwsError('CrawlerRunningException', `Crawler with name ${name} is running`)
    : invalidInput('Cannot update Crawler while running. Please stop crawl or wait until it completes to update.');
}

/** Unlike DeleteJob it refuses a name that does not exist (SDK, DeleteCrawlerCommand). Its crawls go with it. */
function deleteCrawler(input: { Name: string }, context: Context): object {
  const record = requireCrawler(context, input.Name);
  if (crawlerState(context.store, input.Name) !== 'READY') {
    throw new AwsError('CrawlerRunningException', `Crawler with name ${input.Name} is running`);
  }
  requireSettled(context, record);
  crawlersOf(context.store).delete(input.Name);
  crawlsOfCrawler(context.store, input.Name).forEach(({ id }) => crawlsOf(context.store).delete(id));
  context.tagIndex.note(arnOf(context, 'crawler', input.Name), undefined);
  return {};
}

/** "" is what takes a text away, so it is never kept. */
function withoutBlanks<T extends object>(definition: T): T {
  return Object.fromEntries(Object.entries(definition).filter(([, value]) => value !== '')) as T;
}

function getCrawlers(input: PageRequest, context: Context): object {
  const { items, ...next } = page(context, input, crawlersOf(context.store).values(), nameOf, 1000);
  return { Crawlers: items.map((record) => showCrawler(context, record)), ...next };
}

function listCrawlers(input: PageRequest & { Tags?: Tags }, context: Context): object {
  const records = crawlersOf(context.store)
    .values()
    .filter((record) => tagsMatch(context, record.tags, input.Tags));
  const { items, ...next } = page(context, input, records, nameOf, 1000);
  return { CrawlerNames: items.map(nameOf), ...next };
}

function batchGetCrawlers(input: { CrawlerNames: readonly string[] }, context: Context): object {
  const names = [...new Set(input.CrawlerNames)];
  const found = names.flatMap((name) => crawlersOf(context.store).get(name) ?? []);
  return {
    Crawlers: found.map((record) => showCrawler(context, record)),
    CrawlersNotFound: names.filter((name) => crawlersOf(context.store).get(name) == null),
  };
}

const nameOf = ({ crawler }: CrawlerRecord): string => crawler.Name;

/** The operations on crawler definitions. */
export const crawlerHandlers: HandlerTable = {
  CreateCrawler: operation(createCrawler),
  UpdateCrawler: operation(updateCrawler),
  DeleteCrawler: operation(deleteCrawler),
  GetCrawler: operation((input: { Name: string }, context) => ({
    Crawler: showCrawler(context, requireCrawler(context, input.Name)),
  })),
  GetCrawlers: operation(getCrawlers),
  ListCrawlers: operation(listCrawlers),
  BatchGetCrawlers: operation(batchGetCrawlers),
  ...crawlerScheduleHandlers,
};
