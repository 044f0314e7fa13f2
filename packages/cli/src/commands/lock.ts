import { expiryText, type HeldLock, holderText, isExpired, UserError } from '@gluepipeline/core';
import type { LockStatus } from '@gluepipeline/project';

import type { Command, Context, Outcome } from '../command.ts';
import { durationOf } from '../duration-flag.ts';
import { textOf } from '../global-options.ts';
import { lineOf } from './line.ts';
import { lockTimeout } from './lock-timeout.ts';
import { planOptions } from './plan.ts';
import { interruptedOutcome, stopOnSignal } from './stop-signal.ts';
import { tellLock } from './tell.ts';

/** Shows the lock of a stack, takes it away, or holds it. */
export const lockCommand: Command = {
  name: 'lock',
  positionals: [
    { name: 'action', describe: 'status, release or hold', required: true, choices: ['status', 'release', 'hold'] },
  ],
  summary: 'Show who deploys now, take the lock away, or hold it so that nobody deploys',
  examples: [
    ['lock status -e prod', 'who has the lock, since when and until when'],
    ['lock hold -e prod --reason "month end"', 'nobody deploys until it is released'],
    ['lock release -e prod', 'whoever has it; a deployment that goes on stops within half a minute'],
  ],
  options: {
    reason: { type: 'string', actions: ['hold'], describe: 'With hold: why, for those who find it' },
    ...lockTimeout,
  },
  handler: async (args, context) => {
    switch (textOf(args, 'action')) {
      case 'release':
        return release(context);
      case 'hold':
        return hold(context, textOf(args, 'reason'), durationOf(args, 'lockTimeout') ?? 0);
      default:
        return status(context);
    }
  },
};

async function status(context: Context): Promise<Outcome> {
  const { lockStatus } = await import('@gluepipeline/project');
  const now = await lockStatus(planOptions(context));
  return {
    exitCode: 0,
    json: viewOf(now),
    text: () =>
      now.held == null
        ? `${now.stack} is not locked`
        : `${now.stack} is locked by ${holderText(now.held)}${reasonOf(now.held)}\nthe lock ${expiryText(now.held)}`,
  };
}

async function hold(context: Context, reason: string | undefined, patience: number): Promise<Outcome> {
  const { lockHold } = await import('@gluepipeline/project');
  const stop = stopOnSignal(context);
  try {
    const now = await lockHold({
      ...planOptions(context),
      reason,
      lockTimeout: patience,
      signal: stop,
      commandLine: (...words) => lineOf(context, ...words),
      onLock: (event) => tellLock(event, context),
    });
    return {
      exitCode: 0,
      json: viewOf(now),
      text: () => `${now.stack} is locked: nobody deploys until it is released`,
      next: lineOf(context, 'lock', 'release'),
    };
  } catch (error) {
    const interrupted = interruptedOutcome(error, stop);
    if (interrupted != null) {
      return interrupted;
    }
    throw error;
  } finally {
    stop.end();
  }
}

async function release(context: Context): Promise<Outcome> {
  const { lockRelease } = await import('@gluepipeline/project');
  const { stack, held, released } = await lockRelease({
    ...planOptions(context),
    confirm: (lock) => agree(lock, context),
  });
  return {
    exitCode: released || held == null ? 0 : 8,
    json: { ...viewOf({ stack, held: released ? undefined : held }), released },
    text: () =>
      held == null
        ? `${stack} was not locked`
        : released
          ? `released the lock of ${holderText(held)}`
          : 'Declined: the lock stays.',
  };
}

/** Somebody at work is stopped by it, in the middle. */
async function agree(held: HeldLock, context: Context): Promise<boolean> {
  if (context.global.yes) {
    return true;
  }
  if (!context.io.stdinIsTty || !context.io.stderrIsTty) {
    throw new UserError(
      'GP310',
      `the lock is in use by ${holderText(held)}, and nobody can be asked here`,
      `if nobody is at work any more, say: ${lineOf(context, 'lock', 'release', '--yes')}`,
    );
  }
  const { confirm } = await import('../render/confirm.ts');
  return confirm(context.io, `Take it away from ${holderText(held)}? A deployment that goes on stops half done.`);
}

function reasonOf({ claim }: HeldLock): string {
  return claim?.reason == null ? '' : `: ${claim.reason}`;
}

function viewOf({ stack, held }: LockStatus): Readonly<Record<string, unknown>> {
  if (held == null) {
    return { stack, locked: false };
  }
  const { claim, since, expires } = held;
  const iso = (time: number) => new Date(time).toISOString();
  return {
    stack,
    locked: !isExpired(held),
    holder:
      claim == null
        ? null
        : { what: claim.what, by: claim.by, host: claim.host, ci: claim.ci ?? null, reason: claim.reason ?? null },
    since: iso(since),
    expires: expires == null ? null : iso(expires),
  };
}
