import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { isObject } from '../json.ts';
import type { ProcessEnd } from './process.ts';

/** The place in the user's own code where a script failed. */
export interface Frame {
  /** Base name of the file. */
  readonly file: string;
  readonly line: number;
}

/** How one attempt ended, in Glue's words. */
export interface Outcome {
  readonly state: 'SUCCEEDED' | 'FAILED' | 'STOPPED' | 'TIMEOUT';
  readonly message?: string;
  readonly frame?: Frame;
}

/** Why a run was ended from outside. */
export interface Interruption {
  readonly state: 'STOPPED' | 'TIMEOUT';
  readonly message?: string;
}

/** What the launcher wrote about the script's failure. */
export interface Failure {
  readonly message: string;
  readonly frame?: Frame;
}

/** Reads the launcher's note; undefined when it left none. */
export async function readFailure(file: string): Promise<Failure | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isObject(value) || typeof value.message !== 'string') {
      return undefined;
    }
    const frame = value.frame;
    return isObject(frame) && typeof frame.file === 'string' && typeof frame.line === 'number'
      ? { message: value.message, frame: { file: frame.file, line: frame.line } }
      : { message: value.message };
  } catch {
    return undefined;
  }
}

/**
 * The outcome of a process. What interrupted it counts more than how it then ended: many scripts answer SIGTERM with
 * exit code 0. A failure that was noted counts more than the exit code, of which the system keeps a byte alone.
 */
export function outcomeOf(
  end: ProcessEnd,
  failure: Failure | undefined,
  interruption: Interruption | undefined,
): Outcome {
  if (interruption != null) {
    return interruption;
  }
  if (end.kind === 'exited' && end.code === 0 && failure == null) {
    return { state: 'SUCCEEDED' };
  }
  return failure == null ? { state: 'FAILED', message: wordsFor(end) } : { state: 'FAILED', ...failure };
}

function wordsFor(end: ProcessEnd): string {
  switch (end.kind) {
    case 'exited':
      return `the script ended with exit code ${end.code}`;
    case 'signalled':
      return `the script was ended by ${signalName(end.signal)}`;
    case 'not-started':
      return `the script could not be started: ${end.reason}`;
    case 'lost':
      return 'the script was killed together with its watcher';
  }
}

function signalName(signal: number): string {
  const name = Object.entries(constants.signals).find(([, value]) => value === signal)?.[0] ?? `signal ${signal}`;
  return name === 'SIGKILL' ? 'SIGKILL (out of memory?)' : name;
}
