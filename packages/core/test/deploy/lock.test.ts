import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Lease } from '../../src/deploy/lease.ts';
import { breakLock, type LockEvent, lockKey, takeLock } from '../../src/deploy/lock.ts';
import { type Claim, isExpired, readLock } from '../../src/deploy/lock-note.ts';
import { expiryText, holderText } from '../../src/report/lock-text.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { MemoryBlobs } from '../../src/testing/memory-blobs.ts';

const key = lockKey('gluepipeline/sales/dev/');
const ana: Claim = { what: 'deploy', by: 'ana', host: 'laptop' };
const ci: Claim = { what: 'deploy', by: 'ci', host: 'runner', ci: 'https://ci/run/7' };
const hold: Claim = { what: 'hold', by: 'bob', host: 'desk', reason: 'month end' };

const minute = 60_000;

function world() {
  const clock = manualClock(Date.UTC(2026, 1, 14, 12));
  const blobs = new MemoryBlobs(clock);
  const events: string[] = [];
  const onEvent = ({ kind, held }: LockEvent) => events.push(`${kind} ${held.claim?.by ?? '?'}`);
  const take = (claim: Claim, patience = 0) => takeLock({ blobs, clock, key, claim, patience, onEvent });
  const lease = async (claim: Claim, patience = 0): Promise<Lease> => {
    const taking = await take(claim, patience);
    if (taking.kind !== 'taken') {
      throw new Error(`${claim.by} did not get it`);
    }
    return taking.lease;
  };
  return { clock, blobs, events, take, lease };
}

