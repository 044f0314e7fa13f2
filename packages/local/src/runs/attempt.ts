import { clearFolder } from './folder.ts';
import { outcomeOf, readFailure } from './outcome.ts';
import type { Interruption, Outcome } from './outcome.ts';
import { prepare } from './prepare.ts';
import type { Attempt, Surroundings } from './prepare.ts';
import type { ScriptProcess } from './process.ts';

/** What one attempt is given beside its surroundings. */
export interface AttemptLimits {
  /** Milliseconds the script may run. */
  readonly timeout: number;
  readonly timeoutMessage: string;
  /** Bytes kept of each log. */
  readonly logLimit: number;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace: number;
  /** The time that the logs are stamped with. @default this machine's */
  readonly now?: () => number;
}

/** An attempt under way. */
export interface RunningAttempt {
  /** Resolves when nothing of it runs any more; never rejects. */
  readonly outcome: Promise<Outcome>;
  /** Ends it, if it has not ended by itself; the first interruption is the one that counts. */
  interrupt(why: Interruption): void;
}

/** Prepares and runs a script once; `onRunning` is called when its process has been started. */
export function runAttempt(
  attempt: Attempt,
  around: Surroundings,
  limits: AttemptLimits,
  onRunning: () => void,
): RunningAttempt {
  let script: ScriptProcess | undefined;
  let interruption: Interruption | undefined;
  const cancelled = new AbortController();
  const interrupt = (why: Interruption): void => {
    // What has come to its end by itself was not interrupted.
    if (script == null || script.end()) {
      interruption ??= why;
      cancelled.abort();
    }
  };

  const go = async (): Promise<Outcome> => {
    const prepared = await prepare(attempt, around, cancelled.signal);
    if (interruption != null) {
      return interruption;
    }
    if (prepared.kind === 'refused') {
      return { state: 'FAILED', message: prepared.reason };
    }
    script = prepared.start({
      outputLog: attempt.folder.outputLog,
      errorLog: attempt.folder.errorLog,
      logLimit: limits.logLimit,
      grace: limits.grace,
      now: limits.now ?? Date.now,
    });
    onRunning();
    const timer = setTimeout(() => interrupt({ state: 'TIMEOUT', message: limits.timeoutMessage }), limits.timeout);
    const end = await script.ended;
    clearTimeout(timer);
    return outcomeOf(end, await readFailure(attempt.folder.failureFile), interruption);
  };

  const outcome = go()
    // A full disk, say: the run failed, and the server goes on.
    .catch((error: unknown): Outcome => ({
      state: 'FAILED',
      message: `the run could not be prepared: ${error instanceof Error ? error.message : String(error)}`,
    }))
    .finally(() => clearFolder(attempt.folder));
  return { outcome, interrupt };
}
