import { type LockEvent, lockEventText, type LockTrouble } from '@gluepipeline/core';

import type { Context } from '../command.ts';

const marks = { 'lock-waiting': '', 'lock-expired': 'note: ', 'lock-unreleased': 'warning: ' } as const;

/** Tells what happens to the lock of a stack. */
export function tellLock(event: LockEvent | LockTrouble, context: Context): void {
  context.say(`${marks[event.kind]}${lockEventText(event)}`);
}
