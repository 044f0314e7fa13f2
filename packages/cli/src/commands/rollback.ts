import type { Command } from '../command.ts';
import { durationOf } from '../duration-flag.ts';
import { carryOut } from './carry-out.ts';
import { lockTimeout } from './lock-timeout.ts';

/** Goes back to an earlier deployment. */
export const rollbackCommand: Command = {
  name: 'rollback',
  summary: 'Make AWS as an earlier deployment had it; the config stays as it is',
  examples: [
    ['rollback -e prod', 'to the deployment before the present one'],
    ['rollback -e prod --to 41', 'to one that history shows'],
  ],
  options: {
    to: { type: 'number', range: [1, 99_999_999], describe: 'The number of the deployment, as history shows it' },
    'allow-replace': {
      type: 'boolean',
      default: false,
      describe: 'Jobs may be deleted and made anew; their history is lost',
    },
    ...lockTimeout,
  },
  handler: (args, context) =>
    carryOut(context, {
      verb: 'rollback',
      allowReplace: args.allowReplace === true,
      createBucket: false,
      lockTimeout: durationOf(args, 'lockTimeout') ?? 0,
      to: typeof args.to === 'number' ? args.to : undefined,
    }),
};