/** Lets what was begun by a timer come to its end. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('takeLock', () => {
  it('gives the lock to one, and tells the other who has it and until when', async () => {
    const { clock, take } = world();
    expect(await take(ci)).toMatchObject({ kind: 'taken' });
    clock.advance(10_000);
    const second = await take(ana);
    expect(second).toMatchObject({
      kind: 'held',
      held: { claim: ci, since: Date.UTC(2026, 1, 14, 12), expires: Date.UTC(2026, 1, 14, 12, 2) },
    });
    const held = second.kind === 'held' ? second.held : undefined;
    expect(held == null ? '' : `${holderText(held)}; ${expiryText(held)}`).toBe(
      'ci on runner (deploy), https://ci/run/7, since 2026-02-14T12:00:00Z (10s); expires 2026-02-14T12:02:00Z unless it is renewed',
    );
  });

  it('waits for it as long as it may, and says once for whom', async () => {
    const { clock, events, take, lease } = world();
    const first = await lease(ci);
    clock.every(20_000, () => void first.release());
    expect(await take(ana, minute)).toMatchObject({ kind: 'taken' });
    expect(events).toEqual(['lock-waiting ci']);
  });

  it('waits no longer than it may, also for a holder that is alive', async () => {
    const { clock, take, lease } = world();
    await lease(ci);
    const begun = clock.now();
    expect(await take(ana, 10 * minute)).toMatchObject({ kind: 'held' });
    expect(clock.now() - begun).toBe(10 * minute);
  });

  it('stops waiting at a signal', async () => {
    const { clock, blobs, lease } = world();
    await lease(ci);
    const signal = { aborted: false };
    clock.every(5_000, () => (signal.aborted = true));
    expect(await takeLock({ blobs, clock, key, claim: ana, patience: 10 * minute, signal })).toEqual({
      kind: 'aborted',
    });
  });

  it('takes over from a holder that was killed, when its time is up and not before', async () => {
    const { clock, events, take, lease } = world();
    await lease(ci);
    clock.freeze(119_999);
    expect(await take(ana)).toMatchObject({ kind: 'held' });
    clock.freeze(1);
    expect(await take(ana)).toMatchObject({ kind: 'taken' });
    expect(events).toEqual(['lock-expired ci']);
  });

  it('takes over at once from a holder that is surely gone, and never a hold', async () => {
    const { blobs, clock, lease, take } = world();
    const isGone = ({ by }: Claim) => by !== 'ana';
    const tryIt = () => takeLock({ blobs, clock, key, claim: ana, patience: 0, isGone });
    await lease(ci);
    expect(await tryIt()).toMatchObject({ kind: 'taken' });
    expect(await tryIt()).toMatchObject({ kind: 'held' });
    await breakLock(blobs, key);
    await take(hold);
    expect(await tryIt()).toMatchObject({ kind: 'held' });
  });

  it('judges by the clock of the store, however wrong its own is', async () => {
    const { blobs, clock, lease } = world();
    await lease(ci);
    for (const wrong of [0, Date.UTC(2040, 0)]) {
      expect(await takeLock({ blobs, clock: manualClock(wrong), key, claim: ana, patience: 0 })).toMatchObject({
        kind: 'held',
      });
    }
    clock.freeze(3 * minute);
    expect(await takeLock({ blobs, clock: manualClock(0), key, claim: ana, patience: 0 })).toMatchObject({
      kind: 'taken',
    });
  });

  it('never lets two have it, whatever the order and however many expire on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 * minute }), { maxLength: 12 }), async (pauses) => {
        const { clock, take } = world();
        const leases: Lease[] = [];
        for (const pause of pauses) {
          clock.freeze(pause);
          const takings = await Promise.all(['a', 'b', 'c'].map((by) => take({ ...ana, by })));
          leases.push(...takings.flatMap((taking) => (taking.kind === 'taken' ? [taking.lease] : [])));
          const working = leases.filter((lease) => lease.trouble() == null);
          expect(working.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('leaves alone what it cannot read', async () => {
    for (const body of ['', 'null', '{"schemaVersion":2,"by":"ana","host":"h"}', '{"schemaVersion":1}']) {
      const { blobs, clock, take } = world();
      await blobs.putIfAbsent(key, body);
      clock.freeze(60 * minute);
      const taking = await take(ana);
      expect(taking).toMatchObject({ kind: 'held', held: { claim: undefined, expires: undefined } });
      expect(taking.kind === 'held' ? holderText(taking.held) : '').toContain('cannot read');
    }
  });
});

describe('a lease', () => {
  it('is renewed for as long as it is held, and gone when it is released', async () => {
    const { clock, blobs, lease, take } = world();
    const mine = await lease(ana);
    for (let halfMinute = 0; halfMinute < 20; halfMinute++) {
      clock.advance(30_000);
      await settled();
    }
    expect(mine.trouble()).toBeUndefined();
    expect(await take(ci)).toMatchObject({ kind: 'held', held: { since: Date.UTC(2026, 1, 14, 12) } });
    expect(await mine.release()).toBeUndefined();
    expect(await blobs.get(key)).toBeUndefined();
    const calls = blobs.calls.length;
    clock.advance(10 * minute);
    expect(blobs.calls).toHaveLength(calls);
  });

  it('is over for a holder that was stopped past its time: it changes nothing, not even the lock', async () => {
    const { clock, blobs, lease } = world();
    const stopped = await lease(ci);
    clock.freeze(2 * minute);
    const other = await lease(ana);
    const calls = blobs.calls.length;
    clock.advance(30_000);
    await settled();
    expect(() => stopped.mustHold()).toThrow('the lock was not renewed in time and may be held by somebody else');
    expect(await stopped.release()).toBeUndefined();
    // The one renewal is the other's.
    expect(blobs.calls.slice(calls)).toEqual([`replace ${key}`]);
    expect(other.trouble()).toBeUndefined();
    expect(await readLock(blobs, key)).toMatchObject({ claim: ana });
  });

  it('is over half a minute before anybody else may take it', async () => {
    const { clock, blobs, lease } = world();
    const mine = await lease(ana);
    clock.freeze(90_000 - 1);
    expect(mine.trouble()).toBeUndefined();
    clock.freeze(1);
    expect(mine.trouble()).toMatchObject({ code: 'GP502' });
    const held = await readLock(blobs, key);
    expect(held == null || isExpired(held)).toBe(false);
  });

  it('lets no new step begin after one renewal that failed, though it may end what it began', async () => {
    const { clock, blobs, lease } = world();
    const mine = await lease(ana);
    blobs.failOn.set(`replace ${key}`, new Error('the network is gone'));
    clock.advance(30_000);
    await settled();
    blobs.failOn.clear();
    clock.advance(30_000);
    await settled();
    expect(mine.trouble()).toMatchObject({
      code: 'GP502',
      message: 'the lock could not be renewed: the network is gone',
    });
    expect(() => mine.mustHold()).not.toThrow();
    await mine.release();
    expect(await blobs.get(key)).toBeUndefined();
  });

  it('notices with its next renewal that somebody took it away', async () => {
    const { clock, blobs, lease } = world();
    const mine = await lease(ana);
    expect(await breakLock(blobs, key)).toMatchObject({ claim: ana });
    clock.advance(30_000);
    await settled();
    expect(() => mine.mustHold()).toThrow('the lock was taken away while working');
  });

  it('tells why it could not be released', async () => {
    const { blobs, lease } = world();
    const mine = await lease(ana);
    blobs.failOn.set(`delete ${key}`, new Error('denied'));
    expect(await mine.release()).toEqual(new Error('denied'));
  });

  it('that is lost while it is given up is not complained of: it is no longer ours', async () => {
    const { clock, blobs, lease } = world();
    const mine = await lease(ana);
    blobs.deleteVersion = () => {
      clock.freeze(2 * minute);
      return Promise.reject(new Error('the lock was not renewed in time'));
    };
    expect(await mine.release()).toBeUndefined();
  });
});

describe('a hold', () => {
  it('stays until it is released, whoever asks and whenever', async () => {
    const { clock, blobs, lease, take } = world();
    const held = await lease(hold);
    clock.advance(24 * 60 * minute);
    expect(held.trouble()).toBeUndefined();
    const other = await take(ana);
    expect(other).toMatchObject({ kind: 'held', held: { claim: hold, expires: undefined } });
    expect(other.kind === 'held' ? `${holderText(other.held)}; ${expiryText(other.held)}` : '').toBe(
      'bob on desk by hand, since 2026-02-14T12:00:00Z (24h 00m); stays until it is released',
    );
    expect(await breakLock(blobs, key)).toMatchObject({ claim: hold });
    expect(await breakLock(blobs, key)).toBeUndefined();
    expect(await take(ana)).toMatchObject({ kind: 'taken' });
  });
});
