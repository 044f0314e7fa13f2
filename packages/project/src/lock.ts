import { hostname } from 'node:os';

import {
  breakLock,
  type Claim,
  expiryText,
  type HeldLock,
  holderText,
  isExpired,
  type Lease,
  lockKey,
  type LockEvent,
  type LockTrouble,
  messageOf,
  readLock,
  stackOf,
  stackPrefix,
  takeLock,
  UserError,
} from '@gluepipeline/core';

import { shapedConfig, type Sound } from './invalid-config.ts';
import { type PlanOptions, withSession } from './plan.ts';
import type { Session } from './session.ts';
import { whoDeploys } from './who-deploys.ts';

/** What concerns the lock of a command that changes something. */
export interface LockOptions {
  /** How long to wait for a lock that somebody has, in milliseconds. @default 0 */
  readonly lockTimeout?: number;
  readonly onLock?: (event: LockEvent | LockTrouble) => void;
  readonly signal?: { readonly aborted: boolean };
  /** Writes a command of this tool that is about the same place, for hints. */
  readonly commandLine?: (...words: readonly string[]) => string;
}

type Place = Pick<PlanOptions, 'place' | 'overrides' | 'connect'>;

/** Waiting was ended by the signal: nothing was done. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted while waiting for the lock');
    this.name = 'Interrupted';
  }
}

/**
 * Does some work while holding the lock of the stack, and releases it however the work ends. While the lock is not
 * surely ours, no request that changes something leaves. Without a bucket there is no lock: then `lease` is nothing.
 */
export async function withLock<T>(
  session: Session,
  sound: Sound,
  what: Claim['what'],
  options: LockOptions & Pick<PlanOptions, 'place'>,
  work: (lease: Lease | undefined) => Promise<T>,
): Promise<T> {
  if (!(await session.bucketExists())) {
    return work(undefined);
  }
  const lease = await leaseFor(session, sound, { what, ...whoDeploys(options.place.env), pid: process.pid }, options);
  session.guardChanges(() => {
    lease.mustHold();
  });
  try {
    return await work(lease);
  } finally {
    const trouble = await lease.release();
    session.guardChanges(undefined);
    if (trouble != null) {
      options.onLock?.({ kind: 'lock-unreleased', message: messageOf(trouble) });
    }
  }
}

async function leaseFor(session: Session, sound: Sound, claim: Claim, options: LockOptions): Promise<Lease> {
  const taking = await takeLock({
    blobs: session.blobs,
    clock: session.clock,
    key: keyOfLock(sound),
    claim,
    patience: options.lockTimeout ?? 0,
    // On the embedded endpoint all are on this machine; elsewhere a number says nothing of another container.
    isGone: session.kind === 'local' ? isGone : undefined,
    onEvent: options.onLock,
    signal: options.signal,
  });
  switch (taking.kind) {
    case 'taken':
      return taking.lease;
    case 'aborted':
      throw new Interrupted();
    case 'held':
      throw lockHeld(sound, taking.held, options);
  }
}

/** Somebody else has the lock. `held` says who: fronts that report in parts read it, by this name. */
export class LockHeldError extends UserError {
  readonly held: HeldLock;

  constructor(message: string, hint: string, held: HeldLock) {
    super('GP501', message, hint);
    this.held = held;
  }
}

function lockHeld(sound: Sound, held: HeldLock, { commandLine = plainLine }: LockOptions): LockHeldError {
  const because = held.claim?.reason == null ? '' : `: ${held.claim.reason}`;
  const wait = held.expires == null ? '' : 'wait for it with --lock-timeout 10m, or ';
  return new LockHeldError(
    `${stackOf(sound.pipeline)} is locked by ${holderText(held)}${because}; the lock ${expiryText(held)}`,
    `${wait}take it away with: ${commandLine('lock', 'release')}`,
    held,
  );
}

/** True for a process of this machine that has ended. */
function isGone({ host, pid }: Claim): boolean {
  if (pid == null || host !== hostname()) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const plainLine = (...words: readonly string[]): string => ['gluepipeline', ...words].join(' ');

/** The lock of a stack, as it was found. */
export interface LockStatus {
  readonly stack: string;
  readonly held: HeldLock | undefined;
}

/** Who has the lock of the stack. */
export function lockStatus(options: Place): Promise<LockStatus> {
  return withSession(
    options,
    async (sound, session) => {
      // A bucket that does not exist holds no lock: both can be asked at once.
      const [held, bucketExists] = await Promise.all([
        readLock(session.blobs, keyOfLock(sound)),
        session.bucketExists(),
      ]);
      if (!bucketExists && session.kind !== 'local') {
        throw noBucket(session, 'no lock');
      }
      return { stack: stackOf(sound.pipeline), held };
    },
    shapedConfig,
    ['s3'],
  );
}

/** Takes the lock without an end, so that nobody deploys until it is released. */
export function lockHold(options: Place & LockOptions & { readonly reason?: string | undefined }): Promise<LockStatus> {
  return withLockPlace(options, async (session, sound) => {
    const { reason } = options;
    const claim = { what: 'hold', ...whoDeploys(options.place.env), ...(reason == null ? {} : { reason }) } as const;
    await leaseFor(session, sound, claim, options);
    return { stack: stackOf(sound.pipeline), held: await readLock(session.blobs, keyOfLock(sound)) };
  });
}

/**
 * Takes the lock away from whoever has it, and tells who that was. `confirm` is asked where that is somebody at work;
 * false leaves it.
 */
export function lockRelease(
  options: Place & { readonly confirm: (held: HeldLock) => Promise<boolean> },
): Promise<LockStatus & { readonly released: boolean }> {
  return withLockPlace(options, async (session, sound) => {
    const key = keyOfLock(sound);
    const stack = stackOf(sound.pipeline);
    const held = await readLock(session.blobs, key);
    const atWork = held?.expires != null && !isExpired(held);
    if (held == null || (atWork && !(await options.confirm(held)))) {
      return { stack, held, released: false };
    }
    return { stack, held: await breakLock(session.blobs, key), released: true };
  });
}

/** A lock is known by its stack alone: mistakes in jobs do not matter. */
function withLockPlace<T>(options: Place, use: (session: Session, sound: Sound) => Promise<T>): Promise<T> {
  return withSession(
    options,
    async (sound, session) => {
      if (!(await session.bucketExists())) {
        if (session.kind === 'local') {
          await session.createBucket();
        } else {
          throw noBucket(session, 'no lock');
        }
      }
      return use(session, sound);
    },
    shapedConfig,
    ['s3'],
  );
}

/** What cannot be had without a bucket; `what` says what that is. */
export function noBucket({ target }: Session, what: string): UserError {
  return new UserError(
    'GP503',
    `the artifact bucket "${target.bucket}" does not exist, so there is ${what}`,
    'deploy with --create-bucket makes it; or name one of yours as artifacts.bucket',
  );
}

function keyOfLock({ pipeline }: Sound): string {
  return lockKey(stackPrefix(pipeline));
}
