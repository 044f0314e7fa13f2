import type { Context, Outcome } from '../command.ts';

/** A signal that came, or may still come. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly signal: 'SIGINT' | 'SIGTERM' | undefined;
  /** Settles when one comes. */
  readonly came: Promise<void>;
  readonly end: () => void;
}

/** Waits for a signal; `told` hears of it. A second one ends the process at once. */
export function signalOf({ io }: Context, told: () => void = () => undefined): StopSignal {
  let seen: StopSignal['signal'];
  let tell: () => void = () => undefined;
  const came = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const end = io.onSignal((signal) => {
    seen = signal;
    told();
    tell();
  });
  return {
    get aborted() {
      return seen != null;
    },
    get signal() {
      return seen;
    },
    came,
    end,
  };
}

/** The first signal lets the steps in flight end and starts no more; the second ends the process at once. */
export function stopOnSignal(context: Context): StopSignal {
  return signalOf(context, () => {
    context.say('stopping: the steps in flight end first; a second signal leaves at once');
  });
}

/** What a command came to that a signal ended while it waited for the lock; nothing for any other error. */
export function interruptedOutcome(error: unknown, { signal }: StopSignal): Outcome | undefined {
  return signal != null && error instanceof Error && error.name === 'Interrupted'
    ? {
        exitCode: signalExitCode(signal),
        json: { outcome: 'interrupted' },
        text: () => 'Interrupted while waiting for the lock: nothing was changed.',
      }
    : undefined;
}

/** The exit code of a command that a signal has ended; 0 where none has. */
export function signalExitCode(signal: StopSignal['signal']): number {
  return signal == null ? 0 : signal === 'SIGINT' ? 130 : 143;
}
