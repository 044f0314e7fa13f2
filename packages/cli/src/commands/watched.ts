import { setTimeout as pause } from 'node:timers/promises';

import type { Context, Outcome } from '../command.ts';
import { cut } from '../render/cut.ts';
import { signalExitCode, signalOf } from './stop-signal.ts';

/**
 * Asks for an outcome again and again until a signal comes: on a terminal each takes the place of the one before, elsewhere
 * each follows it. The last one is the result of the command.
 */
export async function watched(context: Context, milliseconds: number, ask: () => Promise<Outcome>): Promise<Outcome> {
  const { animated, io, live, paint, say } = context;
  const over = new AbortController();
  const stop = signalOf(context, () => {
    over.abort();
  });
  try {
    for (;;) {
      const outcome = await ask();
      if (!stop.aborted) {
        // A line as wide as the terminal would begin a new one on some.
        const columns = (io.columns() ?? 80) - 1;
        const lines = outcome.text({ paint, columns }).split('\n');
        if (animated) {
          live(lines.slice(0, (io.rows() ?? 24) - 1).map((line) => cut(line, columns)));
        } else {
          say(`${new Date(io.now()).toISOString()}\n${lines.join('\n')}\n`);
        }
        await pause(milliseconds, undefined, { signal: over.signal }).catch(() => undefined);
      }
      if (stop.signal != null) {
        live([]);
        return { ...outcome, exitCode: signalExitCode(stop.signal) };
      }
    }
  } finally {
    stop.end();
  }
}
