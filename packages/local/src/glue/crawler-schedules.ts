import { AwsError, notFound } from '../errors.ts';
import { crawlersOf, scheduleState } from './crawler-records.ts';
import type { CrawlerRecord, ScheduleRecord } from './crawler-records.ts';
import { checkSchedule } from './cron.ts';
import { operation } from './handler.ts';
import type { Context, HandlerTable } from './handler.ts';

/** The schedule that a text makes, going on; nothing for "", which takes it away (CFN#2247). */
export function scheduleFrom(text: string): ScheduleRecord | undefined {
  if (text === '') {
    return undefined;
  }
  checkSchedule(text);
  return { expression: text, state: 'SCHEDULED' };
}

/** Refuses while the schedule is changing. */
export function requireSettled(context: Context, { crawler, schedule }: CrawlerRecord): void {
  if (schedule != null && scheduleState(schedule, context.clock.now()) === 'TRANSITIONING') {
    throw new AwsError('SchedulerTransitioningException', `The schedule of crawler ${crawler.Name} is transitioning`);
  }
}

function find(context: Context, name: string): CrawlerRecord {
  const record = crawlersOf(context.store).get(name);
  if (record == null) {
    throw notFound(`Crawler entry with name ${name} does not exist`);
  }
  requireSettled(context, record);
  return record;
}

function turn(context: Context, record: CrawlerRecord, schedule: ScheduleRecord): object {
  const until = context.clock.now() + context.delays.transition;
  crawlersOf(context.store).put(record.crawler.Name, { ...record, schedule: { ...schedule, until } });
  return {};
}

function updateSchedule(input: { CrawlerName: string; Schedule?: string }, context: Context): object {
  const { schedule: before, ...record } = find(context, input.CrawlerName);
  const schedule = scheduleFrom(input.Schedule ?? '');
  if (schedule == null) {
    crawlersOf(context.store).put(input.CrawlerName, record);
    return {};
  }
  return turn(context, record, { ...schedule, state: before?.state ?? 'SCHEDULED' });
}

function startSchedule(input: { CrawlerName: string }, context: Context): object {
  const record = find(context, input.CrawlerName);
  if (record.schedule == null) {
    throw new AwsError('NoScheduleException', `Crawler ${input.CrawlerName} has no schedule`);
  }
  if (record.schedule.state === 'SCHEDULED') {
    throw new AwsError('SchedulerRunningException', `The schedule of crawler ${input.CrawlerName} is running already`);
  }
  return turn(context, record, { ...record.schedule, state: 'SCHEDULED' });
}

function stopSchedule(input: { CrawlerName: string }, context: Context): object {
  const record = find(context, input.CrawlerName);
  if (record.schedule?.state !== 'SCHEDULED') {
    throw new AwsError('SchedulerNotRunningException', `The schedule of crawler ${input.CrawlerName} is not running`);
  }
  return turn(context, record, { ...record.schedule, state: 'NOT_SCHEDULED' });
}

/** The operations on a crawler's own schedule, which starts nothing by itself here. */
export const crawlerScheduleHandlers: HandlerTable = {
  UpdateCrawlerSchedule: operation(updateSchedule),
  StartCrawlerSchedule: operation(startSchedule),
  StopCrawlerSchedule: operation(stopSchedule),
};
