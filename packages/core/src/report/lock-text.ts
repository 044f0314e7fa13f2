import type { LockEvent, LockTrouble } from '../deploy/lock.ts';
import type { HeldLock } from '../deploy/lock-note.ts';
import { durationText } from './duration-text.ts';

/** Who has a lock, since when and for how long: `ana on laptop (deploy), since 2026-11-27T14:02:11Z (3m 05s)`. */
export function holderText({ claim, since, now }: HeldLock): string {
  const who = claim == null ? 'a version of this tool that this one cannot read' : `${claim.by} on ${claim.host}`;
  const what = claim == null ? '' : claim.what === 'hold' ? ' by hand' : ` (${claim.what})`;
  const ci = claim?.ci == null ? '' : `, ${claim.ci}`;
  return `${who}${what}${ci}, since ${instantText(since)} (${durationText(Math.max(0, now - since))})`;
}

/** When a lock ends by itself, as half a sentence. */
export function expiryText({ expires, now }: HeldLock): string {
  if (expires == null) {
    return 'stays until it is released';
  }
  return expires <= now
    ? `has expired: its holder stopped renewing it ${durationText(now - expires)} ago`
    : `expires ${instantText(expires)} unless it is renewed`;
}

/** What happens to the lock of a stack, in a line. */
export function lockEventText(event: LockEvent | LockTrouble): string {
  switch (event.kind) {
    case 'lock-waiting':
      return `waiting for the lock of ${holderText(event.held)}`;
    case 'lock-expired':
      return `took over the lock of ${holderText(event.held)}, who stopped renewing it`;
    case 'lock-unreleased':
      return `the lock could not be released and expires by itself: ${event.message}`;
  }
}

/** A time of S3's, which has whole seconds. */
function instantText(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
