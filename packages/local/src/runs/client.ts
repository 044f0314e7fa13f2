import type { Endpoint } from '../glue/handler.ts';
import type { LogStream, RunReport } from './report.ts';
import { endedHeader, internalPrefix, nextHeader } from './routes.ts';

/** A piece of a log as text. */
export interface LogText {
  readonly text: string;
  /** The byte to read on from. */
  readonly next: number;
  /** True when nothing comes after this. */
  readonly ended: boolean;
}

/** The report of a run, from whichever process serves it; undefined when the endpoint knows no such run. */
export async function runReport(endpoint: Endpoint, runId: string): Promise<RunReport | undefined> {
  const response = await ask(endpoint, runId);
  return response == null ? undefined : ((await response.json()) as RunReport);
}

/** A run's log from that byte to where it ends now; undefined when the endpoint knows no such run. */
export async function runLog(
  endpoint: Endpoint,
  runId: string,
  stream: LogStream,
  from = 0,
): Promise<LogText | undefined> {
  const response = await ask(endpoint, `${runId}/log?stream=${stream}&from=${from}`);
  if (response == null) {
    return undefined;
  }
  const { headers } = response;
  return {
    text: await response.text(),
    next: Number(headers.get(nextHeader) ?? from),
    ended: headers.get(endedHeader) === 'true',
  };
}

async function ask(endpoint: Endpoint, path: string): Promise<Response | undefined> {
  const response = await fetch(new URL(`${internalPrefix}runs/${path}`, endpoint.url), {
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
