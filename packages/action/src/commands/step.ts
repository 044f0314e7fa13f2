import { relative, resolve } from 'node:path';

import type { Plan } from '@gluepipeline/core';

import type { Context } from '../context.ts';

/** The runs of so many days say what a month costs. */
export const costDays = 30;

/** Where account ids are to be hidden, the runner hides this one in what later steps write, too. */
export function hideAccount({ inputs, runner }: Context, { target }: Pick<Plan, 'target'>): void {
  if (inputs.flag('mask-account-id')) {
    runner.mask(target.accountId);
  }
}

/** A file of the step as later steps find it: from the top of the repository, where it is in there. */
export function pathOf({ folder, workspace }: Context, file: string): string {
  const path = resolve(folder, file);
  const inside = relative(workspace, path);
  return inside.startsWith('..') ? path : inside;
}
