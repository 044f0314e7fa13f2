import { isAcceptable, issueCount, issueListText, type Pipeline, shorten } from '@gluepipeline/core';
import type { Validated } from '@gluepipeline/project';

import type { Args, Command, Context, Outcome } from '../command.ts';
import { textOf } from '../global-options.ts';
import { configLineOf, lineOf } from './line.ts';
import { overridesOf, placeOf } from './place.ts';

/** So many fit into what a person scrolls through; machines get all. */
const mostForPeople = 50;

/** Checks the config. */
export const validateCommand: Command = {
  name: 'validate',
  summary: 'Find every mistake in the config; asks nothing of AWS',
  examples: [
    ['validate', 'every complaint with its place and cure'],
    ['validate -e prod', 'for another environment'],
    ['validate --all-environments', 'for each that the config lists, and what they share'],
    ['validate --strict', 'warnings fail, too'],
    ['validate --format github', 'annotations of a pull request'],
  ],
  options: {
    strict: {
      type: 'boolean',
      default: false,
      describe: 'Fail where there are warnings, and show every script to Python',
    },
    'all-environments': {
      type: 'boolean',
      default: false,
      describe: 'Check every environment that the config lists, and their names against each other',
    },
    format: {
      type: 'string',
      choices: ['text', 'json', 'sarif', 'github'],
      default: 'text',
      describe: 'For people, programs, code scanning, or annotations of GitHub Actions; json is --json',
    },
    'max-issues': {
      type: 'number',
      range: [0, 1_000_000],
      describe: `How many issues to show, errors first; 0 for all (text: ${String(mostForPeople)}, else all)`,
    },
  },
  handler: async (args, context) => {
    const { validate, validateAll } = await import('@gluepipeline/project');
    const strict = args.strict === true;
    const scrutiny = { strict, python: context.global.python };
    const validated =
      args.allEnvironments === true
        ? await validateAll(placeOf(context), overridesOf(context), scrutiny)
        : await validate(placeOf(context), overridesOf(context), scrutiny);
    const valid = isAcceptable(validated.issues) && !(strict && validated.issues.length > 0);
    const judged = { ...validated, valid, strict };
    return { exitCode: valid ? 0 : 3, ...(await faces(judged, args, context)) };
  },
};

type Judged = Validated & { readonly strict: boolean; readonly environments?: readonly string[] };

/** What is printed, in the format that was asked for. */
async function faces(judged: Judged, args: Args, context: Context): Promise<Omit<Outcome, 'exitCode'>> {
  const { file, issues, pipeline, valid } = judged;
  const format = context.global.json ? 'json' : (textOf(args, 'format') ?? 'text');
  const most = typeof args.maxIssues === 'number' ? args.maxIssues : format === 'text' ? mostForPeople : 0;
  const shortened = shorten(issues, most);
  const left = shortened.left.length === 0 ? {} : { left: shortened.left };
  const environments = judged.environments == null ? {} : { environments: judged.environments };
  const json = { valid, file: file.shown, ...environments, issues: shortened.shown, ...left };
  if (format === 'sarif') {
    const { issuesSarif } = await import('./validate-formats.ts');
    const log = issuesSarif(file.shown, shortened.shown, context.version);
    return { json: log, text: () => JSON.stringify(log, null, 2) };
  }
  if (format === 'github') {
    const { issueCommand } = await import('./validate-formats.ts');
    return { json, text: () => [...shortened.shown.map(issueCommand), verdict(judged)].join('\n') };
  }
  return {
    json,
    text: ({ paint }) => {
      const list = issueListText(shortened, configLineOf(context, 'validate', '--max-issues', '0'), paint);
      return `${list}${list === '' ? '' : '\n'}${verdict(judged, paint)}`;
    },
    next: valid && pipeline?.nodes.length !== 0 ? lineOf(context, 'plan') : undefined,
  };
}

/** The last line: `valid: config.json, 3 jobs, 1 warning`. */
function verdict({ environments, file, issues, pipeline, strict, valid }: Judged, paint?: Context['paint']): string {
  const count = issueCount(issues);
  const asItIs = (text: string) => text;
  const { add, remove } = paint ?? { add: asItIs, remove: asItIs };
  const what = (environments ?? []).length > 0 ? `in ${(environments ?? []).join(', ')}` : countOf(pipeline);
  if (valid) {
    return `${add('valid')}: ${file.shown}, ${what}${count === '' ? '' : `, ${count}`}`;
  }
  const why = strict && isAcceptable(issues) ? ', which --strict does not allow' : '';
  return `${remove('not valid')}: ${file.shown}, ${count}${why}`;
}

/** `3 jobs`, `1 job, 2 crawlers`. */
function countOf(pipeline: Pipeline | undefined): string {
  const count = (kind: string) => (pipeline?.nodes ?? []).filter((node) => node.kind === kind).length;
  const words = (number: number, word: string) => `${String(number)} ${number === 1 ? word : `${word}s`}`;
  return [words(count('job'), 'job'), ...(count('crawler') === 0 ? [] : [words(count('crawler'), 'crawler')])].join(
    ', ',
  );
}
