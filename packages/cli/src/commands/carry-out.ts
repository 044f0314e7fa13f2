import {
  type ApplyEvent,
  applyView,
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
      by: context.io.env.GITHUB_ACTOR ?? context.io.env.USER ?? 'unknown',
      toolVersion: context.version,
      signal,
      confirm: (plan) => agree(plan, context, work),
      onEvent: (event) => tell(event, context),
    });
    sayIssues(deployed.issues, context);
    deployed.notes.forEach(context.say);
    return outcomeOf(deployed, work, signal.signal, context);
  } finally {
    signal.end();
  }
}

async function agree(plan: Plan, context: Context, { verb }: Work): Promise<boolean> {
  if (!context.global.json && !context.global.quiet) {
    context.say(`${planText(plan, context.paint)}\n`);
  }
  if (!isDestructive(plan) || context.global.yes) {
    return true;
  }
  if (!context.io.stdinIsTty || !context.io.stderrIsTty) {
    throw new UserError(
      'GP310',
      `the plan deletes ${String(planSummary(plan).delete)} or makes anew, and this console cannot ask`,
      `review the plan, then say: gluepipeline ${verb} --yes`,
    );
  }
  return confirm(context.io, `${verb === 'destroy' ? 'Destroy' : 'Deploy'}, deleting what the plan says?`);
}

function tell(event: ApplyEvent, context: Context): void {
  switch (event.kind) {
    case 'stage':
      return;
    case 'step-start':
      return context.progress(`… ${stepToDo(event.step)}`);
    case 'step-done':
      return context.say(`${context.paint.add('✓')} ${stepDone(event.step)}`);
    case 'step-failed':
      return context.say(`${context.paint.remove('✗')} ${stepToDo(event.step)}: ${messageOf(event.error)}`);
    case 'verify':
      return context.progress('… reading back');
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
      next: nothing && work.verb === 'deploy' ? runLine(context) : undefined,
    };
  }
  const { result, written } = deployed;
  const { add, change, delete: gone } = planSummary(deployed.plan);
  const done = result.outcome === 'done';
  const record = written == null ? '' : ` (deployment #${String(written.number)})`;
  const unrecorded = done && written == null && work.verb === 'deploy' ? '\nNo record was kept: there is no artifact bucket.' : '';
  return {
    exitCode: done ? 0 : signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 7,
    json: { outcome: result.outcome, deployment: written?.number ?? null, plan: view, result: applyView(result) },
    text: ({ paint }) =>
      done
        ? `${work.verb === 'deploy' ? 'Deployed' : 'Destroyed'}: ${String(add)} added, ${String(change)} changed, ${String(gone)} deleted${record}${unrecorded}`
        : `${failureText(result, paint)}\n\n${work.verb} did not get through. Mend the cause and run the same command again: it goes on where this one ended.`,
    next: done && work.verb === 'deploy' ? runLine(context) : undefined,
  };
}

function noChanges(work: Work, deployed: Deployed): string {
  return work.verb === 'destroy'
    ? `Nothing to destroy: ${deployed.plan.stack} has nothing deployed.`
    : `No changes. ${String(deployed.plan.unchanged.length)} unchanged.`;
}

function runLine({ global }: Context): string {
  return ['gluepipeline run', global.environment == null ? '' : ` -e ${global.environment}`, global.local ? ' --local' : ''].join('');
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
