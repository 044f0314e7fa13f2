import type { Args, Command } from '../command.ts';
import { followed } from './followed.ts';
import { planOptions } from './plan.ts';
import { textOf } from '../global-options.ts';
import { pairs } from './pairs.ts';

/** Starts the pipeline or one job. */
export const runCommand: Command = {
  name: 'run',
  positionals: [
    { name: 'job', describe: 'A job, crawler or group by its name in the config; without it the whole workflow' },
  ],
  summary: 'Start the pipeline or one job, follow it, and say why it failed',
  examples: [
    ['run --local', 'the whole workflow, on this machine'],
    ['run load -e dev --arg source=s3://bucket/in.csv', 'one job with another argument'],
  ],
  options: {
    all: { type: 'boolean', default: false, describe: 'Every job of a pipeline that has no workflow' },
    wait: { type: 'boolean', default: true, describe: 'Follow the run to its end; --no-wait only starts it' },
    arg: { type: 'array', describe: 'key=value for the job; may be said several times' },
    'run-property': { type: 'array', describe: 'key=value for the workflow run; may be said several times' },
  },
  handler: async (args, context) => {
    const { run } = await import('@gluepipeline/project');
    return followed(context, (hooks) => run({ ...planOptions(context), ...whatToRun(args), ...hooks }));
  },
};

function whatToRun(args: Args) {
  return {
    job: textOf(args, 'job'),
    all: args.all === true,
    wait: args.wait !== false,
    arguments: Object.fromEntries(
      Object.entries(pairs(args.arg, '--arg')).map(([key, value]) => [key.startsWith('--') ? key : `--${key}`, value]),
    ),
    runProperties: pairs(args.runProperty, '--run-property'),
  };
}
