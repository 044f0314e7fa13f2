import type { CrawlRecord } from '../glue/crawler-records.ts';
import type { Context } from '../glue/handler.ts';
import type { Json, JsonObject } from '../json.ts';
import type { JobRun } from '../runs/records.ts';
import { envelope, publish } from './publish.ts';

const severities: Readonly<Record<string, string>> = { FAILED: 'ERROR', TIMEOUT: 'ERROR' };

const words: Readonly<Record<string, string>> = {
  SUCCEEDED: 'Job run succeeded',
  STOPPED: 'Job run stopped',
  TIMEOUT: 'Job run timed out',
};

/**
 * Tells of the end of a job run, of each attempt, in the states that Glue tells of (Glue developer guide,
 * automating-awsglue-with-cloudwatch-events); severities and messages are assumed.
 */
export function publishJobEnd(context: Context, run: JobRun): void {
  const { JobName, JobRunState: state, Id, ErrorMessage = '' } = run;
  if (words[state] == null && state !== 'FAILED') {
    return;
  }
  const message: Json =
    words[state] ?? `JobName:${JobName} and JobRunId:${Id} failed to execute with exception ${ErrorMessage}`;
  const detail = { jobName: JobName, severity: severities[state] ?? 'INFO', state, jobRunId: Id, message };
  tell(context, 'Glue Job State Change', detail);
}

/**
 * Tells that a crawl has begun, or how it has ended (EventBridge user guide, event-types, "Glue Crawler State Change").
 * The counts of tables are 0, for nothing is written; a crawl that was cancelled is no event.
 */
export function publishCrawl(context: Context, crawl: CrawlRecord): void {
  const { crawler: crawlerName, startedOn, completedOn = startedOn } = crawl;
  const of = (state: string) => ({ accountId: context.account, crawlerName, state, message: `Crawler ${state}` });
  switch (crawl.state) {
    case 'RUNNING':
      tell(context, 'Glue Crawler State Change', { ...of('Started'), startTime: toTheSecond(startedOn) });
      break;
    case 'SUCCEEDED':
      tell(context, 'Glue Crawler State Change', {
        ...of('Succeeded'),
        ...nothingWritten,
        warningMessage: 'N/A',
        'runningTime (sec)': String(Math.floor(completedOn - startedOn)),
        completionDate: toTheSecond(completedOn),
      });
      break;
    case 'FAILED':
      tell(context, 'Glue Crawler State Change', { ...of('Failed'), errorMessage: crawl.errorMessage ?? '' });
      break;
    default:
  }
}

const nothingWritten: JsonObject = {
  tablesCreated: '0',
  tablesUpdated: '0',
  tablesDeleted: '0',
  partitionsCreated: '0',
  partitionsUpdated: '0',
  partitionsDeleted: '0',
};

function toTheSecond(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

function tell(context: Context, detailType: string, detail: JsonObject): void {
  publish(context, 'default', envelope(context, { source: 'aws.glue', detailType, detail }));
}
