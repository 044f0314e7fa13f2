import { type Issue, issueCount } from '@gluepipeline/core';

import type { Context } from '../command.ts';
import { configLineOf } from './line.ts';

/** One line for the warnings of a config that another command is about; validate shows them whole. */
export function sayIssues(issues: readonly Issue[], context: Context): void {
  if (issues.length > 0) {
    context.say(`${issueCount(issues)} in the config: see ${configLineOf(context, 'validate')}`);
  }
}
