import { hasChanges, planText, planView } from '@gluepipeline/core';

import type { Command, Context } from '../command.ts';
import { textOf, textsOf } from '../global-options.ts';
import { adoptOption } from './adopt-option.ts';
import { lineOf } from './line.ts';
import { connectOf, overridesOf, placeOf } from './place.ts';
import { sayIssues } from './say-issues.ts';

/** Shows what a deployment would change. */
export const planCommand: Command = {
  name: 'plan',
  summary: 'Show what a deployment would change; changes nothing',
  examples: [
    ['plan -e prod', 'what would change in production'],
    ['plan --local --detailed-exitcode', 'exit code 2 when there are changes'],
    ['plan -e prod --out plan.json', 'a file for deploy --plan, after a review'],
  ],
  options: {
    'detailed-exitcode': { type: 'boolean', default: false, describe: 'Exit with 2 when there are changes' },
    out: { type: 'string', describe: 'Also write the plan to a file, for deploy --plan' },
    'allow-replace': { type: 'boolean', default: false, describe: 'Jobs may be deleted and made anew' },
    ...adoptOption,
  },
  handler: async (args, context) => {
    const { plan, savePlan } = await import('@gluepipeline/project');
    const options = { allowReplace: args.allowReplace === true, adopt: textsOf(args, 'adopt') };
    const out = textOf(args, 'out');
    const planned = await plan({
      ...planOptions(context),
      ...options,
      onWarnings: (issues) => sayIssues(issues, context),
    });
    planned.notes.forEach(context.say);
    if (out != null) {
      await savePlan(context.io.cwd, out, planned, { toolVersion: context.version, options });
      context.say(`wrote ${out}`);
    }
    const { plan: value } = planned;
    const changes = hasChanges(value);
    return {
      exitCode: value.blockers.length > 0 ? 10 : changes && args.detailedExitcode === true ? 2 : 0,
      json: { ...planView(value), warnings: planned.issues, notes: planned.notes },
      text: ({ paint }) => planText(value, paint),
      next:
        changes && value.blockers.length === 0
          ? lineOf(context, 'deploy', ...(out == null ? [] : ['--plan', out]))
          : undefined,
    };
  },
};

/** What plan, deploy, destroy and status all need. */
export function planOptions(context: Context) {
  return { place: placeOf(context), overrides: overridesOf(context), connect: connectOf(context) };
}
