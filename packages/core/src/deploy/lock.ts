import { type Lease, leaseOf } from './lease.ts';
import { type Claim, type HeldLock, isExpired, noteText, readLock } from './lock-note.ts';
import type { BlobStore, Clock } from './ports.ts';

/** What happens on the way to a lock. */
export type LockEvent =
  | { readonly kind: 'lock-waiting'; readonly held: HeldLock }
  /** Its holder had stopped renewing it, and it was taken over. */
  | { readonly kind: 'lock-expired'; readonly held: HeldLock };

/** A lock that could not be given back; it expires by itself. */
export interface LockTrouble {
  readonly kind: 'lock-unreleased';
  readonly message: string;
}

/** What is needed to take a lock. */
export interface LockInput {
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly key: string;
  readonly claim: Claim;
  /** True for a holder that is surely gone, so that nobody need wait for its time to be up. */
  readonly isGone?: ((claim: Claim) => boolean) | undefined;
  /** How long to wait for one that somebody has, in milliseconds. */
  readonly patience: number;
  readonly onEvent?: ((event: LockEvent) => void) | undefined;
  /** Aborting it ends the waiting. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** What came of it. */
export type Taking =
  | { readonly kind: 'taken'; readonly lease: Lease }
  | { readonly kind: 'held'; readonly held: HeldLock }
  | { readonly kind: 'aborted' };

/** Between two looks at a lock that somebody has, in milliseconds. */
const lookEvery = 2_000;

/** Before trying again for one that had just come free when somebody else was quicker. */
const soon = 100;

/** Where the lock of a stack is kept. */
export function lockKey(stackPrefix: string): string {
  return `${stackPrefix}lock.json`;
}

/**
 * Takes the lock, or tells who has it. One that was not renewed in its time is taken over, judged by the store's clock
 * alone, and only in the version that was seen: of many that try, one gets it.
 */
export async function takeLock(input: LockInput): Promise<Taking> {
  const { clock, patience, signal } = input;
  const begun = clock.now();
  let told: number | undefined;
  for (;;) {
    const tried = await tryToTake(input);
    if (tried?.kind === 'taken') {
      return tried;
    }
    if (signal?.aborted === true) {
      return { kind: 'aborted' };
    }
    if (tried == null) {
      await clock.sleep(soon);
      continue;
    }
    const left = begun + patience - clock.now();
    if (left <= 0) {
      return tried;
    }
    if (told !== tried.held.since) {
      told = tried.held.since;
      input.onEvent?.({ kind: 'lock-waiting', held: tried.held });
    }
    await clock.sleep(Math.min(left, lookEvery));
  }
}

/** Nothing where somebody else was quicker, so that it is to be tried again. */
async function tryToTake(input: LockInput): Promise<Exclude<Taking, { kind: 'aborted' }> | undefined> {
  const { blobs, clock, key, claim } = input;
  const id = idFrom(clock);
  const lease = (asked: number, stored: Parameters<typeof leaseOf>[0]['stored']) =>
    leaseOf({ blobs, clock, key, claim, id, asked, stored });

  const asked = clock.now();
  const stored = await blobs.putIfAbsent(key, noteText(claim, { id, renewals: 0 }));
  if (stored != null) {
    return { kind: 'taken', lease: lease(asked, stored) };
  }
  const held = await readLock(blobs, key);
  if (held == null) {
    return undefined;
  }
  if (!isExpired(held) && !(held.expires != null && held.claim != null && input.isGone?.(held.claim) === true)) {
    return { kind: 'held', held };
  }
  const askedAgain = clock.now();
  const replaced = await blobs.replace(key, noteText(claim, { id, renewals: 0 }), held.version);
  if (replaced == null) {
    return undefined;
  }
  input.onEvent?.({ kind: 'lock-expired', held });
  return { kind: 'taken', lease: lease(askedAgain, replaced) };
}

/** Takes the lock away from whoever has it, and tells who that was; nothing where nobody had it. */
export async function breakLock(blobs: BlobStore, key: string): Promise<HeldLock | undefined> {
  for (;;) {
    const held = await readLock(blobs, key);
    // A holder at work may renew it in between, which makes it another version.
    if (held == null || (await blobs.deleteVersion(key, held.version))) {
      return held;
    }
  }
}

function idFrom(clock: Clock): string {
  return [clock.random(), clock.random()].map((chance) => chance.toString(36).slice(2)).join('');
}
