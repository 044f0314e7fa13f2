import { applyView, failureText, planSummary, planView } from '@gluepipeline/core';
import type { Deployed } from '@gluepipeline/project';

import type { Context, Outcome } from '../command.ts';
import { lineOf } from './line.ts';
import { selectWords } from './select-option.ts';
import { signalExitCode, type StopSignal } from './stop-signal.ts';

/** What was to be done. */
export type Verb = 'deploy' | 'destroy' | 'rollback';
type Applied = Extract<Deployed, { outcome: 'applied' }>;

/** What came of a deployment, as text and as JSON. */
export function outcomeOf(deployed: Deployed, verb: Verb, signal: StopSignal['signal'], context: Context): Outcome {
  const view = planView(deployed.plan);
  const next = verb === 'deploy' || verb === 'rollback' ? lineOf(context, 'run') : undefined;
  if (deployed.outcome !== 'applied') {
    const nothing = deployed.outcome === 'no-changes';
    return {
      exitCode: nothing ? 0 : signal == null ? 8 : signalExitCode(signal),
      json: { outcome: deployed.outcome, plan: view },
      text: () => (nothing ? noChanges(verb, deployed) : 'Declined: nothing was changed.'),
      next: nothing ? next : undefined,
    };
  }
  const { result, written, unrecorded, locked, wentBack } = deployed;
  const done = result.outcome === 'done';
  return {
    exitCode: done ? 0 : signal == null ? 7 : signalExitCode(signal),
    json: {
      outcome: result.outcome,
      deployment: written?.number ?? null,
      locked,
      ...(unrecorded == null ? {} : { unrecorded }),
      plan: view,
      result: applyView(result),
      ...(wentBack == null
        ? {}
        : {
            rollback:
              'why' in wentBack
                ? { to: wentBack.to ?? null, failed: wentBack.why }
                : { to: wentBack.to, deployment: wentBack.written?.number ?? null, result: applyView(wentBack.result) },
          }),
    },
    text: ({ paint }) =>
      [
        done
          ? doneText(deployed, verb)
          : `${failureText(result, paint)}\n\n${failedText(deployed, verb, signal, context)}`,
        ...(unrecorded == null ? [] : [`No record of this was kept: ${unrecorded}`]),
        ...(locked ? [] : ['There is no artifact bucket, so nothing was locked and no record of this was kept.']),
      ].join('\n'),
    next: done ? next : undefined,
  };
}

const doneWords = { deploy: 'Deployed', destroy: 'Destroyed', rollback: 'Rolled back' } as const;

/** What stayed as it was, because it was not selected. */
function notSelectedText({ notSelected }: Applied['plan']): string {
  return notSelected == null ? '' : `, ${String(notSelected.resources.length)} not selected`;
}

function doneText({ plan, written }: Applied, verb: Verb): string {
  const { add, change, delete: gone } = planSummary(plan);
  const counts = verb === 'destroy' ? '' : `${String(add)} added, ${String(change)} changed, `;
  const record = written == null ? '' : ` (deployment #${String(written.number)})`;
  return `${doneWords[verb]}: ${counts}${String(gone)} deleted${notSelectedText(plan)}${record}`;
}

function failedText(
  { plan, stopped, wentBack }: Applied,
  verb: Verb,
  signal: StopSignal['signal'],
  context: Context,
): string {
  const again = `run it again, and it goes on where this one ended: ${lineOf(context, verb, ...selectWords(plan.notSelected?.select))}`;
  if (wentBack != null) {
    return wentBackText(wentBack, context);
  }
  if (signal != null) {
    return `The ${verb} was stopped. To finish it, ${again}`;
  }
  return stopped == null
    ? `The ${verb} did not get through. Mend the cause and ${again}`
    : `The ${verb} was stopped, because ${stopped.message}. Look who is at work, then ${again}`;
}

/** Whether AWS is as it was before, and if not, what to do. */
function wentBackText(wentBack: NonNullable<Applied['wentBack']>, context: Context): string {
  const { to } = wentBack;
  const which = to == null ? '' : ` to deployment #${String(to)}`;
  if ('why' in wentBack) {
    return `The deploy did not get through, and nothing went back${which}: ${wentBack.why}. Mend the cause and run it again: ${lineOf(context, 'deploy')}`;
  }
  return wentBack.result.outcome === 'done'
    ? `The deploy did not get through, and AWS is again as deployment #${String(to)} had it. Mend the cause and run it again: ${lineOf(context, 'deploy')}`
    : `The deploy did not get through, and neither did the way back${which}:\n${failureText(wentBack.result, context.paint)}\n\nMend the cause, then go back with: ${lineOf(context, 'rollback', '--to', String(to))}`;
}

function noChanges(verb: Verb, { plan }: Deployed): string {
  return verb === 'destroy'
    ? `Nothing to destroy: ${plan.stack} has nothing deployed.`
    : `No changes. ${String(plan.unchanged.length)} unchanged${notSelectedText(plan)}.`;
}
