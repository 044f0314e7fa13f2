import {
  type DeploymentRecord,
  diffBlock,
  driftAlone,
  hasChanges,
  keyOf,
  type Paint,
  type Plan,
  type PlanDetails,
  planMarkdown,
  planText,
  planView,
  recordText,
  subjectOf,
} from '@gluepipeline/core';

import type { Command, Context } from '../command.ts';
import { textOf, textsOf } from '../global-options.ts';
import { adoptOption } from './adopt-option.ts';
import { budgetOf, costOptions, daysOf } from './cost-options.ts';
import { lineOf } from './line.ts';
import { connectOf, overridesOf, placeOf } from './place.ts';
import { selectOption, selectWords } from './select-option.ts';
import { sayIssues } from './say-issues.ts';

/** Shows what a deployment would change. */
export const planCommand: Command = {
  name: 'plan',
  summary: 'Show what a deployment would change; changes nothing',
  examples: [
    ['plan -e prod', 'what would change in production'],
    ['plan --local --detailed-exitcode', 'exit code 2 when there are changes'],
    ['plan -e prod --cost', 'and what it does to the cost of a month'],
    ['plan -e prod --out plan.json', 'a file for deploy --plan, after a review'],
    ['plan -e prod --select load', 'of one job alone, with what it needs'],
  ],
  options: {
    'detailed-exitcode': { type: 'boolean', default: false, describe: 'Exit with 2 when there are changes' },
    diff: { type: 'boolean', default: false, describe: 'Also show how the text of scripts changes' },
    'drift-only': {
      type: 'boolean',
      default: false,
      describe: 'Show only what somebody changed in AWS since the last deployment',
    },
    markdown: { type: 'boolean', default: false, describe: 'Print Markdown, for a comment on a pull request' },
    cost: { type: 'boolean', default: false, describe: 'Also show how the cost of a month changes' },
    ...costOptions,
    out: { type: 'string', describe: 'Also write the plan to a file, for deploy --plan' },
    'allow-replace': { type: 'boolean', default: false, describe: 'Jobs may be deleted and made anew' },
    ...adoptOption,
    ...selectOption,
  },
  handler: async (args, context) => {
    const { plan, savePlan } = await import('@gluepipeline/project');
    const select = textsOf(args, 'select');
    const options = {
      allowReplace: args.allowReplace === true,
      adopt: textsOf(args, 'adopt'),
      ...(select.length === 0 ? {} : { select }),
    };
    const out = textOf(args, 'out');
    context.progress('… reading what is deployed');
    const budget = budgetOf(args);
    const cost =
      args.cost === true || budget != null ? { days: daysOf(args), prices: textOf(args, 'prices') } : undefined;
    const planned = await plan({
      ...planOptions(context),
      ...options,
      cost,
      onWarnings: (issues) => sayIssues(issues, context),
    });
    planned.notes.forEach(context.say);
    const monthly =
      planned.cost == null
        ? undefined
        : (await import('../render/plan-cost.ts')).planCost(planned.cost, budget, context.say);
    monthly?.warnings.forEach(context.say);
    if (out != null) {
      await savePlan(context.io.cwd, out, planned, { toolVersion: context.version, options });
      context.say(`wrote ${out}`);
    }
    const { details, record } = planned;
    const value = args.driftOnly === true ? driftAlone(planned.plan, planned.record) : planned.plan;
    const changes = hasChanges(value);
    return {
      exitCode: value.blockers.length > 0 ? 10 : changes && args.detailedExitcode === true ? 2 : 0,
      json: {
        ...planView(value),
        lastDeployment: record == null ? null : lastOf(record),
        details: args.diff === true ? details : withoutPatches(details),
        ...(monthly == null ? {} : { cost: monthly.json }),
        warnings: planned.issues,
        notes: [...planned.notes, ...(monthly?.warnings ?? [])],
      },
      text: ({ paint }) =>
        [
          args.markdown === true
            ? planMarkdown(value, details)
            : planText(value, paint, { ...details, last: record == null ? undefined : recordText(record) }),
          ...(monthly == null ? [] : [monthly.text(args.markdown === true, paint)]),
          ...(args.diff === true ? patches(value, details, args.markdown === true, paint) : []),
        ].join('\n\n'),
      next:
        changes && value.blockers.length === 0
          ? lineOf(context, 'deploy', ...(out == null ? selectWords(select) : ['--plan', out]))
          : undefined,
    };
  },
};

/** When, by whom and of which commit the stack was deployed last. */
function lastOf({ number, at, by, commit, outcome }: DeploymentRecord): Readonly<Record<string, unknown>> {
  return { number, at, by, ...(commit == null ? {} : { commit }), outcome };
}

/** Whole texts are for those who ask for them. */
function withoutPatches({ scripts, ...others }: PlanDetails): Readonly<Record<string, unknown>> {
  const counts = Object.entries(scripts).map(([key, { added, removed }]) => [key, { added, removed }] as const);
  return { ...others, scripts: Object.fromEntries(counts) };
}

/** How the scripts change, one after another in the order of the plan. */
function patches(plan: Plan, { scripts }: PlanDetails, markdown: boolean, paint: Paint): string[] {
  return plan.changes.flatMap((change) => {
    const patch = scripts[keyOf(subjectOf(change))]?.patch.trimEnd();
    if (patch == null) {
      return [];
    }
    return [
      markdown
        ? diffBlock(patch)
        : patch
            .split('\n')
            .map((line) => coloured(line, paint))
            .join('\n'),
    ];
  });
}

function coloured(line: string, paint: Paint): string {
  return line.startsWith('+') ? paint.add(line) : line.startsWith('-') ? paint.remove(line) : line;
}

/** What plan, deploy, destroy and status all need. */
export function planOptions(context: Context) {
  return { place: placeOf(context), overrides: overridesOf(context), connect: connectOf(context) };
}
