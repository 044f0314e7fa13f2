import type { AwsCall } from '@gluepipeline/project';

import type { Context } from './command.ts';
import { logOf } from './log.ts';

/** Logs a line an AWS call on stderr. Arguments, headers and secrets never reach it. */
export function callLog(context: Context): (call: AwsCall) => void {
  const { io, global, progress } = context;
  return (call) => {
    if (global.logFormat === 'text') {
      progress('');
      io.stderr(`${lineOf(call)}\n`);
      return;
    }
    logOf(context)('info', call, 'aws call');
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
