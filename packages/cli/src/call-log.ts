import type { AwsCall } from '@gluepipeline/project';
import type { Logger } from 'pino';

import type { Context } from './command.ts';

/** Logs a line an AWS call on stderr; pino is loaded with the first. Arguments, headers and secrets never reach it. */
export function callLog({ io, global }: Context): (call: AwsCall) => void {
  let logger: Promise<Logger> | undefined;
  return (call) => {
    if (global.logFormat === 'text') {
      io.stderr(`${lineOf(call)}\n`);
      return;
    }
    logger ??= import('pino').then(({ default: pino }) =>
      pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: (line: string) => io.stderr(line) }),
    );
    void logger.then((log) => log.info(call, 'aws call'));
  };
}

function lineOf({ service, operation, target, attempts, milliseconds, requestId, error }: AwsCall): string {
  const parts = [
    `${service}.${operation}`,
    target,
    `${String(Math.round(milliseconds))} ms`,
    attempts > 1 ? `${String(attempts)} attempts` : undefined,
    error,
    requestId,
  ];
  return `aws  ${parts.filter((part) => part != null && part !== '').join('  ')}`;
}
