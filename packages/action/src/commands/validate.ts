import { codeSpan, isAcceptable, issueCount, issueText } from '@gluepipeline/core';
import { configPath, validate, type Validated } from '@gluepipeline/project';

import { annotate, pathIn } from '../annotations.ts';
import type { Context } from '../context.ts';
import { graphSection } from '../report/graph-section.ts';
import type { Report } from '../report/report.ts';
import type { Command } from './command.ts';

/** Checks the config; asks nothing of AWS. */
export const validateCommand: Command = {
  title: 'Check of the config',
  otherwise: undefined,
  isComment: false,
  run: async (context) => {
    const { inputs, runner, target, folder, workspace } = context;
    const strict = inputs.flag('strict');
    const validated = await validate(target.place, target.overrides, { strict });
    const valid = isAcceptable(validated.issues) && !(strict && validated.issues.length > 0);
    if (inputs.flag('annotations')) {
      annotate(runner, validated.issues, folder, workspace);
    }
    validated.issues.forEach((issue) => runner.say(`${issueText(issue)}\n`));
    return reportOf(validated, valid, context);
  },
};

function reportOf({ file, issues, pipeline }: Validated, valid: boolean, context: Context): Report {
  const { runner, workspace, folder, target } = context;
  const count = issueCount(issues);
  const what = [pipeline == null ? '' : countOf(pipeline.nodes.length), count].filter((text) => text !== '').join(', ');
  runner.say(`${valid ? 'valid' : 'not valid'}: ${file.shown}${what === '' ? '' : `, ${what}`}`);
  const name = codeSpan(pathIn(workspace, folder, configPath(target.place)));
  return {
    outcome: valid ? 'done' : 'failed',
    head: `### Check of ${name}${pipeline == null ? '' : `, environment \`${pipeline.environment}\``}\n\n**${valid ? 'Valid' : 'Not valid'}**${what === '' ? '' : `: ${what}`}`,
    sections: [
      {
        title: count,
        language: 'text',
        text: issues.map((issue) => issueText(issue)).join('\n\n'),
      },
      ...(pipeline == null ? [] : [graphSection(pipeline)]),
    ],
    outputs: valid ? {} : { 'failure-reason': 'validation-failed' },
    environment: pipeline?.environment,
    isComment: false,
  };
}

function countOf(nodes: number): string {
  return `${String(nodes)} ${nodes === 1 ? 'job or crawler' : 'jobs and crawlers'}`;
}
