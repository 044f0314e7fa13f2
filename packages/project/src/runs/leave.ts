import { follow, type Leaving, type RunRef, type RunSnapshot, snapshot } from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import type { Session } from '../session.ts';
import { pollOf } from './poll.ts';
import type { FollowOptions } from './run.ts';
import { noRetries, stopRun } from './stop.ts';

/** When to leave runs that go on: at a signal, or when they have been waited for long enough. */
export interface Patience extends Leaving {
  /** True where it was time that ran out. */
  readonly timedOut: boolean;
}

/** The patience that options ask for, from a moment on. */
export function patienceOf({ signal, timeout }: Pick<FollowOptions, 'signal' | 'timeout'>, begun: number): Patience {
  const isLate = () => timeout != null && systemClock.now() - begun >= timeout;
  return {
    get timedOut() {
      return signal?.aborted !== true && isLate();
    },
    get aborted() {
      return signal?.aborted === true || isLate();
    },
    ...(signal?.came == null ? {} : { came: signal.came }),
  };
}

/**
 * Where a signal ended the watching, and runs go on without this command: asks whether they are to be stopped, stops
 * them, and gives how they ended; nothing where they are left.
 */
export async function stoppedIfWished(
  session: Session,
  refs: readonly RunRef[],
  { signal, onInterrupt }: Pick<FollowOptions, 'signal' | 'onInterrupt'>,
): Promise<ReadonlyMap<RunRef, RunSnapshot> | undefined> {
  if (signal?.aborted !== true || onInterrupt == null || session.servesHere) {
    return undefined;
  }
  const looked = await Promise.all(
    refs.map(async (ref) => [ref, await snapshot(session.runs, systemClock, ref)] as const),
  );
  const going = looked.filter(([, { over }]) => !over);
  if (going.length === 0 || !(await onInterrupt(going.map(([ref]) => ref)))) {
    return undefined;
  }
  const ended = await Promise.all(
    going.map(async ([ref, now]) => {
      await stopRun(session, ref, now);
      const pace = { pollMilliseconds: pollOf(session) };
      return [ref, await follow(session.runs, systemClock, noRetries(ref), pace)] as const;
    }),
  );
  return new Map([...looked, ...ended]);
}
