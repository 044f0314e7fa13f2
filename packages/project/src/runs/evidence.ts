import { type JobRun, type LogEvent, type Pipeline, runLogStreams } from '@gluepipeline/core';

import type { Session } from '../session.ts';
import { loggingOf } from './logging.ts';

/** What a failed run left behind for whoever asks why. */
export interface Evidence {
  /** The end of what its driver wrote, by time. */
  readonly text: string;
  /** The deepest place in the user's own files, where the runner knows it. */
  readonly frame: { readonly file: string; readonly line: number } | undefined;
  /** Why the logs could not be read, where they could not. */
  readonly unreadable: string | undefined;
}

/** Events of one stream that are looked at: a traceback of Spark is long. */
const tailEvents = 200;

/** Gathers what runs left behind, of each run once. */
export function evidenceOnce(session: Session, pipeline: Pipeline): (run: JobRun) => Promise<Evidence> {
  const known = new Map<string, Promise<Evidence>>();
  return (run) => {
    const evidence = known.get(run.id) ?? evidenceOf(session, pipeline, run);
    known.set(run.id, evidence);
    return evidence;
  };
}

/** Gathers what a run left behind; logs that cannot be read are no reason to hide what is known without them. */
async function evidenceOf(session: Session, pipeline: Pipeline, run: JobRun): Promise<Evidence> {
  const frame = await session.frameOf(run);
  try {
    const streams = await runLogStreams(session.logs, loggingOf(session, pipeline, run), ['driver']);
    const tails = await Promise.all(streams.map((stream) => session.logs.tail(stream, tailEvents)));
    return { text: textOf(tails.flat()), frame, unreadable: undefined };
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (error instanceof Error && typeof code === 'string' && /^GP\d{3}$/.test(code)) {
      return { text: '', frame, unreadable: error.message };
    }
    throw error;
  }
}

function textOf(events: readonly LogEvent[]): string {
  return events
    .toSorted((left, right) => left.timestamp - right.timestamp)
    .map(({ message }) => message.replace(/\r?\n$/, ''))
    .join('\n');
}
