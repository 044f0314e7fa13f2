import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Frame } from './outcome.ts';
import { isActive } from './records.ts';
import type { JobRunRecord, JobRunState } from './records.ts';

/** The two outputs of a script. */
export type LogStream = 'output' | 'error';

/** What there is to know of a run beside its JobRun: enough to tell why it failed. */
export interface RunReport {
  readonly runId: string;
  readonly jobName: string;
  readonly attempt: number;
  readonly state: JobRunState;
  /** True once nothing will be added to the logs. */
  readonly ended: boolean;
  readonly message?: string;
  /** The deepest place of the failure in the user's own files. */
  readonly frame?: Frame;
  /** The last lines of the error log, at most 40. */
  readonly lastLines: readonly string[];
  /** Bytes in the logs so far. */
  readonly bytes: Readonly<Record<LogStream, number>>;
}

const tailBytes = 16 * 1024;
const tailLines = 40;

/** Where the two logs of a run lie. */
export type LogFiles = Readonly<Record<LogStream, string>>;

/** The report of a run as it stands now. */
export async function reportOf({ run, frame }: JobRunRecord, files: LogFiles): Promise<RunReport> {
  return {
    runId: run.Id,
    jobName: run.JobName,
    attempt: run.Attempt,
    state: run.JobRunState,
    ended: run.CompletedOn != null,
    ...(run.ErrorMessage == null ? {} : { message: run.ErrorMessage }),
    ...(frame == null ? {} : { frame }),
    lastLines: await lastLines(files.error),
    bytes: { output: await sizeOf(files.output), error: await sizeOf(files.error) },
  };
}

/** A piece of a log: from a byte to where the log ends now. */
export interface LogPiece {
  readonly content: Readable | string;
  /** Where to read on. */
  readonly next: number;
  /** True when nothing comes after `next`. */
  readonly ended: boolean;
}

/** The log from that byte; empty when the run has written nothing there. */
export async function readLog(record: JobRunRecord, file: string, from: number): Promise<LogPiece> {
  // Asked before the size: a run that ends in between is read to its end by the next call.
  const ended = !isActive(record);
  const size = await sizeOf(file);
  return size <= from
    ? { content: '', next: from, ended }
    : { content: createReadStream(file, { start: from, end: size - 1 }), next: size, ended };
}

async function sizeOf(file: string): Promise<number> {
  // A run that has not begun has no files yet.
  return stat(file).then(
    (found) => found.size,
    () => 0,
  );
}

async function lastLines(file: string): Promise<readonly string[]> {
  const size = await sizeOf(file);
  if (size === 0) {
    return [];
  }
  const handle = await open(file);
  try {
    const start = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const lines = buffer.subarray(0, bytesRead).toString().trimEnd().split('\n');
    // The first is cut in two when the file is longer.
    return (start > 0 ? lines.slice(1) : lines).slice(-tailLines);
  } finally {
    await handle.close();
  }
}
