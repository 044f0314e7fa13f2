import { type ApplyEvent, holderText, type LockEvent, messageOf, stepDone, stepToDo } from '@gluepipeline/core';
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

/** Tells of a step as it begins and ends. */
export function tell(event: ApplyEvent, context: Context): void {
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
