import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';

import type { Io } from './io.ts';
import { main } from './main.ts';

/** Runs one command line in this process and sets its exit code: the only place that knows `process`. */
export async function runProcess(argv: readonly string[], version: string): Promise<void> {
  process.exitCode = await main(argv, systemIo(), version);
}

function systemIo(): Io {
  return {
    stdout: (text) => write(1, text),
    stderr: (text) => write(2, text),
    get stdin() {
      return process.stdin;
    },
    stdoutIsTty: isatty(1),
    stderrIsTty: isatty(2),
    stdinIsTty: isatty(0),
    columns,
    env: process.env,
    cwd: process.cwd(),
    onSignal,
    now: () => Date.now(),
  };
}

/** COLUMNS is for those who pipe through a pager; a terminal knows its own width. */
function columns(): number {
  const said = Number(process.env.COLUMNS);
  return process.stdout.columns ?? (Number.isInteger(said) && said > 0 ? said : 80);
}

/** Writes all of it, at once: process.stdout costs start-up time on a pipe. A reader that went away ends the process quietly. */
function write(fd: 1 | 2, text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(fd, left));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') {
        process.exit(0);
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}

/** The second signal ends the process at once. */
function onSignal(handler: (signal: 'SIGINT' | 'SIGTERM') => void): () => void {
  let seen = false;
  const listener = (signal: 'SIGINT' | 'SIGTERM') => {
    if (seen) {
      process.exit(signal === 'SIGINT' ? 130 : 143);
    }
    seen = true;
    handler(signal);
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return () => {
    process.off('SIGINT', listener);
    process.off('SIGTERM', listener);
  };
}
