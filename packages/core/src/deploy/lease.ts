import { UserError } from '../errors.ts';
import { type Claim, leaseSeconds, noteText } from './lock-note.ts';
import type { BlobStore, Clock, Stored } from './ports.ts';

/** A lock that is ours, renewed until it is released. */
export interface Lease {
  /** Why no new step may begin, or nothing while all is well. */
  trouble(): UserError | undefined;
  /** Throws where the lock may be somebody else's by now: nothing may be changed any more. Asked before each request. */
  mustHold(): void;
  /** Gives it up where it is still ours; what stood in the way of that is the answer, and never thrown. */
  release(): Promise<unknown>;
}

/** What a lease is made of: a lock that was just written. */
export interface LeaseInput {
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly key: string;
  readonly claim: Claim;
  readonly id: string;
  /** When the writing began, by our clock: the store wrote it later, so that what we count from here ends earlier. */
  readonly asked: number;
  readonly stored: Stored;
}

/** Between two renewals, in milliseconds. */
const renewEvery = 30_000;

/**
 * How long after the last renewal a request may still be sent. What is under way then has the rest of the lease to
 * arrive, before anybody else may take the lock.
 */
const workFor = (leaseSeconds - 30) * 1000;

/** Keeps a lock. A hold by hand is not renewed: it stays until somebody releases it. */
export function leaseOf({ blobs, clock, key, claim, id, asked, stored }: LeaseInput): Lease {
  let { version } = stored;
  let confirmed = asked;
  let renewals = 0;
  let gone: UserError | undefined;
  let failed: UserError | undefined;
  let renewing: Promise<void> = Promise.resolve();

  const renew = async () => {
    const sent = clock.now();
    renewals += 1;
    const renewed = await blobs.replace(key, noteText(claim, { id, since: stored.now, renewals }), version);
    if (renewed == null) {
      gone ??= new UserError('GP502', 'the lock was taken away while working', whatNow);
    } else {
      version = renewed.version;
      confirmed = sent;
    }
  };
  // Whoever was stopped for longer than that does not ask for more time: somebody else may be at work.
  const overdue = () => {
    if (claim.what !== 'hold' && clock.now() - confirmed >= workFor) {
      gone ??= new UserError('GP502', 'the lock was not renewed in time and may be held by somebody else', whatNow);
    }
    return gone;
  };
  let busy = false;
  const tick = () => {
    if (busy || overdue() != null) {
      return;
    }
    busy = true;
    renewing = renew()
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        // It stays so: a deployment that once let steps out must not go on with later ones.
        failed ??= new UserError('GP502', `the lock could not be renewed: ${why}`, whatNow);
      })
      .finally(() => {
        busy = false;
      });
  };
  const stop = claim.what === 'hold' ? () => undefined : clock.every(renewEvery, tick);

  return {
    trouble: () => overdue() ?? failed,
    mustHold: () => {
      const loss = overdue();
      if (loss != null) {
        throw loss;
      }
    },
    release: async () => {
      stop();
      await renewing;
      if (overdue() != null) {
        return undefined;
      }
      try {
        await blobs.deleteVersion(key, version);
        return undefined;
      } catch (error) {
        // It may have been lost on the way: then it is no longer ours to give up.
        return overdue() == null ? error : undefined;
      }
    },
  };
}

const whatNow = 'see who holds it now with: gluepipeline lock status; then run the same command again';
