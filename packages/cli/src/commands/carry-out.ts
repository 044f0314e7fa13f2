import {
  type ApplyEvent,
  applyView,
  type Change,
  failureText,
  isDestructive,
  messageOf,
  type Plan,
  planSummary,
  planText,
  planView,
  stepDone,
  stepToDo,
  UserError,
} from '@gluepipeline/core';
import type { Deployed } from '@gluepipeline/project';

import type { Context, Outcome } from '../command.ts';
import { confirm } from '../render/confirm.ts';
import { lineOf } from './line.ts';
import { planOptions } from './plan.ts';
import { sayIssues } from './say-issues.ts';

/** Deploying or destroying, as the user said it. */
export interface Work {
  readonly verb: 'deploy' | 'destroy';
  readonly allowReplace: boolean;
  readonly createBucket: boolean;
}

/** Shows the plan, asks where something would be lost, applies it and tells what came of it. */
export async function carryOut(context: Context, work: Work): Promise<Outcome> {
  const { deploy, destroy } = await import('@gluepipeline/project');
  const signal = stopOnSignal(context);
  try {
    const use = work.verb === 'deploy' ? deploy : destroy;
    const deployed = await use({
      ...planOptions(context),
      allowReplace: work.allowReplace,
      createBucket: work.createBucket,
      toolVersion: context.version,
      signal,
      ...(work.verb === 'deploy' ? { onWarnings: (issues) => sayIssues(issues, context) } : {}),
      confirm: (plan) => agree(plan, context, work),
      onEvent: (event) => tell(event, context),
    });
    deployed.notes.forEach(context.say);
    return outcomeOf(deployed, work, signal.signal, context);
  } finally {
    signal.end();
  }
}

async function agree(plan: Plan, context: Context, { verb }: Work): Promise<boolean> {
  const asks = isDestructive(plan) && !context.global.yes;
  const canAsk = context.io.stdinIsTty && context.io.stderrIsTty;
  if (asks && canAsk) {
    // Nobody is asked about a plan that they have not seen, not even with --quiet or --json.
    context.io.stderr(`${planText(plan, context.paint)}\n\n`);
    return confirm(context.io, `${verb === 'destroy' ? 'Destroy' : 'Deploy'}: ${lossText(plan)}?`);
  }
  context.say(`${planText(plan, context.paint)}\n`);
  if (asks) {
    throw new UserError(
      'GP310',
      `the plan has ${lossText(plan)}, and nobody can be asked here`,
      `review the plan, then say: ${lineOf(context, verb, '--yes')}`,
    );
  }
  return true;
}

/** What cannot be had back: `2 to delete, 1 to make anew`. */
function lossText(plan: Plan): string {
  const count = (action: Change['action']) => plan.changes.filter((change) => change.action === action).length;
  const counts = [
    [count('delete'), 'to delete'],
    [count('replace'), 'to delete and make anew'],
  ] as const;
  return counts.flatMap(([number, words]) => (number === 0 ? [] : [`${String(number)} ${words}`])).join(', ');
}

function tell(event: ApplyEvent, context: Context): void {
  switch (event.kind) {
    case 'stage':
      break;
    case 'step-start':
      context.progress(`… ${stepToDo(event.step)}`);
      break;
    case 'step-done':
      context.say(`${context.paint.add('✓')} ${stepDone(event.step)}`);
      break;
    case 'step-failed':
      context.say(`${context.paint.remove('✗')} ${stepToDo(event.step)}: ${messageOf(event.error)}`);
      break;
    case 'verify':
      context.progress('… reading back');
  }
}

function outcomeOf(deployed: Deployed, work: Work, signal: StopSignal['signal'], context: Context): Outcome {
  const view = planView(deployed.plan);
  if (deployed.outcome !== 'applied') {
    const nothing = deployed.outcome === 'no-changes';
    return {
      exitCode: nothing ? 0 : 8,
      json: { outcome: deployed.outcome, plan: view },
      text: () => (nothing ? noChanges(work, deployed) : 'Declined: nothing was changed.'),
      next: nothing && work.verb === 'deploy' ? lineOf(context, 'run') : undefined,
    };
  }
  const { result, written, unrecorded } = deployed;
  const done = result.outcome === 'done';
  return {
    exitCode: done ? 0 : signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 7,
    json: {
      outcome: result.outcome,
      deployment: written?.number ?? null,
      ...(unrecorded == null ? {} : { unrecorded }),
      plan: view,
      result: applyView(result),
    },
    text: ({ paint }) =>
      [
        done ? doneText(deployed, work) : `${failureText(result, paint)}\n\n${failedText(work, signal)}`,
        ...(unrecorded == null ? [] : [`No record of this was kept: ${unrecorded}`]),
      ].join('\n'),
    next: done && work.verb === 'deploy' ? lineOf(context, 'run') : undefined,
  };
}

function doneText({ plan, written }: Extract<Deployed, { outcome: 'applied' }>, { verb }: Work): string {
  const { add, change, delete: gone } = planSummary(plan);
  const counts = verb === 'deploy' ? `${String(add)} added, ${String(change)} changed, ` : '';
  const record = written == null ? '' : ` (deployment #${String(written.number)})`;
  return `${verb === 'deploy' ? 'Deployed' : 'Destroyed'}: ${counts}${String(gone)} deleted${record}`;
}

function failedText({ verb }: Work, signal: StopSignal['signal']): string {
  return signal == null
    ? `The ${verb} did not get through. Mend the cause and run the same command again: it goes on where this one ended.`
    : `The ${verb} was stopped. Run the same command again: it goes on where this one ended.`;
}

function noChanges(work: Work, deployed: Deployed): string {
  return work.verb === 'destroy'
    ? `Nothing to destroy: ${deployed.plan.stack} has nothing deployed.`
    : `No changes. ${String(deployed.plan.unchanged.length)} unchanged.`;
}

interface StopSignal {
  readonly aborted: boolean;
  readonly signal: 'SIGINT' | 'SIGTERM' | undefined;
  readonly end: () => void;
}

/** The first signal lets the steps in flight end and starts no more. */
function stopOnSignal({ io, say }: Context): StopSignal {
  const state: { aborted: boolean; signal: StopSignal['signal'] } = { aborted: false, signal: undefined };
  const end = io.onSignal((signal) => {
    state.aborted = true;
    state.signal = signal;
    say('stopping: the steps in flight end first');
  });
  return {
    get aborted() {
      return state.aborted;
    },
    get signal() {
      return state.signal;
    },
    end,
  };
}
