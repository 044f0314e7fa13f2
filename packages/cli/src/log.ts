import type { Logger } from 'pino';

import type { Context } from './command.ts';

/** Writes lines of JSON on stderr, in the order in which they came; pino is loaded with the first. */
export type Log = (level: 'info' | 'error', facts: object, message: string) => void;

const logs = new WeakMap<Context, Log>();

/** The log of a command: one, however many write to it. */
export function logOf(context: Context): Log {
  const known = logs.get(context);
  if (known != null) {
    return known;
  }
  let logger: Promise<Logger> | undefined;
  const log: Log = (level, facts, message) => {
    logger ??= import('pino').then(({ default: pino }) =>
      pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: (line: string) => write(context, line) }),
    );
    void logger.then((pino) => {
      pino[level](facts, message);
    });
  };
  logs.set(context, log);
  return log;
}

function write({ io, progress }: Context, line: string): void {
  progress('');
  io.stderr(line);
}
