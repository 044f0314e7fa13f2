import { holderText, type LockEvent } from '@gluepipeline/core';
import type { LockTrouble } from '@gluepipeline/project';

import type { Context } from '../command.ts';

/** Tells what happens to the lock of a stack. */
export function tellLock(event: LockEvent | LockTrouble, context: Context): void {
  switch (event.kind) {
    case 'lock-waiting':
      context.say(`waiting for the lock of ${holderText(event.held)}`);
      break;
    case 'lock-expired':
      context.say(`note: took over the lock of ${holderText(event.held)}, who stopped renewing it`);
      break;
    case 'lock-unreleased':
      context.say(`warning: the lock could not be released and expires by itself: ${event.message}`);
  }
}
