import type { Command } from '../command.ts';
import { textOf } from '../global-options.ts';
import { configLineOf } from './line.ts';
import { placeOf } from './place.ts';

/** Adds a job to the config. */
export const addJobCommand: Command = {
  name: 'add-job',
  summary: 'Add a job at the end of the config, keeping its comments and formatting',
  examples: [
    ['add-job --job-name load --script load.py --job-type pythonshell', 'a script beside the config'],
    ['add-job --job-name clean --script s3://bucket/clean.py', 'a Spark job with a script in S3'],
  ],
  options: {
    'job-name': { type: 'string', required: true, describe: 'The name of the job' },
    script: { type: 'string', required: true, describe: 'An s3:// address, or a path relative to the config' },
    'job-type': {
      type: 'string',
      default: 'glueetl',
      choices: ['glueetl', 'pythonshell', 'streaming', 'gluestreaming'],
      describe: 'The kind of job',
    },
  },
  handler: async (args, context) => {
    const { addJob } = await import('@gluepipeline/project');
    const added = await addJob(placeOf(context), {
      name: textOf(args, 'jobName') ?? '',
      script: textOf(args, 'script') ?? '',
      type: textOf(args, 'jobType') ?? 'glueetl',
      addedAt: new Date(context.io.now()).toISOString(),
    });
    return {
      exitCode: 0,
      json: { ...added },
      text: () =>
        `added job ${added.name} to ${added.file} (${String(added.jobs)} ${added.jobs === 1 ? 'job' : 'jobs'})`,
      next: configLineOf(context, 'validate'),
    };
  },
};
