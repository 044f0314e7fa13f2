import { graphOf, type Job } from '@gluepipeline/core';

import type { Command } from '../command.ts';
import { configLineOf } from './line.ts';
import { overridesOf, placeOf } from './place.ts';

/** Lists the jobs of the config. */
export const listCommand: Command = {
  name: 'list',
  summary: 'List the jobs of the config',
  examples: [
    ['list', 'a table'],
    ['list --json', 'for other programs'],
  ],
  options: {},
  handler: async (_args, context) => {
    const { list } = await import('@gluepipeline/project');
    const { file, pipeline } = await list(placeOf(context), overridesOf(context));
    const { tableText } = await import('../render/table.ts');
    const after = new Map(graphOf(pipeline).map((node) => [node.name, node.after]));
    return {
      exitCode: 0,
      json: {
        pipeline: pipeline.name,
        environment: pipeline.environment,
        jobs: pipeline.jobs.map((job) => ({
          name: job.name,
          type: job.kind,
          script: scriptOf(job),
          resourceName: job.resourceName,
          dependsOn: after.get(job.name) ?? [],
        })),
      },
      text: (view) => {
        const head = `${view.paint.bold(pipeline.name)} · environment ${pipeline.environment} · ${file}`;
        const rows = pipeline.jobs.map((job) => [
          job.name,
          job.kind,
          scriptOf(job),
          (after.get(job.name) ?? []).join(', '),
        ]);
        return rows.length === 0
          ? `${head}\n\nno jobs yet`
          : `${head}\n\n${tableText(['job', 'type', 'script', 'after'], rows, view)}`;
      },
      next:
        pipeline.jobs.length === 0 ? configLineOf(context, 'add-job', '--job-name NAME', '--script PATH') : undefined,
    };
  },
};

function scriptOf({ script }: Job): string {
  return script == null ? '' : script.kind === 's3' ? script.uri : script.path;
}
