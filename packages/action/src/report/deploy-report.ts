import {
  codeSpan,
  failureText,
  planDiff,
  planHeading,
  planLosses,
  type PlanFile,
  planSummary,
} from '@gluepipeline/core';
import type { Deployed } from '@gluepipeline/project';

import { graphSection } from './graph-section.ts';
import { placeOf, planOutputs } from './plan-report.ts';
import { box, type Report, type Section, shortList } from './report.ts';

/** What was to be done. */
export type Verb = 'deploy' | 'rollback' | 'destroy';

const done = { deploy: 'Deployed', rollback: 'Rolled back', destroy: 'Destroyed' } as const;
const nouns = { deploy: 'deployment', rollback: 'rollback', destroy: 'destroy' } as const;
const undone = { deploy: 'Deployment of', rollback: 'Rollback of', destroy: 'Destroying' } as const;

/** What came of a deployment. */
export function deployReport(deployed: Deployed, verb: Verb, saved: PlanFile | undefined): Report {
  const { plan, sound } = deployed;
  const common = { environment: sound.pipeline.environment, isComment: true };
  if (deployed.outcome !== 'applied') {
    const nothing = verb === 'destroy' ? 'Nothing was deployed' : 'AWS was so already';
    return {
      ...common,
      outcome: 'done',
      head: `${planHeading(plan, done[verb])}\n\n**No changes.** ${nothing}${placeOf(plan)}`,
      sections: verb === 'destroy' ? [] : [graphSection(sound.pipeline)],
      outputs: planOutputs(plan),
    };
  }
  const { result, written } = deployed;
  const isDone = result.outcome === 'done';
  const { add, change, delete: gone } = planSummary(plan);
  const record = written == null ? '' : ` · deployment #${String(written.number)}`;
  const counts = isDone
    ? `**${String(add)} added, ${String(change)} changed, ${String(gone)} deleted**${record}`
    : `**${String(result.done.length)} steps done, ${String(result.failed.length)} failed, ${String(result.neverRun.length)} never run**${record}`;
  const losses = isDone ? planLosses(plan) : [];
  return {
    ...common,
    outcome: isDone ? 'done' : 'failed',
    head: [
      `${planHeading(plan, isDone ? done[verb] : undone[verb])}${isDone ? '' : ': failed'}`,
      `${counts}${placeOf(plan)}`,
      ...(saved == null || !isDone ? [] : ['Just what the reviewed plan said.']),
      ...(isDone ? [] : [box('CAUTION', failedLines(deployed, verb))]),
      ...(losses.length === 0 ? [] : [box('NOTE', ['**Gone for good:**', ...shortList(losses, 10)])]),
      ...leftOut(deployed),
    ].join('\n\n'),
    sections: [
      ...(isDone ? [] : [failedSection(result)]),
      { title: 'What was planned', language: 'diff', text: planDiff(plan) },
      ...(verb === 'destroy' ? [] : [graphSection(sound.pipeline)]),
    ],
    outputs: {
      ...planOutputs(plan),
      ...(written == null ? {} : { 'deployment-id': String(written.number) }),
      ...(isDone ? {} : { 'failure-reason': 'deploy-failed' }),
    },
  };
}

type Applied = Extract<Deployed, { outcome: 'applied' }>;

function failedLines({ result, stopped, wentBack }: Applied, verb: Verb): string[] {
  const again = 'Run the workflow again, and it goes on where this one ended.';
  const first = result.failed[0]?.step.resource;
  const what = first == null ? '' : ` at ${first.kind} ${codeSpan(first.label)}`;
  const head = `**The ${nouns[verb]} did not get through${what}.**`;
  if (wentBack == null) {
    return [head, stopped == null ? `Mend the cause. ${again}` : `It was stopped: ${stopped.message}. ${again}`];
  }
  if ('why' in wentBack) {
    return [head, `Nothing went back: ${wentBack.why}. Mend the cause. ${again}`];
  }
  return wentBack.result.outcome === 'done'
    ? [head, `AWS is again as deployment #${String(wentBack.to)} had it.`]
    : [head, `Neither did the way back to deployment #${String(wentBack.to)}. Look at both, then run it again.`];
}

function failedSection(result: Applied['result']): Section {
  return { title: 'How far it came', language: 'text', text: failureText(result) };
}

/** What a reader would take for granted, where it is not so. */
function leftOut({ locked, unrecorded }: Applied): string[] {
  return [
    ...(unrecorded == null ? [] : [`No record of this was kept: ${unrecorded}`]),
    ...(locked ? [] : ['There is no artifact bucket, so nothing was locked and no record of this was kept.']),
  ];
}
