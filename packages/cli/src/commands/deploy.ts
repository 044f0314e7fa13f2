import type { Command } from '../command.ts';
import { durationOf } from '../duration-flag.ts';
import { textOf, textsOf } from '../global-options.ts';
import { adoptOption } from './adopt-option.ts';
import { carryOut } from './carry-out.ts';
import { budgetOf, costOptions, daysOf } from './cost-options.ts';
import { lockTimeout } from './lock-timeout.ts';
import { selectOption } from './select-option.ts';

/** Makes AWS as the config says. */
export const deployCommand: Command = {
  name: 'deploy',
  summary: 'Make AWS as the config says, and read it back',
  examples: [
    ['deploy --local', 'to the embedded endpoint'],
    ['deploy -e prod', 'to production; asks before it deletes anything'],
    ['deploy -e prod --yes', 'without asking, for CI'],
    ['deploy -e prod --plan plan.json', 'just what was reviewed, or nothing'],
    ['deploy -e prod --select load', 'one job alone, with what it needs'],
  ],
  options: {
    'allow-replace': {
      type: 'boolean',
      default: false,
      describe: 'Jobs may be deleted and made anew; their history is lost',
    },
    ...adoptOption,
    ...selectOption,
    'create-bucket': { type: 'boolean', default: false, describe: 'Make the artifact bucket where there is none' },
    plan: { type: 'string', describe: 'Deploy just what this file of plan --out says, or nothing' },
    'max-deletes': {
      type: 'number',
      range: [0, 1_000_000],
      describe: 'Refuse a plan that deletes more, or makes more anew',
    },
    'fail-on-active-runs': {
      type: 'boolean',
      default: false,
      describe: 'Refuse to change jobs that are running',
    },
    'rollback-on-failure': {
      type: 'boolean',
      default: false,
      describe: 'After a failure, go back to the last deployment that came through',
    },
    ...costOptions,
    ...lockTimeout,
  },
  handler: (args, context) =>
    carryOut(context, {
      verb: 'deploy',
      allowReplace: args.allowReplace === true,
      adopt: textsOf(args, 'adopt'),
      select: textsOf(args, 'select'),
      createBucket: args.createBucket === true,
      planFile: textOf(args, 'plan'),
      maxDeletes: typeof args.maxDeletes === 'number' ? args.maxDeletes : undefined,
      rollbackOnFailure: args.rollbackOnFailure === true,
      budget: budgetOf(args),
      days: daysOf(args),
      prices: textOf(args, 'prices'),
      failOnActiveRuns: args.failOnActiveRuns === true,
      lockTimeout: durationOf(args, 'lockTimeout') ?? 0,
    }),
};
