import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { capture } from './capture.ts';

/** How a script's process came to its end. */
export type ProcessEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: number }
  | { readonly kind: 'not-started'; readonly reason: string }
  /** The watcher was killed, so nobody knows how the script ended; it is gone all the same. */
  | { readonly kind: 'lost' };

/** Where the output of a script goes, and how long it has to end. */
export interface OutputLogs {
  readonly outputLog: string;
  readonly errorLog: string;
  /** Bytes kept of each of the two logs. */
  readonly logLimit: number;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace: number;
  /** The time that the logs are stamped with. */
  readonly now: () => number;
}

/** A command for an interpreter, and where its output goes. */
export interface ScriptCommand extends OutputLogs {
  readonly python: string;
  /** Of watch.py, launch.py and the run file. */
  readonly watcher: string;
  readonly launcher: string;
  readonly runFile: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A running script: a process group of its own, which never outlives this process. */
export interface ScriptProcess {
  /** Resolves when the group is gone and its logs are written; never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Asks the group to end, and makes it after the grace; false when the script has ended already. */
  end(): boolean;
}

// A grandchild that left the group may hold the pipes open for ever: its output after this is not waited for.
const lastOutput = 2000;

/** Starts a script under its watcher. */
export function startScript(command: ScriptCommand): ScriptProcess {
  const child = spawn(command.python, ['-I', '-S', command.watcher, command.launcher, command.runFile], {
    cwd: command.folder,
    env: command.environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, output, errors, control] = child.stdio as unknown as readonly [null, Readable, Readable, Readable];
  const logs = Promise.all([
    capture(output, command.outputLog, command.logLimit, command.now),
    capture(errors, command.errorLog, command.logLimit, command.now),
  ]);
  const report = read(control);
  let over = false;
  control.once('data', () => (over = true));
  const killTimers = new Set<NodeJS.Timeout>();

  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'not-started', reason: error.message }));
    child.once('exit', () => {
      over = true;
      killTimers.forEach((timer) => clearTimeout(timer));
      signalGroup(child.pid, 'SIGKILL');
      void Promise.race([logs, delay(lastOutput, undefined, { ref: false })])
        .then(() => {
          output.destroy();
          errors.destroy();
          return Promise.all([report, logs]);
        })
        .then(([text]) => resolve(endOf(text)));
    });
  });
  return {
    ended,
    end() {
      if (over) {
        // The id of the group may be another's by now.
        return false;
      }
      signalGroup(child.pid, 'SIGTERM');
      killTimers.add(setTimeout(() => signalGroup(child.pid, 'SIGKILL'), command.grace));
      return true;
    },
  };
}

function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader == null) {
    return;
  }
  try {
    process.kill(-leader, signal);
  } catch {
    // ESRCH: the whole group is gone, which is what was wanted.
  }
}

function read(control: Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    control.setEncoding('utf8');
    control.on('data', (chunk: string) => (text += chunk));
    control.on('error', () => resolve(text));
    control.on('close', () => resolve(text));
  });
}

function endOf(report: string): ProcessEnd {
  const code = /"exit": (-?\d+)/.exec(report)?.[1];
  if (code == null) {
    return { kind: 'lost' };
  }
  const value = Number(code);
  return value < 0 ? { kind: 'signalled', signal: -value } : { kind: 'exited', code: value };
}
