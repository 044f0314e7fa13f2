import {
  costChangeText,
  hasChanges,
  isUserError,
  type Money,
  mustBeWithin,
  planText,
  type UserError,
} from '@gluepipeline/core';
import { plan, type PlannedCost, savePlan } from '@gluepipeline/project';

import type { Context } from '../context.ts';
import { inInputs, planInInputs } from '../input-words.ts';
import { costOutputs, costSections } from '../report/cost-section.ts';
import { graphSection } from '../report/graph-section.ts';
import { noteSections, planHead, planOutputs, planSections } from '../report/plan-report.ts';
import { box, type Report } from '../report/report.ts';
import { version } from '../version.ts';
import type { Command } from './command.ts';
import { costDays, hideAccount, pathOf } from './step.ts';

/** Shows what a deployment would change; changes nothing. */
export const planCommand: Command = {
  title: 'Plan',
  otherwise: undefined,
  isComment: true,
  run: async (context) => {
    const { inputs, runner, folder } = context;
    const select = inputs.lines('select');
    const options = {
      allowReplace: inputs.flag('allow-replace'),
      adopt: [],
      ...(select.length === 0 ? {} : { select }),
    };
    const budget = inputs.money('budget');
    const cost = inputs.flag('cost') || budget != null ? { days: costDays } : undefined;
    const planned = await plan({ ...context.target, ...options, cost });
    const shown = planInInputs(planned.plan);
    hideAccount(context, shown);
    runner.group('Plan', planText(shown, undefined, planned.details));
    if (planned.cost != null) {
      runner.say(costChangeText(planned.cost.change, planned.cost.frame));
    }
    const { dear, warnings } = overBudget(planned.cost, budget);
    const notes = [...planned.notes, ...warnings].map(inInputs);
    notes.forEach(runner.say);
    // What may not be deployed is not kept to be deployed.
    const saved = dear.length === 0 ? inputs.text('plan-file') : undefined;
    if (saved != null) {
      await savePlan(folder, saved, planned, { toolVersion: version, options });
    }
    const refusals = [...shown.blockers, ...dear];
    return reportOf(
      { ...planned, plan: shown, notes },
      refusals,
      saved == null ? {} : { 'plan-path': pathOf(context, saved) },
      context,
    );
  },
};

type Planned = Awaited<ReturnType<typeof plan>>;
type Refusal = Pick<UserError, 'code' | 'message'> & { readonly hint: string | undefined };

/** Why a month is too dear, or nobody can tell, and what the budget does not count; the plan is shown nevertheless. */
function overBudget(
  cost: PlannedCost | undefined,
  budget: Money | undefined,
): { readonly dear: readonly Refusal[]; readonly warnings: readonly string[] } {
  if (cost == null || budget == null) {
    return { dear: [], warnings: [] };
  }
  try {
    return { dear: [], warnings: mustBeWithin(budget, cost.change.after) };
  } catch (error) {
    if (isUserError(error)) {
      const { code, message, hint } = error;
      return { dear: [{ code, message, hint: hint == null ? undefined : inInputs(hint) }], warnings: [] };
    }
    throw error;
  }
}

function reportOf(
  { plan: made, details, sound, notes, issues, cost }: Planned,
  refusals: readonly Refusal[],
  more: Report['outputs'],
  { runner }: Context,
): Report {
  const [first] = refusals;
  if (first != null) {
    runner.error([first.message, first.hint ?? ''].join('\n').trim(), first.code);
  }
  const dear = refusals
    .slice(made.blockers.length)
    .map(({ message }) => box('WARNING', [`**Over the budget:** ${message}`]));
  return {
    outcome: first != null ? 'failed' : hasChanges(made) ? 'changes' : 'done',
    head: [planHead(made, { cost }), ...dear].join('\n\n'),
    sections: [
      ...planSections(made, details),
      ...costSections(cost),
      ...noteSections(issues, notes),
      graphSection(sound.pipeline),
    ],
    outputs: {
      ...planOutputs(made, details),
      ...costOutputs(cost),
      ...more,
      ...(first == null ? {} : { 'failure-reason': 'declined' }),
    },
    environment: sound.pipeline.environment,
    isComment: true,
  };
}
