import { driftAlone, hasChanges, type Plan, planText } from '@gluepipeline/core';
import { plan } from '@gluepipeline/project';

import { noteSections, planHead, planOutputs, planSections } from '../report/plan-report.ts';
import { graphSection } from '../report/graph-section.ts';
import { inInputs } from '../input-words.ts';
import type { Report } from '../report/report.ts';
import type { Command } from './command.ts';
import { hideAccount } from './step.ts';

/** Shows what somebody changed in AWS since the last deployment. */
export const driftCommand: Command = {
  title: 'Drift',
  otherwise: undefined,
  isComment: false,
  run: async (context) => {
    const { runner, target } = context;
    const planned = await plan(target);
    const drift = driftAlone(planned.plan, planned.record);
    hideAccount(context, drift);
    runner.group('Drift', planText(drift, undefined, planned.details));
    const notes = planned.notes.map(inInputs);
    notes.forEach(runner.say);
    const drifted = hasChanges(drift);
    if (drifted) {
      runner.warn(`${drift.stack}: ${countOf(drift)} changed in AWS`);
    }
    const head = planHead(drift, { word: 'Drift of', sum: `${countOf(drift)} changed in AWS` });
    return {
      outcome: drifted ? 'changes' : 'done',
      head: drifted ? `${head}\n\n${putBack}` : head,
      sections: [
        ...planSections(drift, planned.details),
        ...noteSections(planned.issues, notes),
        graphSection(planned.sound.pipeline),
      ],
      outputs: planOutputs(drift, planned.details),
      environment: planned.sound.pipeline.environment,
      isComment: false,
      ...issueOf(drift),
    };
  },
};

/** Where no deployment tells what was wanted, no drift is seen, and that closes no issue. */
function issueOf(drift: Plan): Pick<Report, 'driftIssue'> {
  if (hasChanges(drift)) {
    return { driftIssue: 'open' };
  }
  return drift.about === 'drift' ? { driftIssue: 'close' } : {};
}

const putBack =
  'Somebody did this since the last deployment. The next deployment puts it back; to keep it, write it into the config.';

function countOf({ changes }: Plan): string {
  return changes.length === 1 ? '1 resource was' : `${String(changes.length)} resources were`;
}
