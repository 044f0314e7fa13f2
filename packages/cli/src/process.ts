import { fstatSync, writeSync } from 'node:fs';

import type { Io } from './io.ts';
import { main } from './main.ts';

// The version of the AWS SDK that is pinned here supports this Node: its warning about later ones tells a user nothing.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Runs one command line in this process and sets its exit code: the only place that knows `process`. */
export async function runProcess(argv: readonly string[], version: string): Promise<void> {
  process.exitCode = await main(argv, systemIo(), version);
  process.nextTick(endIfIdle);
}

/**
 * Where nothing is open and nothing under way, the process is at its end: Node would see that by itself, but only after V8
 * has tidied up a memory that nobody needs any more.
 */
function endIfIdle(): void {
  if (process.getActiveResourcesInfo().length === 0) {
    process.exit();
  }
}

function systemIo(): Io {
  return {
    stdout: (text) => write(1, text),
    stderr: (text) => write(2, text),
    get stdin() {
      return process.stdin;
    },
    get stdoutIsTty() {
      return isTerminal(1);
    },
    get stderrIsTty() {
      return isTerminal(2);
    },
    get stdinIsTty() {
      return isTerminal(0);
    },
    columns,
    rows,
    env: process.env,
    cwd: process.cwd(),
    nodeVersion: process.version,
    useProfile: (profile) => {
      process.env.AWS_PROFILE = profile;
    },
    onSignal,
    now: () => Date.now(),
    every: (milliseconds, action) => {
      const timer = setInterval(action, milliseconds).unref();
      return () => clearInterval(timer);
    },
  };
}

/** A terminal knows its own width; COLUMNS is for those who pipe through a pager. */
function columns(): number | undefined {
  return [terminal()?.columns, Number(process.env.COLUMNS)].find(isCount);
}

function rows(): number | undefined {
  return [terminal()?.rows].find(isCount);
}

/** Touching process.stdout costs start-up time. */
function terminal(): NodeJS.WriteStream | undefined {
  return isTerminal(1) ? process.stdout : isTerminal(2) ? process.stderr : undefined;
}

function isCount(size: number | undefined): size is number {
  return size != null && Number.isInteger(size) && size > 0;
}

/** Only a character device can be a terminal: for a file or a pipe, node:tty and the network code behind it stay unloaded. */
function isTerminal(fd: 0 | 1 | 2): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    // A closed descriptor is no terminal.
    return false;
  }
}

/** Writes all of it, at once: process.stdout costs start-up time on a pipe. A reader that went away misses the rest: what is being deployed goes on. */
function write(fd: 1 | 2, text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(fd, left));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') {
        return;
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
