import {
  type Crawler,
  GetCrawlerCommand,
  type GlueClient,
  StartCrawlerScheduleCommand,
  StopCrawlerScheduleCommand,
} from '@aws-sdk/client-glue';
import type { Clock } from '@gluepipeline/core';

import { type AwsCallError, hasAwsCode, withHint } from '../client/errors.ts';
import { backOff, waitFor } from '../client/retry.ts';

/** How long a crawl is waited for that stands in the way. Crawls may take hours, and then it is for people to decide. */
const crawlPatience = 5 * 60_000;

/** A schedule that changes for longer than this is stuck. */
const schedulePatience = 2 * 60_000;

/** The crawler of that name, or nothing where there is none. */
export async function findCrawler(glue: GlueClient, name: string): Promise<Crawler | undefined> {
  try {
    return (await glue.send(new GetCrawlerCommand({ Name: name }))).Crawler;
  } catch (error) {
    if (hasAwsCode(error, 'EntityNotFoundException')) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Does what Glue refuses while the crawler runs, as soon as it does not. A crawl is never stopped for it: what it has
 * begun to write, and the workflow that waits for it, are not ours to give up (docs/decisions/0009-crawlers.md).
 */
export async function whenIdle<T>(glue: GlueClient, clock: Clock, name: string, send: () => Promise<T>): Promise<T> {
  const end = clock.now() + crawlPatience;
  for (let attempt = 0; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const delay = backOff(clock, attempt, 200, 10_000);
      if (!isRefusedForCrawl(error)) {
        throw error;
      }
      if (clock.now() + delay > end) {
        throw stillRunning(error, name);
      }
      await clock.sleep(delay);
    }
  }
}

/**
 * Refused because the crawler runs: the code that is declared, and the words that come in its place
 * (aws-cloudformation/cloudformation-coverage-roadmap#817).
 */
function isRefusedForCrawl(error: unknown): error is AwsCallError {
  return (
    hasAwsCode(error, 'CrawlerRunningException', 'CrawlerStoppingException') ||
    (hasAwsCode(error, 'InvalidInputException') && /crawler while running/i.test(error.message))
  );
}

function stillRunning(error: AwsCallError, name: string): AwsCallError {
  const minutes = Math.round(crawlPatience / 60_000);
  return withHint(
    error,
    `crawler "${name}" is crawling, and has been for ${minutes} minutes of waiting: run again when the crawl has ended, or stop it first (aws glue stop-crawler --name '${name}')`,
  );
}

/** Returns when the crawler's schedule no longer changes by itself; `gone` where there is no crawler. */
export async function settledSchedule(glue: GlueClient, clock: Clock, name: string): Promise<Crawler | 'gone'> {
  const look = async () => {
    const crawler = await findCrawler(glue, name);
    return crawler == null ? 'gone' : crawler.Schedule?.State === 'TRANSITIONING' ? undefined : crawler;
  };
  return waitFor(clock, look, {
    operation: 'GetCrawler',
    target: `"${name}"`,
    otherwise: `the schedule of crawler "${name}" has not come to rest`,
    milliseconds: schedulePatience,
  });
}

/** Makes a crawler's schedule go on or stand still, and returns when it does; it is asked before it is told. */
export async function setScheduled(glue: GlueClient, clock: Clock, name: string, on: boolean): Promise<void> {
  const crawler = await settledSchedule(glue, clock, name);
  if (crawler === 'gone' || (crawler.Schedule?.State === 'SCHEDULED') === on) {
    return;
  }
  const which = { CrawlerName: name };
  await glue.send(on ? new StartCrawlerScheduleCommand(which) : new StopCrawlerScheduleCommand(which));
  await settledSchedule(glue, clock, name);
}
