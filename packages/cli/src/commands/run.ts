import type { Args, Command } from '../command.ts';
import { followed, followOptions } from './followed.ts';
import { planOptions } from './plan.ts';
import { pairs } from './pairs.ts';

/** Starts the pipeline or one job. */
export const runCommand: Command = {
  name: 'run',
  positionals: [
    {
      name: 'job',
      several: true,
      describe:
        'Jobs, crawlers or groups by their names in the config; +load is load with all before it, load+ with all behind it; none is the whole workflow',
    },
  ],
  summary: 'Start the pipeline or one job, follow it, and say why it failed',
  examples: [
    ['run --local', 'the whole workflow, on this machine'],
    ['run +load+', 'load with all that comes before and behind it'],
    ['run load -e dev --arg source=s3://bucket/in.csv', 'one job with another argument'],
  ],
  options: {
    from: {
      type: 'array',
      value: 'JOB',
      describe: 'A job with all that comes behind it, like load+; may be said several times',
    },
    all: { type: 'boolean', default: false, describe: 'Every job of a pipeline that has no workflow' },
    ...followOptions,
    arg: { type: 'array', describe: 'key=value for the job; may be said several times' },
    'run-property': { type: 'array', describe: 'key=value for the workflow run; may be said several times' },
  },
  handler: async (args, context) => {
    const { run } = await import('@gluepipeline/project');
    return followed(args, context, (hooks) => run({ ...planOptions(context), ...whatToRun(args), ...hooks }));
  },
};

function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function whatToRun(args: Args) {
  return {
    jobs: [...wordsOf(args.job), ...wordsOf(args.from).map((name) => `${name}+`)],
    all: args.all === true,
    arguments: pairs(args.arg, '--arg'),
    runProperties: pairs(args.runProperty, '--run-property'),
  };
}
