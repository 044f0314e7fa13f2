import { type StreamChoice, UserError } from '@gluepipeline/core';
import type { LogsOptions, ReadLogs } from '@gluepipeline/project';

import type { Args, Command, Context, Outcome } from '../command.ts';
import { textOf } from '../global-options.ts';
import { jsonLogs, textLogs } from '../render/log-lines.ts';
import { paintFor } from '../render/paint.ts';
import { planOptions } from './plan.ts';
import { sinceOf } from './since.ts';
import { signalExitCode, signalOf } from './stop-signal.ts';

const streams: readonly StreamChoice[] = ['driver', 'executor', 'output', 'error'];

/** Shows what runs have written. */
export const logsCommand: Command = {
  name: 'logs',
  positionals: [
    {
      name: 'job',
      describe: 'A job or a group by its name in the config; without it all jobs of the last workflow run',
    },
  ],
  summary: 'Show what a run has written, merged by time',
  examples: [
    ['logs load', 'the newest run of one job'],
    ['logs load --follow', 'on and on, until the run is over'],
    ['logs --run wr_1f… --grep "Error|Exception"', 'all jobs of one workflow run'],
  ],
  options: {
    run: { type: 'string', describe: 'The id of a job run or of a workflow run; by default the newest' },
    follow: { type: 'boolean', alias: ['f'], default: false, describe: 'Go on until the run is over' },
    stream: { type: 'array', choices: streams, describe: 'These alone; may be said several times' },
    since: { type: 'string', describe: 'Lines from a time on: 10m, 2h, or 2026-11-27T02:00:00Z' },
    grep: { type: 'string', describe: 'Lines that this regular expression matches' },
    noise: { type: 'boolean', default: false, describe: 'With what Spark writes whatever the job does' },
  },
  handler: async (args, context) => {
    const { logs } = await import('@gluepipeline/project');
    const stop = signalOf(context);
    const printer = printerOf(args, context);
    try {
      const read = await logs({
        ...planOptions(context),
        ...whatToRead(args, context),
        onRun: ({ ref, jobRuns }) => printer.begin(ref.kind === 'workflow' || jobRuns.length > 1),
        onLine: (line) => printer.line(line),
        signal: stop,
      });
      printer.end(read);
      return outcomeOf(read, stop.signal);
    } catch (error) {
      const exitCode = printer.fail(error);
      if (exitCode == null) {
        throw error;
      }
      return { exitCode, json: {}, text: () => '', silent: true };
    } finally {
      stop.end();
    }
  },
};

function whatToRead(args: Args, { io }: Context): Omit<LogsOptions, 'place' | 'overrides' | 'connect' | 'onLine'> {
  return {
    job: textOf(args, 'job'),
    run: textOf(args, 'run'),
    follow: args.follow === true,
    streams: streams.filter((stream) => Array.isArray(args.stream) && args.stream.includes(stream)),
    since: sinceOf(textOf(args, 'since'), io.now()),
    grep: patternOf(textOf(args, 'grep')),
    noise: args.noise === true,
  };
}

function patternOf(text: string | undefined): RegExp | undefined {
  try {
    return text == null ? undefined : new RegExp(text, 'u');
  } catch {
    throw new UserError(
      'GP611',
      `--grep ${text ?? ''} is no regular expression`,
      'put a \\ before ( ) [ ] { } . * + ? ^ $ | that are meant as such',
    );
  }
}

function printerOf(args: Args, { global, io, say, paint }: Context) {
  // Whoever follows wants each line at once; a whole log is faster in larger pieces.
  const pieceSize = args.follow === true ? 0 : 1 << 16;
  const own = paintFor(io.env, io.stdoutIsTty, typeof args.color === 'boolean' ? args.color : undefined);
  return global.json
    ? jsonLogs(io.stdout, pieceSize)
    : textLogs(io.stdout, pieceSize, own, (text) => say(paint.dim(text)));
}

function outcomeOf(read: ReadLogs, signal: 'SIGINT' | 'SIGTERM' | undefined): Outcome {
  const exitCode = signalExitCode(signal);
  return { exitCode, json: { lines: read.lines }, text: () => '', silent: true };
}
