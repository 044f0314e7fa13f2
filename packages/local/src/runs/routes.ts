import { AwsError } from '../errors.ts';
import { crawlsOf } from '../glue/crawler-records.ts';
import type { Context } from '../glue/handler.ts';
import type { WireRequest, WireResponse } from '../server/wire.ts';
import { readBody } from '../server/body.ts';
import { emit } from './emit.ts';
import { RunEngine } from './engine.ts';
import { jobRunsOf } from './records.ts';
import type { JobRunRecord } from './records.ts';
import { crawlReportOf } from './crawl-report.ts';
import { readLog, reportOf } from './report.ts';
import type { LogFiles } from './report.ts';

/** The path under which the endpoint answers what AWS has no operation for; no bucket can be called so. */
export const internalPrefix = '/_gluepipeline/';

/** Where events are played. */
const eventsPath = `${internalPrefix}events`;

/** Bytes: far more than an event has. */
const largestEvent = 1024 * 1024;

/** The header that says where to read a log on. */
export const nextHeader = 'x-gluepipeline-next';

/** The header that says whether a log is complete: "true" or "false". */
export const endedHeader = 'x-gluepipeline-ended';

const absent = (path: string): AwsError => new AwsError('EntityNotFoundException', `there is no ${path} here`, 404);

/**
 * Answers a request under `internalPrefix` that has passed the gate and the key check:
 * `POST events?bus=<name>` takes an event and gives what came of it (Emitted), `GET crawls/<id>` gives a CrawlReport as JSON, `GET runs/<id>` a RunReport, `GET runs/<id>/log?stream=output|error&from=<byte>` a piece of a log.
 */
export async function internalRoute(
  request: Pick<WireRequest, 'method' | 'path' | 'query' | 'body'>,
  context: Context,
): Promise<WireResponse> {
  if (request.path === eventsPath && request.method === 'POST' && context.engine instanceof RunEngine) {
    const text = (await readBody(request.body, largestEvent)).toString();
    const emitted = emit(text, request.query.get('bus') ?? 'default', context, context.engine);
    // Nothing is told as done before it is on disk.
    await context.store.settled();
    return answerJson(emitted);
  }
  const crawl = /^\/_gluepipeline\/crawls\/([0-9a-f-]{36})$/.exec(request.path)?.[1];
  const crawled = crawl == null ? undefined : crawlsOf(context.store).get(crawl);
  if (crawled != null && request.method === 'GET') {
    return answerJson(crawlReportOf(crawled));
  }
  const [, id, log] = /^\/_gluepipeline\/runs\/(jr_[0-9a-f]{64})(\/log)?$/.exec(request.path) ?? [];
  const record = id == null ? undefined : jobRunsOf(context.store).get(id);
  if (record == null || request.method !== 'GET' || !(context.engine instanceof RunEngine)) {
    throw absent(request.path);
  }
  const { outputLog, errorLog } = context.engine.runs.folderOf(record.run.Id);
  const files: LogFiles = { output: outputLog, error: errorLog };
  if (log != null) {
    return answerLog(record, files, request.query);
  }
  return answerJson(await reportOf(record, files));
}

function answerJson(value: object): WireResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

async function answerLog(record: JobRunRecord, files: LogFiles, query: URLSearchParams): Promise<WireResponse> {
  const stream = query.get('stream') ?? 'output';
  const from = Number(query.get('from') ?? 0);
  if ((stream !== 'output' && stream !== 'error') || !Number.isSafeInteger(from) || from < 0) {
    throw new AwsError('InvalidInputException', 'stream is output or error, and from a byte');
  }
  const piece = await readLog(record, files[stream], from);
  return {
    status: 200,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      [nextHeader]: String(piece.next),
      [endedHeader]: String(piece.ended),
    },
    body: piece.content,
  };
}
