import { issueCount, issueText, type Pipeline } from '@gluepipeline/core';

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
          ? `${paint.add('valid')}: ${file.shown}, ${countOf(pipeline)}${count === '' ? '' : `, ${count}`}`
          : `${paint.remove('not valid')}: ${file.shown}, ${count}`;
        return [...issues.map((issue) => `${issueText(issue, paint)}\n`), verdict].join('\n');
      },
      next: valid && pipeline?.nodes.length !== 0 ? lineOf(context, 'plan') : undefined,
    };
  },
};

/** `3 jobs`, `1 job, 2 crawlers`. */
function countOf(pipeline: Pipeline | undefined): string {
  const count = (kind: string) => (pipeline?.nodes ?? []).filter((node) => node.kind === kind).length;
  const words = (number: number, word: string) => `${String(number)} ${number === 1 ? word : `${word}s`}`;
  return [words(count('job'), 'job'), ...(count('crawler') === 0 ? [] : [words(count('crawler'), 'crawler')])].join(
    ', ',
  );
}
