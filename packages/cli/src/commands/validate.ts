import { issueCount, issueText } from '@gluepipeline/core';

import type { Command } from '../command.ts';
import { lineOf } from './line.ts';
import { overridesOf, placeOf } from './place.ts';

/** Checks the config. */
export const validateCommand: Command = {
  name: 'validate',
  summary: 'Find every mistake in the config; asks nothing of AWS',
  examples: [
    ['validate', 'every complaint with its place and cure'],
    ['validate -e prod', 'for another environment'],
  ],
  options: {},
  handler: async (_args, context) => {
    const { validate } = await import('@gluepipeline/project');
    const { file, pipeline, issues, valid } = await validate(placeOf(context), overridesOf(context));
    const count = issueCount(issues);
    return {
      exitCode: valid ? 0 : 3,
      json: { valid, file: file.shown, issues },
      text: ({ paint }) => {
        const verdict = valid
          ? `${paint.add('valid')}: ${file.shown}, ${String(pipeline?.jobs.length ?? 0)} ${pipeline?.jobs.length === 1 ? 'job' : 'jobs'}${count === '' ? '' : `, ${count}`}`
          : `${paint.remove('not valid')}: ${file.shown}, ${count}`;
        return [...issues.map((issue) => `${issueText(issue, paint)}\n`), verdict].join('\n');
      },
      next: valid && pipeline?.jobs.length !== 0 ? lineOf(context, 'plan') : undefined,
    };
  },
};
