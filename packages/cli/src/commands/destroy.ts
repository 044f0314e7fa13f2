import type { Command } from '../command.ts';
import { carryOut } from './carry-out.ts';

/** Deletes what was deployed. */
export const destroyCommand: Command = {
  name: 'destroy',
  summary: 'Delete everything that was deployed for this pipeline and environment',
  examples: [
    ['destroy --local', 'from the embedded endpoint'],
    ['destroy -e dev --yes', 'without asking'],
  ],
  options: {},
  handler: (_args, context) => carryOut(context, { verb: 'destroy', allowReplace: true, createBucket: false }),
};
