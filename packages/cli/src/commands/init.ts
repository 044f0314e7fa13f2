import { assetFolders } from '../assets.ts';
import type { Command } from '../command.ts';
import { textOf } from '../global-options.ts';
import { configLineOf, lineOf } from './line.ts';
import { placeOf } from './place.ts';

/** Makes a new pipeline. */
export const initCommand: Command = {
  name: 'init',
  summary: 'Make a config, and with --template a pipeline that runs',
  examples: [
    ['init --name sales', 'write config.json'],
    ['init --name sales --template csv-etl', 'with three scripts and a CSV file'],
    ['init --name sales --github -e prod', 'with workflows: plan in pull requests, deploy on merge, drift, rollback'],
  ],
  options: {
    name: { type: 'string', required: true, describe: 'The name of the pipeline' },
    'glue-version': { type: 'string', default: '6.0', describe: 'The Glue version of its Spark jobs' },
    template: { type: 'string', describe: 'Begin with a pipeline that runs: csv-etl' },
    github: {
      type: 'boolean',
      default: false,
      describe: 'Also write workflows of GitHub Actions; a config that is there already is kept',
    },
    action: {
      type: 'string',
      default: 'org/gluepipeline-action@v0',
      describe: 'With --github: the action, as owner/name@ref',
    },
    force: { type: 'boolean', default: false, describe: 'Write over files that are there' },
  },
  handler: async (args, context) => {
    const { init } = await import('@gluepipeline/project');
    const made = await init(placeOf(context), {
      name: textOf(args, 'name') ?? '',
      environment: context.global.environment ?? 'dev',
      glueVersion: textOf(args, 'glueVersion') ?? '6.0',
      createdAt: new Date(context.io.now()).toISOString(),
      template: textOf(args, 'template'),
      force: args.force === true,
      github:
        args.github === true
          ? { action: textOf(args, 'action') ?? '', environment: context.global.environment }
          : undefined,
      templatesFolder: assetFolders.templates,
    });
    if (args.github === true && textOf(args, 'action')?.startsWith('org/') === true) {
      context.say('note: write the owner of the action for org in the workflows, or say --action owner/name@ref');
    }
    return {
      exitCode: 0,
      json: { config: made.config, files: made.files },
      text: () => made.files.map((file) => `wrote ${file}`).join('\n'),
      next:
        textOf(args, 'template') == null
          ? configLineOf(context, 'add-job', '--job-name NAME', '--script PATH')
          : lineOf({ ...context, global: { ...context.global, local: true } }, 'deploy'),
    };
  },
};
