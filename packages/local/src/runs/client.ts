import type { Endpoint } from '../glue/handler.ts';
import type { CrawlReport } from './crawl-report.ts';
import type { Emitted } from './emit.ts';
import type { EventToEmit } from './event-to-emit.ts';
import type { LogStream, RunReport } from './report.ts';
import { endedHeader, internalPrefix, nextHeader } from './routes.ts';

/** What is needed to ask a server: a LocalServer or a ServerAddress will do. */
export type Door = Pick<Endpoint, 'url' | 'accessKeyId'>;

/** A piece of a log as text. */
export interface LogText {
  readonly text: string;
  /** The byte to read on from. */
  readonly next: number;
  /** True when nothing comes after this. */
  readonly ended: boolean;
}

/** The report of a run, from whichever process serves it; undefined when the endpoint knows no such run. */
export async function runReport(endpoint: Door, runId: string): Promise<RunReport | undefined> {
  const response = await ask(endpoint, `runs/${runId}`);
  return response == null ? undefined : ((await response.json()) as RunReport);
}

/** A run's log from that byte to where it ends now; undefined when the endpoint knows no such run. */
export async function runLog(endpoint: Door, runId: string, stream: LogStream, from = 0): Promise<LogText | undefined> {
  const response = await ask(endpoint, `runs/${runId}/log?stream=${stream}&from=${from}`);
  if (response == null) {
    return undefined;
  }
  const ended = response.headers.get(endedHeader) === 'true';
  const bytes = Buffer.from(await response.arrayBuffer());
  const cut = ended ? 0 : unfinished(bytes);
  return {
    text: bytes.subarray(0, bytes.length - cut).toString(),
    next: Number(response.headers.get(nextHeader) ?? from) - cut,
    ended,
  };
}

/** How many bytes at the end begin a character whose rest has not been written yet. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
    if (byte < 0x80) {
      return 0;
    }
  }
  return 0;
}

/** The report of a crawl, by the id that ListCrawls gives it; undefined when the endpoint knows no such crawl. */
export async function crawlReport(endpoint: Door, crawlId: string): Promise<CrawlReport | undefined> {
  const response = await ask(endpoint, `crawls/${crawlId}`);
  return response == null ? undefined : ((await response.json()) as CrawlReport);
}

/** Plays an event on a bus of the endpoint and gives what came of it; undefined where there is no such bus. */
export async function emitEvent(endpoint: Door, bus: string, event: EventToEmit): Promise<Emitted | undefined> {
  const response = await ask(endpoint, `events?bus=${encodeURIComponent(bus)}`, JSON.stringify(event));
  return response == null ? undefined : ((await response.json()) as Emitted);
}

async function ask(endpoint: Door, path: string, event?: string): Promise<Response | undefined> {
  const response = await fetch(new URL(`${internalPrefix}${path}`, endpoint.url), {
    ...(event == null ? {} : { method: 'POST', body: event }),
    headers: { authorization: `GluePipeline Credential=${endpoint.accessKeyId}` },
  });
  if (response.status === 404) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok) {
    throw new Error(`the local endpoint answered ${response.status}: ${await response.text()}`);
  }
  return response;
}
