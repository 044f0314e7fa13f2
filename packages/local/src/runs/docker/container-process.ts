import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { capture } from '../capture.ts';
import type { OutputLogs, ProcessEnd, ScriptProcess } from '../process.ts';
import type { Containers } from './containers.ts';

/** A `docker run`, and how to know of its container. */
export interface ContainerCommand {
  readonly containers: Containers;
  readonly name: string;
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The file that the watcher makes before it starts the script. */
  readonly startedFile: string;
}

/** How long after the grace a container that should have ended by itself is waited for. */
const lag = 5000;

/**
 * Starts a container with a script. It ends when the standard input of its first process does
 * (python/runner/watch_container.py), so also with this process, even by kill -9.
 */
export function startContainer(command: ContainerCommand, output: OutputLogs): ScriptProcess {
  const { containers, name } = command;
  const child = containers.start(command.argv, command.environment);
  // EPIPE: the container is gone, which is what was wanted.
  child.stdin.on('error', () => undefined);
  const logs = Promise.all([
    capture(child.stdout, output.outputLog, output.logLimit, output.now),
    capture(child.stderr, output.errorLog, output.logLimit, output.now),
  ]);
  let over = false;
  let force: NodeJS.Timeout | undefined;

  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'not-started', reason: error.message }));
    child.once('exit', (code, signal) => {
      over = true;
      clearTimeout(force);
      // Of a `docker` that was killed nobody knows what became of its container.
      const gone = signal == null ? Promise.resolve() : containers.remove(name);
      void Promise.all([gone, Promise.race([logs, delay(lag, undefined, { ref: false })])])
        .then(() => {
          child.stdout.destroy();
          child.stderr.destroy();
          return logs;
        })
        .then(() => endOf(code, command.startedFile, output.errorLog))
        .then(resolve);
    });
  });
  return {
    ended,
    end() {
      if (over) {
        return false;
      }
      child.stdin.end();
      force ??= setTimeout(() => {
        void containers.remove(name).then(() => child.kill('SIGKILL'));
      }, output.grace + lag);
      return true;
    },
  };
}

async function endOf(code: number | null, startedFile: string, errorLog: string): Promise<ProcessEnd> {
  if (code == null) {
    return { kind: 'lost' };
  }
  if (!existsSync(startedFile)) {
    const said = await lastSaid(errorLog).catch(() => undefined);
    return { kind: 'not-started', reason: said ?? `docker run ended with exit code ${code}` };
  }
  return code > 128 ? { kind: 'signalled', signal: code - 128 } : { kind: 'exited', code };
}

/** What docker says at the end of a log, else its last line. */
async function lastSaid(log: string): Promise<string | undefined> {
  const file = await open(log);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 4096);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer
      .toString('utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('gluepipeline: '));
    return lines.findLast((line) => line.startsWith('docker: ')) ?? lines.at(-1);
  } finally {
    await file.close();
  }
}
