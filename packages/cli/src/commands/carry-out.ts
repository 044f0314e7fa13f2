import { type DeploymentRecord, type Money, recordText } from '@gluepipeline/core';

import type { Context, Outcome } from '../command.ts';
import { agree, agreeByName } from './agree.ts';
import { budgetWords } from './cost-options.ts';
import { deployProgress } from './deploy-progress.ts';
import { outcomeOf, type Verb } from './deployed-outcome.ts';
import { lineOf, quoted } from './line.ts';
import { planOptions } from './plan.ts';
import { sayIssues } from './say-issues.ts';
import { selectWords } from './select-option.ts';
import { interruptedOutcome, stopOnSignal } from './stop-signal.ts';
import { logStep } from './step-log.ts';
import { tellLock } from './tell.ts';

/** Deploying, destroying or going back, as the user said it. */
export interface Work {
  readonly verb: Verb;
  readonly allowReplace: boolean;
  /** What is to be taken over, as `job/load`. */
  readonly adopt?: readonly string[];
  /** The words that select a part. */
  readonly select?: readonly string[];
  readonly createBucket: boolean;
  /** In milliseconds. */
  readonly lockTimeout: number;
  /** A plan file that the plan must be the same as. */
  readonly planFile?: string | undefined;
  readonly maxDeletes?: number | undefined;
  /** What a month may cost. */
  readonly budget?: Money | undefined;
  readonly days?: number;
  readonly prices?: string | undefined;
  readonly failOnActiveRuns?: boolean;
  readonly rollbackOnFailure?: boolean;
  /** The deployment to go back to. */
  readonly to?: number | undefined;
}

/** Shows the plan, asks where something would be lost, applies it and tells what came of it. */
export async function carryOut(context: Context, work: Work): Promise<Outcome> {
  const { deploy, destroy, readSavedPlan, rollback, savedPlanNotes, shapeOf } = await import('@gluepipeline/project');
  const saved = work.planFile == null ? undefined : readSavedPlan(context.io.cwd, work.planFile);
  if (saved != null) {
    savedPlanNotes(saved, context.version).forEach(context.say);
  }
  const shape = shapeOf(work, saved);
  const stop = stopOnSignal(context);
  const progress = deployProgress(context);
  context.progress('… reading what is deployed');
  try {
    const use = { deploy, destroy, rollback }[work.verb];
    const deployed = await use({
      ...planOptions(context),
      ...shape,
      saved,
      maxDeletes: work.maxDeletes,
      ...(work.budget == null ? {} : { budget: { money: work.budget, days: work.days ?? 30, prices: work.prices } }),
      failOnActiveRuns: work.failOnActiveRuns === true,
      rollbackOnFailure: work.rollbackOnFailure === true,
      onRollback: () => context.say('\ngoing back to the last deployment that came through'),
      createBucket: work.createBucket,
      lockTimeout: work.lockTimeout,
      to: work.to,
      onTarget: (from: DeploymentRecord, to: DeploymentRecord) =>
        context.say(`from ${recordText(from)}\nback to ${recordText(to)}\n`),
      toolVersion: context.version,
      signal: stop,
      commandLine: (...words) => lineOf(context, ...words),
      ...(work.verb === 'deploy' ? { onWarnings: (issues) => sayIssues(issues, context) } : {}),
      confirm: (plan, { isProtected, details }) =>
        isProtected && work.verb === 'destroy'
          ? agreeByName(plan, details, context, stop.came)
          : agree(plan, details, context, { verb: work.verb, again: unasked(context, work) }, stop.came),
      onEvent: (event, deployment) => {
        logStep(event, deployment, context);
        progress.tell(event);
      },
      onLock: (event) => tellLock(event, context),
    });
    deployed.notes.forEach(context.say);
    return outcomeOf(deployed, work.verb, stop.signal, context);
  } catch (error) {
    const interrupted = interruptedOutcome(error, stop);
    if (interrupted != null) {
      return interrupted;
    }
    throw error;
  } finally {
    progress.end();
    stop.end();
  }
}

/** The same command line with --yes, with whatever shapes the plan, and without losing a guard. */
function unasked(context: Context, work: Work): string {
  const flags =
    work.planFile == null
      ? [
          ...(work.to == null ? [] : ['--to', String(work.to)]),
          ...selectWords(work.select),
          ...(work.adopt ?? []).flatMap((name) => ['--adopt', quoted(name)]),
          ...(work.allowReplace && work.verb !== 'destroy' ? ['--allow-replace'] : []),
        ]
      : ['--plan', quoted(work.planFile)];
  const guards = [
    ...(work.createBucket ? ['--create-bucket'] : []),
    ...(work.maxDeletes == null ? [] : ['--max-deletes', String(work.maxDeletes)]),
    ...(work.failOnActiveRuns === true ? ['--fail-on-active-runs'] : []),
    ...(work.rollbackOnFailure === true ? ['--rollback-on-failure'] : []),
    ...(work.budget == null ? [] : budgetWords(work.budget, work.days, work.prices)),
  ];
  return lineOf(context, work.verb, ...flags, ...guards, '--yes');
}
