import type { Context, Outcome } from '../command.ts';
import { agree } from './agree.ts';
import { outcomeOf } from './deployed-outcome.ts';
import { lineOf } from './line.ts';
import { planOptions } from './plan.ts';
import { sayIssues } from './say-issues.ts';
import { signalExitCode, stopOnSignal } from './stop-signal.ts';
import { tell, tellLock } from './tell.ts';

/** Deploying or destroying, as the user said it. */
export interface Work {
  readonly verb: 'deploy' | 'destroy';
  readonly allowReplace: boolean;
  readonly createBucket: boolean;
  /** In milliseconds. */
  readonly lockTimeout: number;
}

/** Shows the plan, asks where something would be lost, applies it and tells what came of it. */
export async function carryOut(context: Context, work: Work): Promise<Outcome> {
  const { deploy, destroy } = await import('@gluepipeline/project');
  const stop = stopOnSignal(context);
  try {
    const use = work.verb === 'deploy' ? deploy : destroy;
    const deployed = await use({
      ...planOptions(context),
      allowReplace: work.allowReplace,
      createBucket: work.createBucket,
      lockTimeout: work.lockTimeout,
      toolVersion: context.version,
      signal: stop,
      commandLine: (...words) => lineOf(context, ...words),
      ...(work.verb === 'deploy' ? { onWarnings: (issues) => sayIssues(issues, context) } : {}),
      confirm: (plan) => agree(plan, context, work.verb, stop.came),
      onEvent: (event) => tell(event, context),
      onLock: (event) => tellLock(event, context),
    });
    deployed.notes.forEach(context.say);
    return outcomeOf(deployed, work.verb, stop.signal, context);
  } catch (error) {
    if (stop.signal != null && error instanceof Error && error.name === 'Interrupted') {
      return {
        exitCode: signalExitCode(stop.signal),
        json: { outcome: 'interrupted' },
        text: () => 'Interrupted while waiting for the lock: nothing was changed.',
      };
    }
    throw error;
  } finally {
    stop.end();
  }
}
