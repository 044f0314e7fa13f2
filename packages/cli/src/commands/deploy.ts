import type { Command } from '../command.ts';
import { durationOf } from '../duration-flag.ts';
import { carryOut } from './carry-out.ts';
import { lockTimeout } from './lock-timeout.ts';

/** Makes AWS as the config says. */
export const deployCommand: Command = {
  name: 'deploy',
  summary: 'Make AWS as the config says, and read it back',
  examples: [
    ['deploy --local', 'to the embedded endpoint'],
    ['deploy -e prod', 'to production; asks before it deletes anything'],
    ['deploy -e prod --yes', 'without asking, for CI'],
  ],
  options: {
    'allow-replace': {
      type: 'boolean',
      default: false,
      describe: 'Jobs may be deleted and made anew; their history is lost',
    },
    'create-bucket': { type: 'boolean', default: false, describe: 'Make the artifact bucket where there is none' },
    ...lockTimeout,
  },
  handler: (args, context) =>
    carryOut(context, {
      verb: 'deploy',
      allowReplace: args.allowReplace === true,
      createBucket: args.createBucket === true,
      lockTimeout: durationOf(args, 'lockTimeout') ?? 0,
    }),
};
