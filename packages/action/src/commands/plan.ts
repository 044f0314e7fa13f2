import { hasChanges, planText } from '@gluepipeline/core';
import { plan, savePlan } from '@gluepipeline/project';

import type { Context } from '../context.ts';
import { graphSection } from '../report/graph-section.ts';
import { noteSections, planHead, planOutputs, planSections } from '../report/plan-report.ts';
import type { Report } from '../report/report.ts';
import { version } from '../version.ts';
import type { Command } from './command.ts';
import { hideAccount, pathOf } from './step.ts';

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
    const planned = await plan({ ...context.target, ...options });
    hideAccount(context, planned.plan);
    runner.group('Plan', planText(planned.plan, undefined, planned.details));
    planned.notes.forEach(runner.say);
    const saved = inputs.text('plan-file');
    if (saved != null) {
      await savePlan(folder, saved, planned, { toolVersion: version, options });
    }
    return reportOf(planned, saved == null ? {} : { 'plan-path': pathOf(context, saved) }, context);
  },
};

type Planned = Awaited<ReturnType<typeof plan>>;

function reportOf(
  { plan: made, details, sound, notes, issues }: Planned,
  more: Report['outputs'],
  { runner }: Context,
): Report {
  const [blocker] = made.blockers;
  if (blocker != null) {
    runner.error(`${blocker.message}\n${blocker.hint}`, blocker.code);
  }
  return {
    outcome: blocker != null ? 'failed' : hasChanges(made) ? 'changes' : 'done',
    head: planHead(made),
    sections: [...planSections(made, details), ...noteSections(issues, notes), graphSection(sound.pipeline)],
    outputs: { ...planOutputs(made, details), ...more, ...(blocker == null ? {} : { 'failure-reason': 'declined' }) },
    environment: sound.pipeline.environment,
    isComment: true,
  };
}
