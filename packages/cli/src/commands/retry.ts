import type { Command } from '../command.ts';
import { textOf } from '../global-options.ts';
import { followed, followOptions } from './followed.ts';
import { planOptions } from './plan.ts';

/** Runs again what failed. */
export const retryCommand: Command = {
  name: 'retry',
  positionals: [{ name: 'job', describe: 'A job; without it the newest run of the workflow' }],
  summary: 'Run again what failed in the newest run, and what comes behind it',
  examples: [
    ['retry', 'the failed jobs of the last workflow run, and those that wait for them'],
    ['retry load', 'the newest run of one job, with the arguments that it had'],
  ],
  options: {
    run: { type: 'string', describe: 'The id of the run to try again; by default the newest' },
    ...followOptions,
  },
  handler: async (args, context) => {
    const { retry } = await import('@gluepipeline/project');
    const choice = { job: textOf(args, 'job'), run: textOf(args, 'run') };
    return followed(args, context, (hooks) => retry({ ...planOptions(context), ...choice, ...hooks }));
  },
};
