import {
  followLogs,
  isOver,
  type JobRun,
  type LogFilter,
  readLogs,
  type RunLogStream,
  runLogStreams,
  type RunSnapshot,
  type StreamChoice,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import { type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { garbageCollector } from './garbage.ts';
import type { RunChoice } from './find-run.ts';
import { findRuns } from './group-runs.ts';
import { loggingOf } from './logging.ts';
import type { Sound } from '../invalid-config.ts';

/** Which logs, and which lines of them. */
export interface LogsOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'>, RunChoice, LogFilter {
  /** Goes on until the run is over. */
  readonly follow: boolean;
  /** Of which streams; all but the progress bar where none is named. */
  readonly streams: readonly StreamChoice[];
  /** Told what is about to be read, before the first line. */
  readonly onRun?: (read: RunSnapshot) => void;
  readonly onLine: (line: NamedLine) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** A line of a log, with the job that wrote it. */
export interface NamedLine {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly text: string;
  /** The name of the job in the config. */
  readonly job: string;
  readonly run: string;
  readonly stream: Pick<JobStream, 'group' | 'name' | 'from' | 'output'>;
}

interface JobStream extends RunLogStream {
  readonly job: string;
  readonly run: string;
}

/** What was read. */
export interface ReadLogs {
  readonly lines: number;
  /** The streams that there were. */
  readonly streams: readonly Pick<JobStream, 'group' | 'name'>[];
  readonly snapshot: RunSnapshot;
}

/** Reads the output of a run, merged by time; of a workflow run that of all its jobs. */
export function logs(options: LogsOptions): Promise<ReadLogs> {
  return withSession(options, async (sound, session) => {
    const { now: first, again } = await findRuns(session, sound.pipeline, options);
    options.onRun?.(first);
    const streamsOf = streamFinder(session, sound, options.streams);
    let now = first;
    const find = () => streamsOf(now.jobRuns);
    const lines = options.follow
      ? followLogs<JobStream>(
          session.logs,
          {
            find,
            over: async () => (now = await again()).over,
            clock: systemClock,
            ...pace(session),
            ...(options.signal == null ? {} : { signal: options.signal }),
          },
          options,
        )
      : readLogs(session.logs, await find(), options);
    let count = 0;
    const tidy = garbageCollector();
    for await (const { timestamp, text, stream } of lines) {
      options.onLine({ timestamp, text, job: stream.job, run: stream.run, stream });
      count += 1;
      tidy(text.length);
      if (options.signal?.aborted === true) {
        break;
      }
    }
    return { lines: count, streams: await find(), snapshot: now };
  });
}

/** AWS brings lines late and counts calls; here neither is so. */
function pace({ kind }: Session): { readonly pollMilliseconds: number; readonly lagMilliseconds: number } {
  return kind === 'local'
    ? { pollMilliseconds: 100, lagMilliseconds: 0 }
    : { pollMilliseconds: 1000, lagMilliseconds: 5000 };
}

/** Finds the streams of job runs; those of a run that is over are looked for once. */
function streamFinder(
  session: Session,
  { pipeline }: Sound,
  choices: readonly StreamChoice[],
): (runs: readonly JobRun[]) => Promise<readonly JobStream[]> {
  const known = new Map<string, readonly JobStream[]>();
  const ofRun = async (run: JobRun): Promise<readonly JobStream[]> => {
    const before = known.get(run.id);
    if (before != null) {
      return before;
    }
    const job = pipeline.nodes.find(({ kind, resourceName }) => kind === 'job' && resourceName === run.job);
    const found = await runLogStreams(session.logs, loggingOf(session, pipeline, run), choices);
    const streams = found.map((stream) => ({ ...stream, job: job?.name ?? run.job, run: run.id }));
    const settled = run.completedAt != null && systemClock.now() - run.completedAt > pace(session).lagMilliseconds;
    if (isOver(run.state) && settled) {
      known.set(run.id, streams);
    }
    return streams;
  };
  return async (runs) => (await Promise.all(runs.map(ofRun))).flat();
}
