import type { Command } from '../command.ts';
import { durationOf } from '../duration-flag.ts';
import { carryOut } from './carry-out.ts';
import { lockTimeout } from './lock-timeout.ts';

/** Deletes what was deployed. */
export const destroyCommand: Command = {
  name: 'destroy',
  summary: 'Delete everything that was deployed for this pipeline and environment',
  examples: [
    ['destroy --local', 'from the embedded endpoint'],
    ['destroy -e dev --yes', 'without asking'],
  ],
  options: { ...lockTimeout },
  handler: (args, context) =>
    carryOut(context, {
      verb: 'destroy',
      allowReplace: true,
      createBucket: false,
      lockTimeout: durationOf(args, 'lockTimeout') ?? 0,
    }),
};
